"""How much left on each day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dashboard.api.resources.days import Days
from tests.builders.readers import Reader


def test_each_day_of_the_stretch_is_there_also_those_without_anything(reader: Reader) -> None:
    found = reader.shaped("/days?since=2026-03-01&until=2026-03-20", Days)
    assert (found.since, found.until, len(found.items)) == ("2026-03-01", "2026-03-20", 20)
    assert all(day.total == day.first + day.third + day.unknown for day in found.items)
    assert sum(day.total for day in found.items) > 0


def test_a_vendors_days_are_its_own(reader: Reader) -> None:
    stretch = "since=2026-01-01&until=2026-03-31"
    everybody, one = (reader.shaped(f"/days?{stretch}{more}", Days) for more in ("", "&vendor=adpix"))
    nobody = reader.shaped(f"/days?{stretch}&vendor=nobody.example", Days)
    sums = [sum(day.total for day in found.items) for found in (everybody, one, nobody)]
    assert sums[0] > sums[1] > sums[2] == 0


@pytest.mark.parametrize(
    ("query", "days"),
    [("", 30), ("?period=all", 30), ("?until=2026-03-20", 30), ("?since=1970-01-02", 3660), ("?until=0001-01-01", 30)],
)
def test_the_stretch_is_bounded(query: str, days: int, reader: Reader) -> None:
    assert len(reader.shaped(f"/days{query}", Days).items) == days


@pytest.mark.parametrize(("period", "days"), [("today", 1), ("7", 7), ("90", 90)])
def test_a_period_ends_today(period: str, days: int, reader: Reader) -> None:
    found = reader.shaped(f"/days?period={period}", Days)
    assert date.fromisoformat(found.until) == datetime.now(UTC).date()
    assert len(found.items) in (days, days + 1)  # days are UTC's, a period's the machine's


def test_a_first_day_after_today_is_the_last(reader: Reader) -> None:
    later = (datetime.now(UTC) + timedelta(days=9)).date().isoformat()
    assert len(reader.shaped(f"/days?since={later}", Days).items) == 1
