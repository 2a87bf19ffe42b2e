"""How much left on each day?"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.disclosure import Party
from tracker.ledger import models as m

_EPOCH = date(1970, 1, 1)


class Day(NamedTuple):
    """Disclosures on one day (UTC), by the recipient's relation to the site."""

    day: date
    first: int
    third: int
    unknown: int

    @property
    def total(self) -> int:
        return self.first + self.third + self.unknown


def days(session: Session, since: date, until: date, vendor: str | None = None) -> list[Day]:
    """Return each day from `since` to `until`, both counted, also those with nothing. One statement."""
    sums = m.DayTally if vendor is None else m.Daily
    asked = (
        select(sums.day, sums.party, func.sum(sums.count))
        .where(sums.day.between(day_number(since), day_number(until)))
        .group_by(sums.day, sums.party)
    )
    if vendor is not None:
        hosts = select(m.Host.id).join(m.Vendor, m.Vendor.id == m.Host.vendor_id).where(m.Vendor.slug == vendor)
        asked = asked.where(m.Daily.host_id.in_(hosts))
    return filled(session.execute(asked), since, until)


def filled(rows: Iterable[Any], since: date, until: date) -> list[Day]:
    """Return each day from `since` to `until`, both counted, of sums by day and party."""
    counts = {(day, party): int(count) for day, party, count in rows}
    return [_day(number, counts) for number in range(day_number(since), day_number(until) + 1)]


def day_number(day: date) -> int:
    """Return a day as the ledger counts it: days since 1970."""
    return (day - _EPOCH).days


def _day(number: int, counts: dict[tuple[int, str], int]) -> Day:
    first, third, unknown = (counts.get((number, party), 0) for party in (Party.FIRST, Party.THIRD, Party.UNKNOWN))
    return Day(_EPOCH + timedelta(days=number), first, third, unknown)
