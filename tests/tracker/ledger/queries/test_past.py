"""Whether something came to days that are past."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders.ledgers import a_catalogue, fill
from tests.builders.records import NOON, a_disclosure, a_record
from tracker.disclosure import Manner, Record
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.past import Mark, mark_of
from tracker.ledger.queries.scope import Scope
from tracker.ledger.writing import write
from tracker.taxonomy import Category

DAY = timedelta(days=1)
SINCE, UNTIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC)
DAYS = Scope(SINCE, UNTIL)
TAKEN = a_disclosure(manner=Manner.RELAYED)


def mark(ledger: Ledger, scope: Scope = DAYS) -> Mark | None:
    with ledger.reading() as session:
        return mark_of(session, scope)


@pytest.mark.parametrize(
    ("more", "is_another"),
    [
        (a_record(time=NOON), True),
        (a_record(a_disclosure(Category.CITY, "Lyon"), time=NOON), True),
        (a_record(time=NOON + timedelta(seconds=40)), True),
        (a_record(time=SINCE), True),
        (a_record(time=NOON + 2 * DAY), False),
        (a_record(time=NOON - 2 * DAY), False),
        (a_record(time=UNTIL), False),
    ],
    ids=["another of the same", "another kind", "what makes it early", "first day", "after", "before", "the end"],
)
def test_days_are_other_days_once_something_came_to_them(any_ledger: Ledger, more: Record, is_another: bool) -> None:
    fill(any_ledger, [a_record(TAKEN, host="px.adpix.test"), a_record(time=NOON - DAY)])
    before = mark(any_ledger)
    assert before == mark(any_ledger)
    fill(any_ledger, [more])
    assert (mark(any_ledger) != before) is is_another


def test_the_same_on_another_day_is_another(ledger: Ledger) -> None:
    fill(ledger, [a_record(time=NOON)])
    one, other = Scope(NOON - DAY, NOON + DAY), Scope(NOON, NOON + 2 * DAY)
    assert mark(ledger, one) != mark(ledger, other)


@pytest.mark.parametrize(
    "scope",
    [Scope(), Scope(since=SINCE), Scope(until=UNTIL), Scope(NOON - 400 * DAY, NOON)],
    ids=["always", "no end", "no beginning", "many days"],
)
def test_of_what_has_no_end_or_is_long_nothing_is_told(ledger: Ledger, scope: Scope) -> None:
    fill(ledger, [a_record()])
    assert mark(ledger, scope) is None


def test_while_tallies_wait_nothing_is_told(ledger: Ledger) -> None:
    with ledger.session() as session:
        write(session, [a_record()], a_catalogue(), collapse=True, settled=False)
    assert mark(ledger) is None
    assert mark(fill(ledger, [])) is not None
