import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.phone_number import verdicts
from tracker.taxonomy import Category
from tracker.traffic import Location

PHONE = Category.PHONE_NUMBER


def numbers(value: str, hint: Category | None = None, country: str | None = None, **more: object) -> list[str | None]:
    return [verdict.value for verdict in verdicts(a_field(value, **more), hint, country)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("+33612345678", "+33612345678"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("+44 (0)121 234 5678", "+441212345678"),
        ("tel:+1-201-555-0123", "+12015550123"),
        ("0033 6 12 34 56 78", "+33612345678"),
        ("call me: +33612345678!", "+33612345678"),
    ],
)
def test_international_numbers_need_no_hint(value: str, number: str) -> None:
    assert numbers(value) == [number]


@pytest.mark.parametrize(
    ("value", "country", "number"),
    [
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("06.12.34.56.78", "FR", "+33612345678"),
        ("06-12-34-56-78", "FR", "+33612345678"),
        ("0612345678", "FR", "+33612345678"),
        ("(201) 555-0123", "US", "+12015550123"),
        ("201-555-0123", "US", "+12015550123"),
        ("030/123456", "DE", "+4930123456"),
        ("8 (912) 345-67-89", "RU", "+79123456789"),
        ("612 34 56 78", "ES", "+34612345678"),
    ],
)
def test_national_numbers_are_read_as_the_persons_country_writes_them(value: str, country: str, number: str) -> None:
    assert numbers(value, None, country) == [number]


@pytest.mark.parametrize(
    ("value", "country"),
    [
        ("0612345678", None),
        ("612345678", "ES"),
        ("2015550123", "US"),
        ("1613226782", "US"),
        ("1613226782706", "FR"),
        ("2021-02-13", "FR"),
        ("13/02/2021 14:38", "FR"),
        ("12.5", "FR"),
        ("0.612345678", "FR"),
        ("0612.345678", "FR"),
        ("0 6 1 2 3 4 5 6 7 8", "US"),
        ("9 9 9 9 9 9 9 9 9", "FR"),
        ("1 234 567 890", "FR"),
        ("61 23 45 67 8", "ES"),
        ("06 12 34 56 78 and more words that make it a longer text", "FR"),
    ],
)
def test_other_numbers_are_no_phone_numbers(value: str, country: str | None) -> None:
    assert not numbers(value, None, country)


@pytest.mark.parametrize(
    "value",
    ["+0123456789", "+1 201", "+999123456789", "1+33612345678", "a+33612345678", "+2012+33612345678", "0000123456789"],
)
def test_a_plus_sign_alone_is_no_phone_number(value: str) -> None:
    assert not numbers(value)


def test_a_telling_name_admits_any_valid_spelling() -> None:
    assert numbers("612345678", PHONE, "ES") == ["+34612345678"]
    assert numbers("33612345678", PHONE) == ["+33612345678"]
    assert numbers("33612345678", PHONE, "US") == ["+33612345678"]
    assert numbers("0033612345678", PHONE, location=Location.QUERY) == ["+33612345678"]
    assert not numbers("yes", PHONE, "ES")
    assert not numbers("1111111", PHONE)


def test_a_name_of_something_else_forbids_national_numbers() -> None:
    assert not numbers("06 12 34 56 78", Category.POSTAL_CODE, "FR")
    assert not numbers("06 12 34 56 78", None, "FR", name="order_id")
    assert not numbers("06 12 34 56 78", None, "FR", location=Location.QUERY)
    assert not numbers("0033612345678", location=Location.QUERY)


def test_several_numbers_in_a_text_are_all_told_up_to_eight() -> None:
    assert numbers("+33612345678 or +1 201 555 0123") == ["+33612345678", "+12015550123"]
    assert len(numbers(" ".join(f"+3361234567{n}" for n in range(10)))) == 8
