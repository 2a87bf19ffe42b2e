from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import literal, select
from sqlalchemy.exc import StatementError

from tests.builders.records import NOON
from tracker.ledger.opening import Ledger
from tracker.ledger.types import UtcTime


@pytest.mark.parametrize("time", [NOON, NOON.astimezone(timezone(timedelta(hours=9))), None])
def test_times_come_back_in_utc(any_ledger: Ledger, time: datetime | None) -> None:
    with any_ledger.reading() as session:
        found = session.scalar(select(literal(time, UtcTime)))
    assert found == time
    assert found is None or found.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(ledger: Ledger) -> None:
    with ledger.reading() as session, pytest.raises(StatementError, match="time zone"):
        session.scalar(select(literal(datetime(2026, 3, 2), UtcTime)))  # noqa: DTZ001
