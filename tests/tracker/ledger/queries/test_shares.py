"""Which company got how much of which kind of data."""

from collections import Counter

import pytest

from tests.tracker.ledger.queries.test_reach import SCOPES, logged
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.queries.shares import Share, shares


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_they_add_up_to_what_the_log_has(any_world: Ledger, scope: Scope) -> None:
    rows = logged(any_world, scope)
    with any_world.reading() as session:
        found = shares(session, scope)
    assert not found.is_partial
    times: Counter[tuple[str, str]] = Counter()
    for row in rows:
        times[row.category, row.vendor_slug] += row.times
    assert {(one.category, one.vendor_slug): one.times for one in found.rows} == times
    data = {key: len({row.datum for row in rows if (row.category, row.vendor_slug) == key}) for key in times}
    assert {(one.category, one.vendor_slug): one.data for one in found.rows} == data


def test_the_largest_come_first_and_that_there_are_more_is_said(any_world: Ledger) -> None:
    with any_world.reading() as session:
        few, every = shares(session, EVERYTHING, 3), shares(session, EVERYTHING)
    assert few.is_partial
    assert few.rows == every.rows[:3]
    assert [one.times for one in every.rows] == sorted((one.times for one in every.rows), reverse=True)
    assert Share(*few.rows[0]).parent is not None or any(one.parent for one in every.rows)
