import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.names import autocomplete_verdict, label_verdict, name_verdict, name_words
from tracker.taxonomy import Category


def said(name: str, *parents: str) -> str | None:
    verdict = name_verdict(name, parents)
    return verdict.category.value if verdict else None


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("ctl00$main$txtEMail", "email_address"),
        ("user[address_attributes][zip]", "postal_code"),
        ("user%5Bemail%5D", "email_address"),
        ("billing.firstName", "first_name"),
        ("tel_portable", "phone_number"),
        ("numer_telefonu", "phone_number"),
        ("code_postal", "postal_code"),
        ("loginemail", "email_address"),
        ("kundeemail", "email_address"),
        ("geburtsdatum", "birth_date"),
        ("cognome", "last_name"),
        ("фамилия", "last_name"),
        ("Prénom", "first_name"),
        ("hashedEmail", "email_address"),
        ("password_confirmation", "password"),
        ("pass_bpC5XKv5z2", "password"),
        ("password[first]", "password"),
        ("company_name", "organization"),
        ("company_address", "postal_address"),
        ("bill_addr_state", "region"),
        ("user_name", "username"),
        ("user[name]", "full_name"),
        ("firstname_lastname", "full_name"),
        ("first_name_zorp_last_name", "full_name"),
        ("forgot_password_email", "email_address"),
        ("emailForPasswordReset", "email_address"),
        ("card[number]", "card_number"),
        ("dob[day]", "birth_date"),
        ("profile_phone[und][0][value]", "phone_number"),
        ("address-level2", "city"),
        ("gclid", "advertising_id"),
        ("visitor_id", "client_id"),
        ("idfv", "device_id"),
        ("PHPSESSID", "session_id"),
        ("q", "search_query"),
        ("sr", "screen_size"),
        ("ua", "user_agent"),
        ("lang", "language"),
        ("tz", "time_zone"),
        ("order_id", "purchase"),
        ("cities", "city"),
        ("expirationMonths", "card_expiry"),
        ("_com_portal_login_web_portlet_Login_password", "password"),
        ("store_city", "city"),
        ("religion", "religion"),
    ],
)
def test_a_name_says_what_it_carries(name: str, category: str) -> None:
    assert said(name) == category


@pytest.mark.parametrize(
    "name",
    [
        "product_name",
        "nom_du_produit",
        "hostname",
        "filename",
        "event_name",
        "email_sent",
        "emailCount",
        "show_password",
        "isEmailVerified",
        "address_id",
        "passwordless",
        "password_strength",
        "csrfmiddlewaretoken",
        "authenticity_token",
        "__VIEWSTATE",
        "phone_country_code",
        "card_type",
        "coupon_code",
        "microphone",
        "capacity",
        "q1",
        "a_s",
        "user_language_menu",
        "entry.839337160",
        "xyz_name",
        "city_or_search",
        "12345",
        "[]",
        "",
        "x" * 300,
    ],
)
def test_a_name_of_something_else_says_nothing(name: str) -> None:
    assert name_verdict(name) is None


@pytest.mark.parametrize(
    ("name", "parents", "category"),
    [
        ("name", ("customer",), "full_name"),
        ("name", ("order", "customer", "data"), "full_name"),
        ("name", ("customer", "product"), None),
        ("name", ("product",), None),
        ("id", ("user",), "user_id"),
        ("id", ("product",), None),
        ("type", ("phone",), None),
        ("id", ("gender",), None),
        ("0", ("emails",), "email_address"),
        ("email", ("errors",), None),
        ("email", ("i18n", "signup"), None),
        ("state", ("address",), "region"),
        ("first", ("name",), "first_name"),
        ("width", ("screen",), "screen_size"),
        ("purpose", ("phone", "x" * 300), None),
        ("q", ("product",), None),
        ("revenue", ("product",), "purchase"),
        ("state", ("zorp",), "region"),
    ],
)
def test_the_names_above_are_the_context(name: str, parents: tuple[str, ...], category: str | None) -> None:
    assert said(name, *parents) == category


@pytest.mark.parametrize("name", ["name", "state", "cid", "s", "url", "login"])
def test_a_name_of_many_things_is_never_sure(name: str) -> None:
    verdict = name_verdict(name)
    assert verdict
    assert verdict.confidence < 0.5


