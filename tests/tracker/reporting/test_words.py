from datetime import UTC, datetime, timedelta, timezone

import pytest

from tracker.disclosure import Manner, Method, Party
from tracker.reporting import words
from tracker.taxonomy import Category
from tracker.traffic import Location


@pytest.mark.parametrize(
    ("vocabulary", "said"),
    [
        (Manner, words.MANNERS), (Manner, words.MANNER_NOTES), (Party, words.PARTIES), (Party, words.PARTY_NOTES),
        (Location, words.LOCATIONS), (Method, words.METHODS),
    ],
    ids=["manners", "notes of manners", "parties", "notes of parties", "locations", "methods"],
)  # fmt: skip
def test_every_word_of_a_vocabulary_is_said(vocabulary: type, said: dict[object, str]) -> None:
    assert set(said) == set(vocabulary)  # type: ignore[call-overload]


def test_moments_are_told_in_utc() -> None:
    paris = datetime(2026, 3, 2, 0, 30, 5, tzinfo=timezone(timedelta(hours=1)))
    assert words.moment(paris) == "2026-03-01 23:30:05 UTC"
    assert words.minute(paris) == "2026-03-01 23:30"
    assert words.day(paris) == words.day(datetime(2026, 3, 1, tzinfo=UTC)) == "1 March 2026"


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        (1.0, "certain, as far as a program can tell (100 of 100)"),
        (0.8, "very likely (80 of 100)"),
        (0.6, "likely (60 of 100)"),
        (0.1, "possible (10 of 100)"),
    ],
)
def test_certainty_is_said_in_words_and_a_number(confidence: float, expected: str) -> None:
    assert words.certainty(confidence) == expected


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ((), "readable"),
        (("base64",), "encoded: base64"),
        (("urlencode", "sha256"), "hashed: urlencode → sha256"),
    ],
)
def test_how_a_value_travelled_is_said(encoding: tuple[str, ...], expected: str) -> None:
    assert words.disguise(encoding) == expected


@pytest.mark.parametrize(
    ("octets", "expected"), [(0, "not known"), (12, "12 B"), (2400, "2 kB"), (5_600_000, "6 MB"), (3 * 10**9, "3 GB")]
)
def test_sizes_are_told_roughly(octets: int, expected: str) -> None:
    assert words.size(octets) == expected


def test_what_was_not_read_is_said_and_what_is_new_too() -> None:
    assert words.unseen("oversized") == "longer than what is inspected"
    assert words.unseen("some-new-reason") == "some new reason"


def test_labels_and_amounts() -> None:
    assert words.label(Category.EMAIL_ADDRESS) == "E-mail address"
    assert words.data_of([Category.CITY, Category.HEALTH]) == "city and health"
    assert (words.hosts(1), words.sites(2), words.companies(1), words.disclosures(3), words.pieces(1)) == (
        "1 host", "2 sites", "1 company", "3 disclosures", "1 distinct piece of personal data",
    )  # fmt: skip


def test_what_is_left_out_is_counted() -> None:
    assert words.left_out(3, 3) == ""
    assert words.left_out(3, 4000) == "3 of 4,000 are listed; the others are in the export."
