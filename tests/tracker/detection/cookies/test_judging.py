import pytest

from tracker.detection.cookies.judging import Seen, at_home, is_shared_identifier, judged, look_at
from tracker.taxonomy import Category

DAY = 86_400.0
RANDOM = "PvGekgOanBBYEz2Tym0yF5BEcpZP90eV"
OTHER = "trjqiO3CDRt0eqNsnSZ53ZcXW3wlNkSA"


def seen(value: str = RANDOM, lifetime: float | None = 365 * DAY, was_set: bool = True) -> Seen:
    cookie = Seen()
    if was_set:
        cookie.set(look_at(value), lifetime)
    cookie.meet(look_at(value))
    return cookie


@pytest.mark.parametrize(
    ("lifetime", "confidence", "words"),
    [
        (365 * DAY, 0.8, "lasts 365 days"),
        (30 * DAY - 1, 0.8, "lasts 30 days"),
        (7 * DAY, 0.6, "lasts 7 days"),
        (DAY, 0.6, "1 day."),
    ],
)
def test_a_random_value_is_surer_the_longer_it_lasts(lifetime: float, confidence: float, words: str) -> None:
    verdict = judged("shop.test", "xyz", seen(lifetime=lifetime))
    assert verdict
    assert (verdict.category, verdict.confidence) == (Category.CLIENT_ID, confidence)
    assert words in verdict.reasoning
    assert "cookie xyz" in verdict.reasoning


def test_a_random_value_that_ends_with_the_browser_needs_the_name_of_a_session() -> None:
    assert judged("shop.test", "xyz", seen(lifetime=None)) is None
    verdict = judged("shop.test", "shop_session", seen(lifetime=None))
    assert verdict
    assert verdict.category is Category.SESSION_ID


@pytest.mark.parametrize(
    ("name", "lifetime", "site", "is_told"),
    [
        ("shop_session", None, "shop.test", False),
        ("shop_session", None, "other.test", True),
        ("shop_session", None, None, True),
        ("shop_session", 1800.0, "shop.test", True),
        ("xyz", None, "shop.test", False),
        ("xyz", None, "other.test", True),
        ("xyz", 1800.0, "other.test", True),
        ("xyz", None, None, False),
        ("my_csrf", None, "other.test", False),
    ],
)
def test_a_session_of_the_sites_own_runs_it_and_another_partys_joins_sites(
    name: str, lifetime: float | None, site: str | None, is_told: bool
) -> None:
    verdict = judged("shop.test", name, seen(lifetime=lifetime), site)
    assert (verdict is not None) is is_told
    assert verdict is None or verdict.category is Category.SESSION_ID


def test_a_short_random_value_that_ends_with_the_browser_joins_no_sites() -> None:
    assert judged("shop.test", "xyz", seen("KBj6rbe8", None), "other.test") is None


@pytest.mark.parametrize(
    ("domain", "name", "value"),
    [
        ("shop.test", "__utmb", "173272373.4.10.1613226782"),
        ("linkedin.com", "lidc", '"b=XYZ01:s=X:r=X:g=1900:u=1"'),
        ("shop.test", "mt_mop", "15:1613226782|4:1613226783"),
        ("rlcdn.com", "pxrc", "CAA="),
        ("adnxs.com", "icu", "ChII84w0EAoYASABKAEwzrTVxQU"),
    ],
)
def test_a_log_or_a_limit_singles_nobody_out(domain: str, name: str, value: str) -> None:
    assert judged(domain, name, seen(value), "news.test") is None


def test_a_log_that_holds_something_random_is_told_with_less_confidence() -> None:
    verdict = judged("adnxs.com", "anj", seen(), "news.test")
    assert verdict
    assert verdict.confidence == 0.6
    assert "tells browsers apart" in verdict.reasoning


def test_what_is_signed_for_a_day_to_choose_a_data_centre_tells_browsers_apart_for_that_long() -> None:
    value = '"b=XYZ01:s=X:r=X:g=1900:u=1:i=1613226910:t=1613313310:v=1:sig=AQE7tWGz4gpbV5pZT4JSLo-0tb7i0RcY"'
    verdict = judged("linkedin.com", "lidc", seen(value, DAY), "news.test")
    assert verdict
    assert (verdict.category, verdict.confidence) == (Category.SESSION_ID, 0.6)
    assert "chooses a data centre" in verdict.reasoning


@pytest.mark.parametrize(
    ("name", "value", "is_told"),
    [
        ("DSID", "NO_DATA", False),
        ("DSID", "AAO7JxNhT2", True),
        ("mt_misc", "mt_bt:1/", False),
        ("_fbp", "1613226782", False),
        ("_fbp", "fb.1.1613226782706.1615226782", True),
        ("_clck", "bzgb20", True),
        ("_clck", "kLmXo", True),
        ("_clck", "T", False),
        ("_clck", "13490%3D1", False),
        ("_clck", "aHR0cHM6Ly93d3cuc2hvcC50ZXN0Lw==", False),
    ],
)
def test_a_known_cookie_without_a_telling_value_singles_nobody_out(name: str, value: str, is_told: bool) -> None:
    assert (judged("shop.test", name, seen(value)) is not None) is is_told


def test_a_short_known_name_needs_a_random_value_to_be_the_one_that_is_known() -> None:
    assert judged("shop.test", "RT", seen("abc12")) is None
    assert judged("shop.test", "RT", seen())
    assert judged("adform.net", "uid", seen("1234567"))


