import re

import pytest

from tracker.rewriting.splices import Codec, Splice, cut, moved, positions, spliced


def test_what_lies_in_no_span_stays() -> None:
    assert spliced("abcdef", [Splice(4, 5, "X"), Splice(1, 2), Splice(6, 6, "!")]) == "acdXf!"


def test_spans_that_overlap_are_refused() -> None:
    assert spliced("abcdef", [Splice(0, 3), Splice(2, 4)]) is None


@pytest.mark.parametrize(
    ("gone", "rest"),
    [({0}, "b,c"), ({1}, "a,c"), ({2}, "a,b"), ({0, 1}, "c"), ({1, 2}, "a"), ({0, 2}, "b"), ({0, 1, 2}, "")],
)
def test_a_thing_goes_with_one_separator(gone: set[int], rest: str) -> None:
    assert spliced("a,b,c", cut([(0, 1), (2, 3), (4, 5)], gone)) == rest


def test_changes_move_with_their_text() -> None:
    assert moved([Splice(0, 1, "a")], 3) == [Splice(3, 4, "a")]


@pytest.mark.parametrize(
    ("written", "marks", "found"),
    [("ab", [0, 1, 2], [0, 1, 2]), ("a%20b", [0, 1, 2, 3], [0, 1, 4, 5]), ("%20%20c", [2], [6]), ("%20a%20", [0], [0])],
)
def test_characters_are_found_in_how_they_are_written(written: str, marks: list[int], found: list[int]) -> None:
    assert positions(written, re.compile("%.."), marks) == found


def test_what_cannot_be_written_is_refused() -> None:
    digits = Codec(lambda text: text if text.isdigit() else None, lambda text: text)
    assert digits.through("123", "123", [Splice(1, 2, "x")]) is None
    assert digits.through("123", "123", [Splice(0, 2, "4"), Splice(1, 2, "4")]) is None
    assert digits.through("123", "123", [Splice(1, 2, "4")]) == [Splice(1, 2, "4")]


def test_what_cannot_be_changed_in_part_is_written_anew() -> None:
    capitals = Codec(str.upper, str.lower, is_whole=True)
    assert capitals.through("ABC", "abc", [Splice(1, 2, "x")]) == [Splice(0, 3, "AXC")]
