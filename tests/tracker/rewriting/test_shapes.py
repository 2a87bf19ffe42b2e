import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban, luhn
from stdnum.iso7064 import mod_97_10

from tracker.detection.plausibility import is_plausible
from tracker.rewriting.shapes import stand_in
from tracker.taxonomy import Category

KEY = b"rule and site"


@pytest.mark.parametrize(
    ("category", "value", "start"),
    [
        (Category.EMAIL_ADDRESS, "marie@mail.test", "x"),
        (Category.PHONE_NUMBER, "+33 6 12 34 56 78", "+33 "),
        (Category.PHONE_NUMBER, "0033612345678", "0033"),
        (Category.PHONE_NUMBER, "06.12.34.56.78", "0"),
        (Category.PHONE_NUMBER, "(202) 456-1111", "(202) 555-01"),
        (Category.PHONE_NUMBER, "+49 30 1234", "+49"),
        (Category.PHONE_NUMBER, "+352 27 12 34 56", "+"),
        (Category.PHONE_NUMBER, "1234567", ""),
        (Category.CARD_NUMBER, "4012 8888 8888 1881", "4111 1111 1111 1111"),
        (Category.CARD_NUMBER, "4012888888881", ""),
        (Category.BANK_ACCOUNT, "FR14 2004 1010 0505 0001 3M02 606", "FR"),
        (Category.BANK_ACCOUNT, "12345678", ""),
        (Category.IP_ADDRESS, "198.18.7.7", "192.0.2."),
        (Category.IP_ADDRESS, "fe80::1", "2001:db8::"),
        (Category.BIRTH_DATE, "1979-11-23", "1970-01-01"),
        (Category.BIRTH_DATE, "23/11/79", "01/01/01"),
        (Category.BIRTH_DATE, "3.11.1979", "1.01.1970"),
        (Category.COORDINATES, "48.8566", "00.0000"),
        (Category.PAGE_VISITED, "https://me@shop.test/a?b=1", "https://shop.test/"),
        (Category.PAGE_VISITED, "/a/b", "/"),
        (Category.PAGE_VISITED, "http://[bad/", "http://["[:0]),
        (Category.SCREEN_SIZE, "1440x900x30", "1920x1080x24"),
        (Category.FULL_NAME, "Marie Dupont", ""),
        (Category.FIRST_NAME, "marie", ""),
        (Category.LAST_NAME, "DUPONT", ""),
        (Category.CITY, "Lyon", "Example"),
        (Category.LANGUAGE, "fr-FR", "en"),
        (Category.LANGUAGE, "en", ""),
        (Category.CLIENT_ID, "7f3c9a1e5b2d4f60", ""),
        (Category.USER_ID, "u-7f3c9a1E", "u"[:0]),
        (Category.DEVICE_ID, "123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000"),
        (Category.PASSWORD, "corne-de-brume-4", ""),
    ],
)
def test_a_stand_in_has_the_shape_and_not_the_value(category: Category, value: str, start: str) -> None:
    made = stand_in(category, value, KEY)
    assert made.startswith(start)
    assert made != value
    assert made == stand_in(category, value, KEY)


IDENTIFYING = [Category.CLIENT_ID, Category.USER_ID, Category.ADVERTISING_ID, Category.AUTH_TOKEN]


@given(st.sampled_from(IDENTIFYING), st.from_regex(r"[A-Za-z0-9._-]{12,40}", fullmatch=True), st.binary(max_size=80))
def test_an_identifier_keeps_length_and_alphabet(category: Category, value: str, key: bytes) -> None:
    made = stand_in(category, value, key)
    assert len(made) == len(value)
    assert [sign.isdigit() for sign in made] == [sign.isdigit() for sign in value]
    assert [sign.isupper() for sign in made] == [sign.isupper() for sign in value]


@given(st.sampled_from(list(Category)), st.text(max_size=30))
def test_no_value_makes_it_raise(category: Category, value: str) -> None:
    assert isinstance(stand_in(category, value, KEY), str)


def test_two_sites_get_two_stand_ins() -> None:
    made = {stand_in(Category.CLIENT_ID, "7f3c9a1e5b2d4f60", key) for key in (b"a", b"b", b"c")}
    assert len(made) == 3


@pytest.mark.parametrize("value", ["FR1420041010050500013M02606", "DE89 3704 0044 0532 0130 00"])
def test_check_digits_are_right(value: str) -> None:
    made = stand_in(Category.BANK_ACCOUNT, value, KEY)
    assert mod_97_10.is_valid(iban.compact(made)[4:] + iban.compact(made)[:4])
    assert luhn.is_valid(stand_in(Category.CARD_NUMBER, "4012888888881881", KEY))


@pytest.mark.parametrize(
    ("category", "value"),
    [
        (Category.EMAIL_ADDRESS, "marie@mail.test"),
        (Category.PHONE_NUMBER, "+33612345678"),
        (Category.FULL_NAME, "Marie Dupont"),
        (Category.BIRTH_DATE, "1979-11-23"),
        (Category.IP_ADDRESS, "198.18.7.7"),
        (Category.SCREEN_SIZE, "1440x900"),
        (Category.POSTAL_CODE, "69001"),
        (Category.CITY, "Lyon"),
    ],
)
def test_a_stand_in_is_valid_for_its_category(category: Category, value: str) -> None:
    assert is_plausible(category, stand_in(category, value, KEY))
