import pytest

from tracker.detection.cookies.names import _fits, all_known, category_by_name, known_cookie, traveller
from tracker.taxonomy import IDENTIFIERS, Category


def test_every_entry_has_an_owner_a_purpose_a_source_and_a_category_of_identifiers() -> None:
    entries = all_known()
    assert len(entries) > 2000
    for known in entries:
        assert known.owner
        assert known.purpose
        assert not known.purpose.endswith(".")
        assert known.source.startswith("https://")
        assert known.category is None or known.category in IDENTIFIERS


def test_no_entry_says_two_things_of_one_name() -> None:
    keys = [(known.name, domain) for known in all_known() for domain in known.domains or ("",)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("name", "domain", "category"),
    [
        ("_ga", "shop.test", Category.CLIENT_ID),
        ("_ga_ABC123", "shop.test", Category.CLIENT_ID),
        ("_gat_UA-1-1", "shop.test", None),
        ("IDE", "doubleclick.net", Category.ADVERTISING_ID),
        ("_fbp", "shop.test", Category.ADVERTISING_ID),
        ("fr", "facebook.com", Category.ADVERTISING_ID),
        ("MUID", "bing.com", Category.ADVERTISING_ID),
        ("NID", "google.com", Category.ADVERTISING_ID),
        ("PHPSESSID", "shop.test", Category.SESSION_ID),
        ("JSESSIONID", "shop.test", Category.SESSION_ID),
        ("csrftoken", "shop.test", None),
        ("CookieConsent", "shop.test", None),
        ("lang", "shop.test", None),
        ("SID", "google.fr", Category.USER_ID),
        ("auth_token", "x.com", Category.USER_ID),
        ("uid", "adform.net", Category.ADVERTISING_ID),
        ("_hjSessionUser_123", "shop.test", Category.CLIENT_ID),
        ("_hjSession_123", "shop.test", Category.SESSION_ID),
        ("_pk_id.1.abcd", "shop.test", Category.CLIENT_ID),
        ("_pk_ses.1.abcd", "shop.test", None),
        ("mp_123_mixpanel", "shop.test", Category.CLIENT_ID),
        ("SL_C_abc_VID", "shop.test", Category.CLIENT_ID),
        ("SL_C_abc_KEY", "shop.test", None),
        ("abc-_zldp", "shop.test", Category.CLIENT_ID),
        ("Hm_lvt_abc", "shop.test", None),
        ("tmr_lvid", "shop.test", Category.CLIENT_ID),
        ("laravel_session", "shop.test", Category.SESSION_ID),
        ("didomi_token", "shop.test", Category.CLIENT_ID),
        ("OptanonConsent", "shop.test", None),
        ("__utmz", "shop.test", None),
        ("__utmc", "shop.test", None),
        ("AWSALB", "shop.test", None),
        ("BIGipServerpool_web", "shop.test", None),
    ],
)
def test_known_names_tell_purpose_and_category(name: str, domain: str, category: Category | None) -> None:
    known = known_cookie(name, domain)
    assert known
    assert known.category is category


def test_a_common_name_is_known_only_where_its_owner_is() -> None:
    assert known_cookie("fr", "shop.test") is None
    assert known_cookie("nothing_known", "shop.test") is None
    assert known_cookie("SID", "shop.test") is None
    assert known_cookie("auth_token", "shop.test") is None


@pytest.mark.parametrize("name", ["mp_mixpanel", "mp_x", "SL_C_abc_", "kndctr_identit", "xmp_1_mixpanel"])
def test_a_pattern_says_a_whole_name(name: str) -> None:
    assert known_cookie(name, "shop.test") is None


def test_what_is_known_somewhere_goes_before_what_is_known_anywhere() -> None:
    there, elsewhere = known_cookie("sessionid", "tiktok.com"), known_cookie("sessionid", "shop.test")
    assert there
    assert elsewhere
    assert (there.category, elsewhere.category) == (Category.USER_ID, Category.SESSION_ID)
    assert not there.is_necessary
    assert elsewhere.is_necessary


def test_what_a_site_needs_is_marked() -> None:
    session, analytics = known_cookie("PHPSESSID", "shop.test"), known_cookie("_ga", "shop.test")
    assert session
    assert session.is_necessary
    assert analytics
    assert not analytics.is_necessary


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("shop_session", Category.SESSION_ID),
        ("B2B_SID", Category.SESSION_ID),
        ("visitor", Category.CLIENT_ID),
        ("anonymousId", Category.CLIENT_ID),
        ("xyz", Category.CLIENT_ID),
        ("device_id", Category.DEVICE_ID),
        ("userId", Category.USER_ID),
        ("my-csrf", None),
        ("cookie_policy", None),
        ("ab_test", None),
        ("site_lang", None),
        ("cart_id", None),
        ("__RequestValidationToken2", None),
    ],
)
def test_an_unknown_name_may_say_what_it_is(name: str, category: Category | None) -> None:
    assert category_by_name(name) is category


@pytest.mark.parametrize("name", ["_fbp", "__utma", "_ga_ABC123", "_gcl_au", "__hstc"])
def test_known_cookies_travel_under_their_names(name: str) -> None:
    assert traveller(name)


def test_two_stars_stand_for_any_characters_in_order() -> None:
    assert _fits("a1b2c", "a*b*c")
    assert not _fits("a1c", "a*b*c")
    assert not _fits("ab", "a*b*b")


@pytest.mark.parametrize(
    ("name", "owner", "category"),
    [
        ("_gl", "Google", Category.CLIENT_ID),
        ("_ga", "Google", Category.CLIENT_ID),
        ("gclid", "Google", Category.ADVERTISING_ID),
        ("ysclid", "Yandex", Category.ADVERTISING_ID),
        ("ScCid", "Snap", Category.ADVERTISING_ID),
        ("mkt_tok", "Marketing by mail", Category.USER_ID),
        ("_hsenc", "Marketing by mail", Category.USER_ID),
    ],
)
def test_links_carry_identifiers_under_known_names(name: str, owner: str, category: Category) -> None:
    known = traveller(name)
    assert known
    assert (known.owner, known.category) == (owner, category)


@pytest.mark.parametrize(
    "name", ["utm_source", "utm_id", "gad_source", "gclsrc", "s_kwcid", "mc_cid", "ref", "uid", "visitor-id"]
)
def test_campaigns_and_names_that_others_use_are_not_among_them(name: str) -> None:
    assert traveller(name) is None


@pytest.mark.parametrize("name", ["_cb", "_s", "sid", "datr", "_gat_x", "_abck", "_unknown", "_session_id", "_pk id"])
def test_names_of_many_things_are_no_known_cookie_s(name: str) -> None:
    assert traveller(name) is None
