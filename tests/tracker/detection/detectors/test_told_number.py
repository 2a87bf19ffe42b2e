import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.fields import a_field
from tracker.detection.detectors import value_verdicts
from tracker.detection.detectors.told_number import verdicts
from tracker.taxonomy import Category

C = Category
TOLD = [
    ("My passport number is T1234567, thanks", C.PASSPORT_NUMBER, "T1234567"),
    ("Passport: X7654321", C.PASSPORT_NUMBER, "X7654321"),
    ("mon num\u00e9ro de passeport est le 12AB34567", C.PASSPORT_NUMBER, "12AB34567"),
    ("AbC123456 es mi n\u00famero de pasaporte", C.PASSPORT_NUMBER, "AbC123456"),
    ("\u0439 \u043f\u0430\u0441\u043f\u043e\u0440\u0442 123456789", C.PASSPORT_NUMBER, "123456789"),
    ("\uc5ec\uad8c\ubc88\ud638\ub294 M123A4567", C.PASSPORT_NUMBER, "M123A4567"),
    ("My driver's license is 12-34-567890-12", C.DRIVING_LICENCE, "12-34-567890-12"),
    ("F\u00fchrerschein Nr. B072RRE2I55", C.DRIVING_LICENCE, "B072RRE2I55"),
    ("Meu CPF \u00e9 390.533.447-05", C.TAX_ID, "390.533.447-05"),
    ("my ssn is 536-90-4399. call me", C.NATIONAL_ID, "536-90-4399"),
    ("BSN: 111222333", C.NATIONAL_ID, "111222333"),
    ("numer PESEL 44051401359", C.NATIONAL_ID, "44051401359"),
    ("kimlik no 29480361036", C.NATIONAL_ID, "29480361036"),
    ("sort code 20-00-00 55779911 please", C.BANK_ACCOUNT, "20-00-00 55779911"),
    ("the imei is 490154203237518", C.DEVICE_ID, "490154203237518"),
    ("n\u00e9e le 14/03/1987 \u00e0 Lyon", C.BIRTH_DATE, "14/03/1987"),
    ("\u0130ki pasaport no U12345678", C.PASSPORT_NUMBER, "U12345678"),  # a letter that is two in lower case
    ("dob 1987-03-14", C.BIRTH_DATE, "1987-03-14"),
]
NOTHING = [
    "passport photos 35x45 mm",
    "passport office opens 2026",
    "Passport to Paris 12345 views",
    "my passport expires 12/2030",
    "dni 12345678A",  # a wrong letter
    "cpf 390.533.447-06",
    "bsn: RCCMNL83S18D969H",  # right, but of another country
    "ssn missing, order 12345",
    "bsn 111222334",
    "invoice 123456789",
    "order number 1234567",
    "born to run 1975 album",
    "utf-8 charset 12345",
    "passporting T1234567",
    "xpassport T1234567",
    "passport? T1234567 is the flight",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36",
]


@pytest.mark.parametrize(("text", "category", "number"), TOLD, ids=[f"told{index}" for index in range(len(TOLD))])
def test_numbers_are_found_by_the_words_beside_them(text: str, category: Category, number: str) -> None:
    found = value_verdicts(a_field(text), None, None)
    assert (category, number) in {(verdict.category, verdict.value) for verdict in found}


@pytest.mark.parametrize("text", NOTHING, ids=[f"nothing{index}" for index in range(len(NOTHING))])
def test_words_beside_other_numbers_tell_nothing(text: str) -> None:
    assert verdicts(a_field(text), None, None) == ()


def test_a_message_is_read_too() -> None:
    found = value_verdicts(a_field("Hello, my passport number is T1234567"), Category.MESSAGE, None)
    assert [verdict.category for verdict in found] == [Category.PASSPORT_NUMBER]


def test_two_numbers_in_one_text_are_both_told() -> None:
    found = verdicts(a_field("passport T1234567 and dob 14/03/1987"), None, None)
    assert [verdict.value for verdict in found] == ["T1234567", "14/03/1987"]


def test_one_number_is_told_once() -> None:
    assert len(verdicts(a_field("passport number T1234567, passport T1234567"), None, None)) == 1


def test_the_reasoning_quotes_the_phrase_and_not_the_number() -> None:
    (verdict,) = verdicts(a_field("my passport number is T1234567"), None, None)
    assert verdict.reasoning == "The words \u201cpassport number\u201d beside it name the number: passport number."


def test_the_phrases_are_data_with_sources() -> None:
    known = tomllib.loads((files("tracker") / "data" / "phrases" / "numbers.toml").read_text("utf-8"))
    assert known["about"]["sources"]
    assert all(phrase == phrase.lower() for entry in known["number"] for phrase in entry["phrases"])


@given(
    st.text(), st.sampled_from(["passport", "ssn", "cpf", "dob", "imei", "bsb"]), st.text(alphabet="0123456789AB -/.")
)
def test_no_text_raises(before: str, phrase: str, after: str) -> None:
    for verdict in verdicts(a_field(f"{before} {phrase} {after}"), None, "BR"):
        assert verdict.value is not None
        assert sum(map(str.isdigit, verdict.value)) >= 5