def test_a_person_above_makes_a_vague_name_sure() -> None:
    verdict = name_verdict("state", ("customer",))
    assert verdict
    assert verdict.confidence >= 0.7


def test_the_reasoning_holds_only_our_own_words() -> None:
    verdict = name_verdict("email_of_marie_dupont")
    assert verdict
    assert "marie" not in verdict.reasoning
    assert "e-mail address" in verdict.reasoning


@pytest.mark.parametrize(
    ("label", "language", "category"),
    [
        ("Votre nom de naissance", "fr", "last_name"),
        ("Votre nom d'utilisateur", "fr", "username"),
        ("Your name on the card", "en", "card_holder"),
        ("E-mail address *", None, "email_address"),
        ("Your name", None, "full_name"),
        ("Name", None, "full_name"),
        ("First name / last name", None, "full_name"),
        ("Adresse e-mail (obligatoire)", "fr", "email_address"),
        ("Nome", "it", "first_name"),
        ("Email or username", None, "username"),
        ("Phone number or email", None, "phone_number"),
        ("E-mail oder Benutzername", "de", "username"),
        ("Given name and surname", None, "full_name"),
        ("Enter your e-mail address to receive our offers by post", None, "email_address"),
        ("Company city", None, "city"),
        ("Wohnort", "de", "city"),
        ("Kraj", "cs", "region"),
        ("Kraj", "pl", "country"),
        ("E-mail", "xx", "email_address"),
        ("Forgot password?", None, None),
        ("Colour", None, None),
        ("***", None, None),
    ],
)
def test_a_label_says_what_is_asked(label: str, language: str | None, category: str | None) -> None:
    verdict = label_verdict(label, language)
    assert (verdict.category.value if verdict else None) == category


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("email", Category.EMAIL_ADDRESS),
        ("section-a shipping street-address", Category.POSTAL_ADDRESS),
        ("Given-Name", Category.FIRST_NAME),
        ("home tel", Category.PHONE_NUMBER),
        ("username webauthn", Category.USERNAME),
        ("cc-csc", Category.CARD_SECURITY_CODE),
        ("off", None),
        ("", None),
    ],
)
def test_autocomplete_tokens_are_the_standards(text: str, category: Category | None) -> None:
    verdict = autocomplete_verdict(text)
    assert (verdict.category if verdict else None) == category


def test_the_words_of_a_name_are_those_of_its_last_level() -> None:
    assert name_words("card[expiryMonth]") == ("expiry", "month")
    assert name_words("[0]") == ()


@given(st.text(max_size=300), st.lists(st.text(max_size=300), max_size=6))
def test_no_name_is_too_strange(name: str, parents: list[str]) -> None:
    verdict = name_verdict(name, tuple(parents))
    assert verdict is None or 0 < verdict.confidence <= 1


@given(st.text(max_size=400))
def test_no_label_is_too_strange(text: str) -> None:
    for verdict in (label_verdict(text), autocomplete_verdict(text)):
        assert verdict is None or 0 < verdict.confidence <= 1


@pytest.mark.parametrize("name", ["s_cid", "campid", "mc_cid", "ef_transaction_id"])
def test_campaigns_and_clicks_tell_nobody_apart(name: str) -> None:
    assert name_verdict(name) is None


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("google_gid", Category.CLIENT_ID),
        ("browsertype", Category.USER_AGENT),
        ("screen_dpi", Category.SCREEN_SIZE),
        ("brlang", Category.LANGUAGE),
        ("geo_cc", Category.COUNTRY),
        ("u_tz", Category.TIME_ZONE),
        ("zorp_kx_lang", Category.LANGUAGE),
    ],
)
def test_names_of_cookie_matching_and_of_devices_are_known(name: str, category: Category) -> None:
    verdict = name_verdict(name)
    assert verdict is not None
    assert verdict.category is category


@pytest.mark.parametrize("name", ["zorp_tel", "video_lang", "tz_zorp", "zorp_lang_id"])
def test_other_short_words_after_unknown_ones_say_nothing(name: str) -> None:
    assert name_verdict(name) is None
