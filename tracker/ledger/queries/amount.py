"""How much would an export hold? Told before it is made, and never at great length."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, func, select, type_coerce
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.moments import DAY, micros
from tracker.ledger.queries.disclosures import Pairs, conditions
from tracker.ledger.queries.scope import Scope, narrowed
from tracker.ledger.whose import hosts_of

ENOUGH = 100_000
"""Rows that are counted one by one, at most."""
_NEVER = 10**7  # days


class Amount(NamedTuple):
    """So many disclosures; with `is_more` at least so many."""

    disclosures: int
    is_more: bool


def amount(session: Session, scope: Scope, vendor: str | None = None, labels: Pairs = ()) -> Amount:
    """Return how many disclosures there are in a part of the ledger, by sums where they know it. Three statements."""
    if labels or (vendor and scope.has_period):
        return _counted(session, conditions(None, None, vendor, labels, scope))
    if vendor:
        return Amount(_received(session, scope, vendor), is_more=False)
    if not scope.has_period:
        return Amount(_tallied(session, m.WayTally, m.WayTally.times, scope), is_more=False)
    return _within(session, scope)


def _within(session: Session, scope: Scope) -> Amount:
    """The days that a period has as a whole are summed; those in which it begins and ends are counted, where it does so
    within a day: no row reaches from one into another (see `models.Disclosure`).
    """
    time, here = type_coerce(m.Disclosure.time, BigInteger), tuple(conditions(None, None, None, (), scope))
    first = -(-micros(scope.since) // DAY) if scope.since else 0
    end = micros(scope.until) // DAY if scope.until else _NEVER
    if first >= end:
        return _counted(session, here)
    sums = m.DayTally
    found = Amount(_tallied(session, sums, sums.count, scope, sums.day >= first, sums.day < end), is_more=False)
    for end_, edge in ((scope.since, time < first * DAY), (scope.until, time >= end * DAY)):
        if end_ and micros(end_) % DAY:
            disclosures, is_more = _counted(session, (*here, edge))
            found = Amount(found.disclosures + disclosures, found.is_more or is_more)
    return found


def _counted(session: Session, where: Iterable[ColumnElement[bool]]) -> Amount:
    some = select(m.Disclosure.count).where(*where).limit(ENOUGH + 1).subquery()
    rows, times = session.execute(select(func.count(), func.coalesce(func.sum(some.c.count), 0))).one()
    return Amount(int(times), is_more=rows > ENOUGH)


def _received(session: Session, scope: Scope, vendor: str) -> int:
    """What the hosts got in all, or of a kind."""
    if scope.is_open:
        asked = select(func.sum(m.HostTally.times)).where(m.HostTally.host_id.in_(hosts_of(vendor)))
    else:
        sums, datum = m.Exposure, m.Datum
        asked = select(func.sum(sums.count)).join(datum, datum.id == sums.datum_id)
        asked = asked.where(
            sums.host_id.in_(hosts_of(vendor)), *narrowed(scope, datum.category, sums.party, sums.manner)
        )
    return int(session.scalar(asked) or 0)


def _tallied(session: Session, sums: Any, column: Any, scope: Scope, *where: ColumnElement[bool]) -> int:
    asked = select(func.sum(column)).where(*where, *narrowed(scope, sums.category, sums.party, sums.manner))
    return int(session.scalar(asked) or 0)
