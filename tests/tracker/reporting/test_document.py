import pytest

from tests.builders.reports import FORMULA, HOSTILE, SCRIPT
from tracker.reporting.document import Cell, Link, Mono, cell, count, named, short


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_what_strangers_named_is_short_on_one_line_and_steers_nothing(number: int) -> None:
    said = short(HOSTILE[number], 60)
    assert len(said) <= 120  # what is written out takes more room than what it stands for
    assert not set(said) & set("\n\r\t\u202e\u200b\u2066\ud800")
    said.encode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("\u202eabc", "\\u202eabc"),
        ("a\nb", "a\\x0ab"),
        ("x" * 30, "x" * 19 + "…"),
        (SCRIPT[:20], SCRIPT[:20]),
        (FORMULA, FORMULA),
        ("Zażółć Москва 東京", "Zażółć Москва 東京"),
    ],
)
def test_text_is_cut_and_written_out(text: str, expected: str) -> None:
    assert short(text, 20) == expected


def test_a_cell_takes_pieces_and_lines() -> None:
    assert cell("a", ("b", Mono("c")), Link("d", "#E1"), anchor="E2") == Cell(
        (("a",), ("b", Mono("c")), (Link("d", "#E1"),)), "E2"
    )
    assert cell(named("x" * 9, 5)).lines == ((Mono("xxxx…"),),)


def test_a_number_is_written_as_people_do() -> None:
    assert count(12345) == cell("12,345")
