"""Has anything come to days that are past? The sums of days tell it, which are few."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.moments import DAY, micros
from tracker.ledger.queries.scope import Scope

_MOST_DAYS = 120

type Mark = tuple[tuple[Any, ...], ...]


def mark_of(session: Session, scope: Scope) -> Mark | None:
    """Return what is another once something has come to the days of a scope, or has left them or changed its manner,
    since. None where that is not told, or not quickly: they have no beginning or end, or are many, or the tallies do
    not have all yet that the rows have. Two statements at most.

    What was erased, or laid to another vendor, it does not tell: see `marks`.
    """
    if scope.since is None or scope.until is None:
        return None
    first, last = micros(scope.since) // DAY, (micros(scope.until) - 1) // DAY
    if last - first >= _MOST_DAYS or session.scalar(select(m.Pending.host_id).limit(1)) is not None:
        return None
    sums = m.DayTally
    key = (sums.category, sums.party, sums.manner)
    asked = select(*key, func.sum(sums.count), func.sum(sums.count * (sums.day - first))).group_by(*key).order_by(*key)
    return tuple(tuple(row) for row in session.execute(asked.where(sums.day.between(first, last))))
