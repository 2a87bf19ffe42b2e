"""When the person last looked."""

from datetime import timedelta

import pytest

from tests.builders.records import NOON, a_record
from tests.builders.written import written
from tracker.disclosure import BlindSpot
from tracker.ledger.models import Setting
from tracker.ledger.opening import Ledger
from tracker.ledger.visits import PAUSE, Visit, last_visit, note_visit

MINUTE = timedelta(minutes=1)


def looked(ledger: Ledger, *minutes: float) -> Visit | None:
    """The visit before, after looks at these minutes past noon."""
    before = None
    for minute in minutes:
        with ledger.session() as session:
            before = note_visit(session, NOON + minute * MINUTE)
    return before


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        ((0,), None),
        ((0, 0.5, 5, 20, 40), None),
        ((0, 60), 0),
        ((0, 10, 60), 10),
        ((0, 10, 60, 61, 89), 10),
        ((0, 10, 60, 61, 120), 61),
        ((0, 60, 55), 0),
    ],
    ids=str,
)
def test_pages_that_follow_one_another_are_one_visit(
    any_ledger: Ledger, minutes: tuple[float, ...], expected: float | None
) -> None:
    visit = looked(any_ledger, *minutes)
    assert visit == (None if expected is None else Visit(NOON + expected * MINUTE, 0))
    with any_ledger.reading() as session:
        assert last_visit(session, NOON + minutes[-1] * MINUTE) == visit


def test_after_a_pause_the_visit_that_was_is_the_last_one(ledger: Ledger) -> None:
    looked(ledger, 0)
    with ledger.reading() as session:
        assert last_visit(session, NOON + PAUSE - MINUTE) is None
        assert last_visit(session, NOON + PAUSE) == Visit(NOON, 0)
        assert last_visit(session) == Visit(NOON, 0)


def test_a_visit_knows_what_could_not_be_read_by_then(ledger: Ledger) -> None:
    written(ledger, a_record(blind_spots=(BlindSpot("binary"), BlindSpot("oversized"))))
    assert looked(ledger, 0, 60) == Visit(NOON, 2)


def test_a_page_that_is_loaded_again_and_again_writes_once_a_minute(ledger: Ledger, statements: list[str]) -> None:
    looked(ledger, 0)
    statements.clear()
    looked(ledger, 0.2, 0.4, 0.9)
    assert not any(statement.startswith(("INSERT", "DELETE", "UPDATE")) for statement in statements)


@pytest.mark.parametrize("kept", ["", "[]", "[null]", "[null, null]", '[null, ["yesterday", 1]]', "5", '{"a": 1}'])
def test_what_is_no_visit_counts_as_none(ledger: Ledger, kept: str) -> None:
    with ledger.session() as session:
        session.add(Setting(name="visits", value=kept))
    with ledger.reading() as session:
        assert last_visit(session) is None
