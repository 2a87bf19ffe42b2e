"""How much left on each day, of a part of the record."""

from datetime import timedelta

import pytest

from tests.builders.ledgers import LAST
from tests.tracker.ledger.queries.test_reach import logged
from tracker.disclosure import Manner, Party
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.course import course
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.queries.timeline import days
from tracker.taxonomy import Category

SINCE, UNTIL = (LAST - timedelta(days=9)).date(), LAST.date()


@pytest.mark.parametrize(
    "scope",
    [Scope(party=Party.THIRD), Scope(category=Category.PAGE_VISITED), Scope(manner=Manner.SUBMITTED)],
    ids=["party", "category", "manner"],
)
def test_it_counts_what_the_filters_leave(any_world: Ledger, scope: Scope) -> None:
    rows = [row for row in logged(any_world, scope) if SINCE <= row.time.date() <= UNTIL]
    with any_world.reading() as session:
        found = course(session, scope, SINCE, UNTIL)
    assert [one.day for one in found] == [SINCE + timedelta(days=number) for number in range(10)]
    assert {one.day: one.total for one in found if one.total} == {
        day: sum(row.times for row in rows if row.time.date() == day) for day in {row.time.date() for row in rows}
    }


def test_without_filters_it_is_the_course_of_all(any_world: Ledger) -> None:
    with any_world.reading() as session:
        assert course(session, EVERYTHING, SINCE, UNTIL) == days(session, SINCE, UNTIL)
