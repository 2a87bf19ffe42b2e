"""Tables in terminals, which strangers' text must not steer."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.terminal import Column, printable, table

COLUMNS = (Column("host", 10, 1), Column("n", 3))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("shop.test", "shop.test"),
        ("\x1b[2J", r"\x1b[2J"),
        ("a\nb\tc\r", r"a\x0ab\x09c\x0d"),
        ("\x9b31m", r"\x9b31m"),
        ("gnp.\u202etxt", r"gnp.\u202etxt"),
        ("a\ud800", r"a\ud800"),
        ("Zdeněk 東京", "Zdeněk 東京"),
    ],
)
def test_what_would_steer_the_terminal_is_spelled_out(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text())
def test_nothing_printable_steers(text: str) -> None:
    assert not {"Cc", "Cs"} & {unicodedata.category(character) for character in printable(text)}


def test_columns_stand_below_one_another() -> None:
    heading, rule, *rows = table(COLUMNS, [("shop.test", "1"), ("adpix.test", "23")], 80)
    place = heading.index(" n") + 1
    assert rule[place] == "─"
    assert [row[place:] for row in rows] == ["1", "23"]


def test_a_long_cell_is_cut_with_an_ellipsis() -> None:
    *_, row = table(COLUMNS, [("x" * 200, "1")], 60)
    assert "…" in row
    assert len(row) <= 60
    assert row.endswith("  1")


@pytest.mark.parametrize("text", ["東" * 100, "東京", "e\u0301" * 3, "é" * 200])
def test_wide_and_combining_characters_keep_the_columns(text: str) -> None:
    *_, row = table(COLUMNS, [(text, "1")], 60)
    shown = row.removesuffix("1")
    width = sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in shown)
    assert width == 60 - 3


def test_a_terminal_too_narrow_gets_longer_lines_rather_than_none() -> None:
    heading, *_ = table(COLUMNS, [], 10)
    assert "host" in heading


def test_without_a_width_the_terminal_s_own_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    _, rule, *_ = table(COLUMNS, [])
    assert len(rule) == 70