def test_a_cookie_that_nobody_was_seen_to_set_is_told_with_less_confidence() -> None:
    verdict = judged("shop.test", "xyz", seen(was_set=False))
    assert verdict
    assert verdict.confidence == 0.5


@pytest.mark.parametrize(
    ("name", "value"), [("xyz", "accepted"), ("xyz", "1"), ("my_csrf", RANDOM), ("_ga", "1"), ("CookieConsent", RANDOM)]
)
def test_flags_words_and_protection_single_nobody_out(name: str, value: str) -> None:
    assert judged("shop.test", name, seen(value)) is None


def test_what_is_known_of_a_name_goes_before_lifetime_and_chance() -> None:
    verdict = judged("shop.test", "_ga", seen("GA1.2.162712083.1613226783", None))
    short = judged("shop.test", "_clck", seen("bzgb20"))
    assert verdict
    assert short
    assert (verdict.category, verdict.confidence) == (Category.CLIENT_ID, 0.95)
    assert short.confidence == 0.8
    assert "Google" in verdict.reasoning


def test_a_sites_own_session_is_told_to_others_only() -> None:
    assert judged("shop.test", "PHPSESSID", seen(), "shop.test") is None
    assert judged("shop.test", "PHPSESSID", seen(), "other.test")
    assert judged("shop.test", "_ga", seen("GA1.2.162712083.1613226783"), "shop.test")


def test_what_changes_each_time_is_a_token_and_nobodys() -> None:
    cookie = seen()
    cookie.meet(look_at(OTHER))
    assert judged("shop.test", "xyz", cookie) is None


def test_an_identifier_that_was_deleted_once_and_stays_is_known_again() -> None:
    cookie = seen()
    for _ in range(10):
        cookie.meet(look_at(OTHER))
    assert judged("shop.test", "xyz", cookie)


def test_a_value_that_a_script_put_over_the_first_and_that_comes_back_is_known_again() -> None:
    cookie = seen()
    for number in range(5):
        assert (judged("shop.test", "xyz", cookie) is None) is (number > 0)
        cookie.meet(look_at(OTHER))
    assert judged("shop.test", "xyz", cookie)


def test_a_part_that_stays_identifies_whatever_changes_around_it() -> None:
    cookie = seen(f"{RANDOM}|1613226782706")
    cookie.meet(look_at(f"{RANDOM}|1613226999999"))
    assert judged("shop.test", "xyz", cookie)


def test_values_set_by_parallel_responses_are_no_change() -> None:
    cookie = Seen()
    cookie.set(look_at(OTHER), 365 * DAY)
    cookie.set(look_at(RANDOM), 365 * DAY)
    cookie.meet(look_at(RANDOM))
    assert judged("shop.test", "xyz", cookie)


def test_a_long_random_value_is_known_again_elsewhere_however_short_its_life() -> None:
    assert is_shared_identifier("shop.test", "xyz", seen(lifetime=None))
    assert not is_shared_identifier("shop.test", "xyz", seen("KBj6rbe8", None))
    assert not is_shared_identifier("shop.test", "my_csrf", seen(lifetime=None))
    assert not is_shared_identifier("shop.test", "xyz", seen("1", None))
    assert not is_shared_identifier("shop.test", "csrftoken", seen())


def test_addresses_in_a_cookies_name_are_not_repeated() -> None:
    verdict = judged("shop.test", "pref_marie@shop.example", seen())
    assert verdict
    assert "marie" not in verdict.reasoning


@pytest.mark.parametrize(
    ("site", "is_at_home"),
    [("shop.test", True), ("news.test", False), ("", None), (None, None)],
)
def test_where_no_site_is_known_nobody_is_at_home_or_abroad(site: str | None, is_at_home: bool | None) -> None:
    assert at_home("shop.test", site) is is_at_home


@pytest.mark.parametrize(
    ("value", "is_at_home", "is_again"),
    [(RANDOM, True, True), (RANDOM, False, False), (RANDOM, None, False), (OTHER, True, False)],
)
def test_a_cookie_is_met_again_with_the_same_value_from_the_same_site(
    value: str, is_at_home: bool | None, is_again: bool
) -> None:
    cookie = seen()
    meetings = cookie.meetings
    assert not cookie.is_met_again(hash(RANDOM), True)  # nothing has settled yet
    cookie.settle(is_at_home=True)
    assert cookie.is_met_again(hash(value), is_at_home) is is_again
    assert cookie.meetings == meetings + is_again


@pytest.mark.parametrize(
    ("lifetime", "was_set", "words"),
    [
        (390 * DAY, True, "advertisements on other sites. It was set for 390 days."),
        (DAY, True, "advertisements on other sites. It was set for 1 day."),
        (1800.0, True, "advertisements on other sites. It was set for less than a day."),
        (None, True, "advertisements on other sites. It was set for a session."),
        (None, False, "advertisements on other sites."),
    ],
)
def test_a_known_cookie_is_told_with_how_long_it_was_set_for(lifetime: float | None, was_set: bool, words: str) -> None:
    verdict = judged("doubleclick.net", "IDE", seen(lifetime=lifetime, was_set=was_set), "shop.test")
    assert verdict
    assert verdict.reasoning.endswith(words)
