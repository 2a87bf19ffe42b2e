import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.topics import words
from tracker.detection.topics.words import words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Type-2 Diabetes", ["type", "2", "diabetes"]),
        ("D\u00e9pression s\u00e9v\u00e8re", ["depression", "severe"]),
        ("l'avortement", ["l", "avortement"]),
        ("Parkinson's disease", ["parkinson", "disease"]),
        ("a_b+c/d", ["a", "b", "c", "d"]),
        ("", []),
    ],
)
def test_words_are_compared_without_case_accents_and_marks(text: str, expected: list[str]) -> None:
    assert words_of(text) == expected


def test_the_definition_holds() -> None:
    assert doctest.testmod(words).failed == 0


@given(st.text())
def test_words_of_words_are_the_same_words(text: str) -> None:
    found = words_of(text)
    assert words_of(" ".join(found)) == found
