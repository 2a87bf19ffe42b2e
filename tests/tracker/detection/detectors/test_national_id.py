import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.national_id import verdicts
from tracker.taxonomy import Category
from tracker.traffic import Location

NATIONAL = Category.NATIONAL_ID


@pytest.mark.parametrize(
    ("value", "category"),
    [
        ("RCCMNL83S18D969H", NATIONAL),
        ("BOXW310820HNERXN09", NATIONAL),
        ("2 95 10 99 126 111 93", NATIONAL),
        ("295109912611193", NATIONAL),
        ("756.9217.0769.85", NATIONAL),
        ("131052-308T", NATIONAL),
        ("390.533.447-05", Category.TAX_ID),
        ("12.531.909-2", Category.TAX_ID),
        ("X-2482300W", NATIONAL),
    ],
)
def test_numbers_with_a_spelling_of_their_own_count_anywhere(value: str, category: Category) -> None:
    assert [verdict.category for verdict in verdicts(a_field(value), None, None)] == [category]


@pytest.mark.parametrize(
    ("value", "country"),
    [
        ("54362315K", "ES"),
        ("710319/2745", "CZ"),
        ("211062-5629", "DK"),
        ("536-90-4399", "US"),
        ("2341 2341 2346", "IN"),
    ],
)
def test_some_spellings_count_for_a_person_of_that_country_only(value: str, country: str) -> None:
    assert verdicts(a_field(value), None, country)
    assert not verdicts(a_field(value), None, None)


@pytest.mark.parametrize(
    "value", ["111222333", "RCCMNL83S18D969X", "295109912611194", "hello world", "2024-01-01", "x", "1" * 30]
)
def test_other_values_are_no_national_numbers(value: str) -> None:
    assert not verdicts(a_field(value), None, "ES")


def test_weak_check_digits_need_a_telling_name() -> None:
    own = verdicts(a_field("111222333"), NATIONAL, "NL")[0]
    foreign = verdicts(a_field("111222333"), Category.TAX_ID, "ZW")[0]
    assert own.confidence > foreign.confidence
    assert (own.category, foreign.category) == (NATIONAL, Category.TAX_ID)
    assert own.reasoning == "Name and check digits agree: a Dutch BSN."
    assert not verdicts(a_field("none of these"), NATIONAL, "NL")
    assert not verdicts(a_field("RCCMNL83S18D969H"), Category.USERNAME, None)


def test_bare_digits_count_only_in_what_was_written() -> None:
    assert not verdicts(a_field("295109912611193", location=Location.QUERY), None, None)
    assert not verdicts(a_field("295109912611193", name="order_id"), None, None)


@pytest.mark.parametrize(
    ("name", "value", "category", "words"),
    [
        ("vat", "DE136695976", Category.TAX_ID, "a European VAT number"),
        ("invoice[tva]", "FR40303265045", Category.TAX_ID, "a European VAT number"),
        ("txtTfn", "123 456 782", Category.TAX_ID, "an Australian tax file number"),
        ("nhs", "943-476-5870", NATIONAL, "a British NHS number"),
        ("cnic", "34201-0891231-8", NATIONAL, "a Pakistani CNIC"),
    ],
)
def test_a_number_counts_under_its_state_s_own_name_for_it(
    name: str, value: str, category: Category, words: str
) -> None:
    (verdict,) = verdicts(a_field(value, name=name), None, None)
    assert (verdict.category, verdict.reasoning.partition(": ")[2]) == (category, f"{words}.")
    assert not verdicts(a_field(value, name="v"), None, None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vat", "DE136695977"),  # a wrong check digit
        ("vat", "1999.00"),
        ("tva", "20.0000"),
        ("sin", "123456783"),
        ("cnic", "3420108912318"),  # without the spelling, nothing in it is checked
        ("tfn", "1709380800"),
    ],
)
def test_such_a_name_alone_says_nothing(name: str, value: str) -> None:
    assert not verdicts(a_field(value, name=name), None, None)


def test_digits_under_such_a_name_count_only_in_what_was_written() -> None:
    assert verdicts(a_field("123456782", name="tfn"), None, None)
    assert not verdicts(a_field("123456782", name="tfn", location=Location.QUERY), None, None)


def test_a_state_s_own_name_is_no_other_state_s_number() -> None:
    assert verdicts(a_field("111222334", name="v"), NATIONAL, None)[0].reasoning.endswith("a Czech birth number.")
    assert not verdicts(a_field("111222334", name="bsn"), NATIONAL, None)
    assert verdicts(a_field("111222333", name="bsn"), NATIONAL, None)[0].reasoning.endswith("a Dutch BSN.")
    assert verdicts(a_field("770305021234", name="nric"), NATIONAL, None)
