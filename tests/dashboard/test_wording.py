from enum import StrEnum

import pytest

from dashboard import wording
from tracker.detection.unseen import Unseen
from tracker.disclosure import Manner, Method, Party
from tracker.taxonomy import Category, Group
from tracker.traffic import Location


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Group, wording.GROUPS),
        (Manner, wording.MANNERS),
        (Manner, wording.MANNER_NOTES),
        (Party, wording.PARTIES),
        (Location, wording.LOCATIONS),
        (Method, wording.METHODS),
    ],
)
def test_every_word_of_the_ledger_is_told(kind: type[StrEnum], words: dict[str, str]) -> None:
    assert set(words) == set(kind)


def test_every_reason_for_not_seeing_is_told() -> None:
    assert {reason.value for reason in Unseen} <= set(wording.UNSEEN)
    assert wording.unseen("oversized") == "more than is inspected"
    assert wording.unseen("something-new") == "something new"


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ((), ""),
        (("urlencode",), "encoded (urlencode)"),
        (("urlencode", "base64"), "encoded (urlencode → base64)"),
        (("urlencode", "sha256"), "hashed (sha256)"),
        (("sha256", "md5"), "hashed (md5)"),
        (("whirlpool",), "hashed (whirlpool)"),
    ],
)
def test_a_disguise_is_named(encoding: tuple[str, ...], words: str) -> None:
    assert wording.disguise(encoding) == words


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(1.0, "certain (100%)"), (0.9, "very likely (90%)"), (0.7, "likely (70%)"), (0.0, "possible (0%)")],
)
def test_certainty_is_told_in_words_and_numbers(confidence: float, words: str) -> None:
    assert wording.certainty(confidence) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d"], "a, b and 2 more"),
    ],
)
def test_lists_read_as_sentences(names: list[str], words: str) -> None:
    assert wording.listed(names) == words


@pytest.mark.parametrize(
    ("category", "words"),
    [
        (Category.EMAIL_ADDRESS, "your e-mail address"),
        (Category.HEALTH, "data about your health"),
        (Category.PAGE_VISITED, "the pages you visit"),
        (Category.TEXT, "a text of yours"),
    ],
)
def test_data_are_told_as_the_persons_own(category: Category, words: str) -> None:
    assert wording.yours(category) == words


def test_categories_are_summed_up() -> None:
    assert wording.summary((Category.CITY, Category.EMAIL_ADDRESS)) == "city and e-mail address"
    assert wording.group(Category.CITY) == "Contact"
    assert wording.sentence("ab C") == "Ab C"
    assert wording.sentence("") == ""
