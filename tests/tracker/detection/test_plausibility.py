import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.plausibility import is_plausible
from tracker.taxonomy import Category

SHA256 = hashlib.sha256(b"marie.dupont@example.test").hexdigest()
C = Category


@pytest.mark.parametrize(
    ("category", "value"),
    [
        (C.EMAIL_ADDRESS, "marie.dupont@example.test"),
        (C.EMAIL_ADDRESS, "marie.dupont%40example.test"),
        (C.EMAIL_ADDRESS, SHA256),
        (C.EMAIL_ADDRESS, hashlib.md5(b"x").hexdigest().upper()),
        (C.EMAIL_ADDRESS, hashlib.sha1(b"x").hexdigest()),
        (C.PHONE_NUMBER, "+33 6 12 34 56 78"),
        (C.PHONE_NUMBER, SHA256),
        (C.POSTAL_ADDRESS, "12 rue des Lilas"),
        (C.CITY, "Saint-Étienne"),
        (C.REGION, "CA"),
        (C.REGION, "75"),
        (C.COUNTRY, "FR"),
        (C.COUNTRY, "250"),
        (C.COUNTRY, "Côte d'Ivoire"),
        (C.POSTAL_CODE, "SW1A 1AA"),
        (C.FIRST_NAME, "Marie"),
        (C.ORGANIZATION, "Dupont & Fils"),
        (C.USERNAME, "mdupont87"),
        (C.BIRTH_DATE, "1987-03-14"),
        (C.BIRTH_DATE, "March"),
        (C.GENDER, "f"),
        (C.GENDER, "2"),
        (C.NATIONAL_ID, "2 87 03 75 123 456 78"),
        (C.ONE_TIME_CODE, "493021"),
        (C.AUTH_TOKEN, "eyJhbGciOiJIUzI1NiJ9.e30.abc"),
        (C.CARD_NUMBER, "4111 1111 1111 1111"),
        (C.CARD_NUMBER, "****1111"),
        (C.CARD_EXPIRY, "03/29"),
        (C.CARD_SECURITY_CODE, "123"),
        (C.INCOME, "45000"),
        (C.COORDINATES, "48.8566"),
        (C.COORDINATES, "48.8566, 2.3522"),
        (C.IP_ADDRESS, "192.0.2.7"),
        (C.IP_ADDRESS, "2001:db8::1"),
        (C.CLIENT_ID, "1713971837.1659123456"),
        (C.USER_ID, "4711"),
        (C.USER_AGENT, "Mozilla/5.0 (X11)"),
        (C.LANGUAGE, "fr-FR,fr;q=0.9"),
        (C.LANGUAGE, "français"),
        (C.SCREEN_SIZE, "1920x1080"),
        (C.TIME_ZONE, "Europe/Paris"),
        (C.TIME_ZONE, "-120"),
        (C.SEARCH_QUERY, "chaussures rouges"),
        (C.SEARCH_QUERY, "query planner"),
        (C.SEARCH_QUERY, "mutation genetics"),
        (C.PAGE_VISITED, "https://shop.test/cart"),
        (C.PAGE_VISITED, "/cart"),
        (C.PAGE_VISITED, "shop.test"),
        (C.PAGE_VISITED, "https%3A%2F%2Fshop.test"),
        (C.PAGE_VISITED, "Red shoes"),
        (C.PASSWORD, "Tr4va!"),
    ],
)
def test_a_value_may_be_what_its_name_says(category: Category, value: str) -> None:
    assert is_plausible(category, value)


