"""Answers as JSON."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from dashboard.api.writing import shaped, written
from tracker.disclosure import Party


class Row(NamedTuple):
    name: str
    time: datetime
    party: Party
    secret: str


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    party: Party
    time: datetime
    more: tuple[str, ...] | None


def test_an_answer_takes_what_its_type_names_and_nothing_else() -> None:
    row = Row("Zoé", datetime(2026, 3, 20, 12, tzinfo=UTC), Party.THIRD, "not told")
    told = shaped(Shape, row, more=("a",))
    expected = '{"name":"Zoé","party":"third","time":"2026-03-20T12:00:00.000Z","more":["a"]}'
    assert written(told).decode() == expected


def test_what_is_given_goes_before_what_the_row_has() -> None:
    row = Row("a", datetime(2026, 3, 20, tzinfo=UTC), Party.FIRST, "")
    assert shaped(Shape, row, name="b", more=None).name == "b"
