from datetime import UTC, datetime, timedelta

import pytest

from dashboard.receipts import receipt, timeline
from tracker.disclosure import Manner
from tracker.ledger.assessing import assessed
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.taxonomy import Category

SINCE, UNTIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 11, tzinfo=UTC)
NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("scope", "data", "times"),
    [
        (EVERYTHING, 51, 707),
        (Scope(SINCE, UNTIL), 17, 96),
        (Scope(category=Category.EMAIL_ADDRESS), 1, 3),
        (Scope(manner=Manner.SUBMITTED), 0, 0),
    ],
    ids=["ever", "ten days", "one kind", "submitted"],
)
def test_what_was_received_is_told_within_a_scope(scope: Scope, data: int, times: int, world: Ledger) -> None:
    with world.reading() as session:
        found = assessed(session, "adpix")
        assert found
        told = receipt(session, found.row, found.holder.holdings, scope)
    assert (told.data, told.times, told.counted, told.has_more_sources) == (data, times, None, False)
    assert all(item.proof for kind in told.kinds for item in kind.items)
    assert {kind for path in told.paths for kind in path.categories} == set(told.categories)


def test_sources_are_cut(world: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.receipts._SITES", 2)
    with world.reading() as session:
        found = assessed(session, "adpix")
        assert found
        told = receipt(session, found.row, found.holder.holdings, EVERYTHING)
    assert (len(told.sources), told.has_more_sources) == (2, True)


@pytest.mark.parametrize(
    ("scope", "first", "days"),
    [
        (EVERYTHING, "2026-01-19", 61),
        (Scope(SINCE, UNTIL), "2026-03-01", 10),
        (Scope(SINCE - timedelta(days=3000)), "2025-03-20", 366),
        (Scope(until=UNTIL), "2026-01-19", 51),
    ],
    ids=["ever", "ten days", "years", "until"],
)
def test_the_timeline_is_of_the_period(
    scope: Scope, first: str, days: int, world: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.formats.now", lambda: NOW)
    with world.reading() as session:
        found = assessed(session, "adpix")
        assert found
        told = timeline(session, found.row, scope)
    assert (told[0].day.isoformat(), len(told)) == (first, days)


@pytest.mark.parametrize(
    ("scope", "ends"),
    [
        (EVERYTHING, ("2023-03-09", "2026-03-20")),
        (Scope(NOW - timedelta(days=89)), ("2025-12-21", "2026-09-26")),
        (Scope(until=UNTIL), ("2023-03-09", "2026-03-10")),
    ],
    ids=["ever", "since", "until"],
)
def test_the_timeline_leaves_no_part_of_the_period_out(
    scope: Scope, ends: tuple[str, str], world: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.formats.now", lambda: NOW + timedelta(days=190))
    with world.reading() as session:
        found = assessed(session, "adpix")
        assert found
        told = timeline(session, found.row._replace(first=datetime(2023, 3, 10, tzinfo=UTC)), scope)
    assert (told[0].day.isoformat(), told[-1].day.isoformat()) == ends