@pytest.mark.parametrize(
    ("category", "value"),
    [
        (C.PHONE_NUMBER, "0000000000"),
        (C.PHONE_NUMBER, "111-111-1111"),
        (C.NATIONAL_ID, "000000000"),
        (C.TAX_ID, "999-99-9999"),
        (C.BANK_ACCOUNT, "0000000000"),
        (C.COORDINATES, "0.0000"),
        (C.COORDINATES, "0.0000,0.0000"),
        (C.IP_ADDRESS, "127.0.0.1"),
        (C.IP_ADDRESS, "0.0.0.0"),
        (C.IP_ADDRESS, "::1"),
        (C.DEVICE_ID, "02:00:00:00:00:00"),
        (C.ADVERTISING_ID, "00000000-0000-0000-0000-000000000000"),
        (C.EMAIL_ADDRESS, "yes please"),
        (C.EMAIL_ADDRESS, "marie@localhost"),
        (C.EMAIL_ADDRESS, "https://user@shop.test/"),
        (C.EMAIL_ADDRESS, "abc123"),
        (C.PHONE_NUMBER, "12345"),
        (C.PHONE_NUMBER, "iPhone 1234567"),
        (C.CITY, "city_list"),
        (C.CITY, "open"),
        (C.CITY, "1234"),
        (C.CITY, "a" * 200),
        (C.REGION, "open"),
        (C.REGION, "eu-west-1"),
        (C.REGION, "europe-west4"),
        (C.REGION, "us-gov-east-1"),
        (C.REGION, "eyJub25jZSI6IjEyMyJ9.x_1"),
        (C.COUNTRY, "x"),
        (C.POSTAL_ADDRESS, "https://shop.test/"),
        (C.POSTAL_ADDRESS, "!!!"),
        (C.POSTAL_CODE, "hello"),
        (C.POSTAL_CODE, "1"),
        (C.USERNAME, "Login"),
        (C.USERNAME, '{"id": 7}'),
        (C.BIRTH_DATE, "1987" * 20),
        (C.BIRTH_DATE, "{}{}"),
        (C.GENDER, "x_1"),
        (C.NATIONAL_ID, "abc"),
        (C.ONE_TIME_CODE, "authorization_code"),
        (C.AUTH_TOKEN, "refresh"),
        (C.CARD_NUMBER, "visa"),
        (C.CARD_EXPIRY, "never"),
        (C.CARD_SECURITY_CODE, "12345"),
        (C.COORDINATES, "48"),
        (C.IP_ADDRESS, "10"),
        (C.CLIENT_ID, "homepage"),
        (C.CLIENT_ID, "000000000"),
        (C.CLIENT_ID, "1234-abc.apps.googleusercontent.com"),
        (C.CLIENT_ID, "two words 123"),
        (C.USER_ID, "000"),
        (C.USER_AGENT, "5.0"),
        (C.LANGUAGE, "1"),
        (C.SCREEN_SIZE, "home"),
        (C.TIME_ZONE, "a b"),
        (C.SEARCH_QUERY, "submit"),
        (C.SEARCH_QUERY, "qstring"),
        (C.SEARCH_QUERY, "search_term_string"),
        (C.SEARCH_QUERY, "query Home { home { id title } }"),
        (C.SEARCH_QUERY, "mutation R($i: In!) { r(i: $i) { id } }"),
        (C.SEARCH_QUERY, "{ me { id } }"),
        (C.PAGE_VISITED, "home"),
        (C.PURCHASE, "free"),
    ],
)
def test_a_value_cannot_be_what_its_name_says(category: Category, value: str) -> None:
    assert not is_plausible(category, value)


@pytest.mark.parametrize("category", Category)
@pytest.mark.parametrize(
    "value",
    ["", "  ", "true", "undefined", "NULL", "0", "[object Object]", "(not set)", "{{email}}", "%%EMAIL%%", "x" * 5000],
)
def test_what_stands_for_nothing_is_nobodys(category: Category, value: str) -> None:
    assert not is_plausible(category, value)


@given(st.sampled_from(Category), st.text(max_size=200))
def test_no_value_is_too_strange(category: Category, value: str) -> None:
    assert is_plausible(category, value) in (True, False)


@pytest.mark.parametrize("category", [C.CITY, C.COUNTRY, C.REGION, C.GENDER, C.POSTAL_ADDRESS, C.NATIONALITY])
@pytest.mark.parametrize("value", ["all", "Any", "*", "none", "0x12", "0xBEEF"])
def test_what_a_shops_filter_says_is_no_place_and_no_gender(category: Category, value: str) -> None:
    assert not is_plausible(category, value)


def test_any_is_a_first_name() -> None:
    assert is_plausible(C.FIRST_NAME, "Any")
