from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from werkzeug.exceptions import BadRequest

from dashboard import arguments
from tracker.disclosure import Party
from tracker.ledger.queries.log import Place


@pytest.fixture
def given() -> Iterator[Callable[[str], None]]:
    app, contexts = Flask(__name__), []

    def push(query: str) -> None:
        context = app.test_request_context(f"/?{query}")
        context.push()
        contexts.append(context)

    yield push
    for context in reversed(contexts):
        context.pop()


def test_text_is_trimmed_cut_and_none_when_empty(given: Callable[[str], None]) -> None:
    given(f"a=+word%00+&b=++&c={'x' * 500}")
    assert arguments.text("a") == "word"
    assert arguments.text("b") is None
    assert arguments.text("missing") is None
    assert arguments.text("c") == "x" * 200


def test_words_numbers_and_days_are_read(given: Callable[[str], None]) -> None:
    given("party=third&n=12&day=2026-03-20")
    assert arguments.choice("party", Party) is Party.THIRD
    assert arguments.choice("other", Party) is None
    assert (arguments.number("n"), arguments.number("m")) == (12, None)
    assert arguments.day("day") == date(2026, 3, 20)
    assert arguments.day("other") is None


@pytest.mark.parametrize("query", ["x=fourth", "x=-1", "x=1.5", "x=12a", "x=%C2%B2", f"x={'9' * 19}"])
def test_what_makes_no_sense_is_refused(query: str, given: Callable[[str], None]) -> None:
    given(query)
    with pytest.raises(BadRequest, match="In the address, “x”"):
        arguments.number("x") if any(c.isdigit() or c == "%" for c in query) else arguments.choice("x", Party)


@pytest.mark.parametrize("query", ["d=2026-13-01", "d=yesterday", "d=0001-01-01x"])
def test_a_day_that_is_none_is_refused(query: str, given: Callable[[str], None]) -> None:
    given(query)
    with pytest.raises(BadRequest, match="must be a day"):
        arguments.day("d")


def test_a_place_in_the_log_is_read_back(given: Callable[[str], None]) -> None:
    place = Place(datetime(2026, 3, 20, 12, 30, 1, 5, tzinfo=UTC), 42)
    given(f"before={arguments.place_text(place).replace('+', '%2B')}")
    assert arguments.place("before") == place
    assert arguments.place("other") is None


NUMBERS = ["x", "-1", "9" * 19, "9" * 150]


@pytest.mark.parametrize(
    "text", ["x", "2026-03-20T12:00:00_4", "_", "_5", *(f"2026-03-20T12:00:00%2B00:00_{one}" for one in NUMBERS)]
)
def test_a_place_that_is_none_is_refused(text: str, given: Callable[[str], None]) -> None:
    given(f"before={text}")
    with pytest.raises(BadRequest, match="no place in the log"):
        arguments.place("before")
