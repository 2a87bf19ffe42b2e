import random

import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.card_number import verdicts
from tracker.taxonomy import Category
from tracker.traffic import Location


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("4012888888881881", "4012888888881881"),
        ("4012 8888 8888 1881", "4012888888881881"),
        ("4012-8888-8888-1881", "4012888888881881"),
        ("my card: 4012 8888 8888 1881, thanks", "4012888888881881"),
        ("5555555555554444", "5555555555554444"),
        ("2223000048400011", "2223000048400011"),
        ("378282246310005", "378282246310005"),
        ("3782 822463 10005", "378282246310005"),
        ("30569309025904", "30569309025904"),
        ("6011111111111117", "6011111111111117"),
        ("3566002020360505", "3566002020360505"),
    ],
)
def test_cards_of_known_issuers_are_found(value: str, number: str) -> None:
    assert [verdict.value for verdict in verdicts(a_field(value), None, None)] == [number]


@pytest.mark.parametrize(
    "value",
    [
        "4012888888881882",
        "4012 8888-8888 1881",
        "0000000000000000",
        "1613226782706",
        "9999999999999995",
        "4012888888881881.5",
        "x4012888888881881",
        "4012888888881881-7",
        "4222222222222",
    ],
)
def test_other_numbers_are_no_cards(value: str) -> None:
    assert not verdicts(a_field(value), None, None)


def test_bare_digits_count_only_in_what_was_written_and_under_open_names() -> None:
    bare = "4012888888881881"
    assert not verdicts(a_field(bare, location=Location.QUERY), None, None)
    assert not verdicts(a_field(bare, name="order_id"), None, None)
    assert not verdicts(a_field(bare), Category.USER_ID, None)
    assert verdicts(a_field(bare, location=Location.QUERY), Category.CARD_NUMBER, None)[0].confidence > 0.9
    assert verdicts(a_field("4222222222222"), Category.CARD_NUMBER, None)
    assert verdicts(a_field("122000000000003"), Category.CARD_NUMBER, None)
    assert not verdicts(a_field("122000000000003"), None, None)


@pytest.mark.parametrize(("name", "is_open"), [("value", True), ("field_7", True), ("items[0]", False), ("ref", False)])
def test_in_documents_bare_digits_count_under_open_names_only(name: str, is_open: bool) -> None:
    field = a_field("4012888888881881", name=name, location=Location.JSON)
    assert bool(verdicts(field, None, None)) == is_open


def test_no_more_than_four_cards_are_told() -> None:
    prefixes = [f"40128888{n:07d}" for n in range(60)]
    cards = [prefix + digit for prefix in prefixes for digit in "0123456789"]
    grouped = [" ".join(card[start : start + 4] for start in range(0, 16, 4)) for card in cards]
    assert len(verdicts(a_field("; ".join(grouped)), None, None)) == 4


def test_random_digits_are_hardly_ever_cards() -> None:
    chance = random.Random(7)
    values = ["".join(chance.choices("0123456789", k=16)) for _ in range(4000)]
    assert sum(bool(verdicts(a_field(value), None, None)) for value in values) < 4000 * 0.04
    assert not any(verdicts(a_field(value, location=Location.QUERY), None, None) for value in values)
