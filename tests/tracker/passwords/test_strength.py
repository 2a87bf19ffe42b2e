"""How hard passwords are to guess."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.passwords import STRONG
from tracker.passwords.strength import LONGEST, strength


@pytest.mark.parametrize(
    ("password", "words", "expected"),
    [
        ("", [], 0),
        ("123456", [], 0),
        ("sunshine12", [], 1),
        ("marie1987", [], 1),
        ("zqvmxkwj", [], 2),
        ("zqvmxkwj", ["zqvmxkwj.test"], 0),
        ("zqvmxkwj", ["somebody@zqvmxkwj.test"], 0),
        ("zqvmxkwj", ["", "a", "x" * 500], 2),
        (STRONG, [], 4),
        (STRONG * 3, [], 4),
        ("aaaaaaaa" * 9, [], 0),
    ],
)
def test_what_is_easy_to_guess_is_weak(password: str, words: list[str], expected: int) -> None:
    assert strength(password, words) == expected


def test_there_are_never_too_many_words() -> None:
    assert strength("zqvmxkwj", [f"word{number}" for number in range(500)] + ["zqvmxkwj"]) == 2


def test_characters_that_stand_for_letters_are_not_tried_in_all_ways() -> None:
    assert strength("4@8({[</369&#!1/|0$5+7%2/" * 3) >= 2


def test_the_end_of_a_long_one_is_not_looked_at() -> None:
    assert strength("a" * LONGEST + STRONG) == strength("a" * LONGEST)


@given(st.text(max_size=60), st.lists(st.text(max_size=30), max_size=8))
def test_every_text_has_a_strength(password: str, words: list[str]) -> None:
    assert strength(password, words) in range(5)


def test_it_writes_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    strength("a-password-to-look-for", ["marie"])
    assert caplog.records == []
