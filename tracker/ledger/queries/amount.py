"""How much would an export hold? Told before it is made, and never at great length."""

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.queries.disclosures import Pairs, conditions
from tracker.ledger.queries.scope import Scope

ENOUGH = 100_000
"""Rows that are counted one by one, at most."""


class Amount(NamedTuple):
    """So many disclosures; with `is_more` at least so many."""

    disclosures: int
    is_more: bool


def amount(session: Session, scope: Scope, vendor: str | None = None, labels: Pairs = ()) -> Amount:
    """Return how many disclosures there are in a part of the ledger. One statement, of all time by tallies."""
    if not (scope.has_period or vendor or labels):
        return Amount(_tallied(session, scope), is_more=False)
    some = select(m.Disclosure.count).where(*conditions(None, None, vendor, labels, scope)).limit(ENOUGH + 1).subquery()
    rows, times = session.execute(select(func.count(), func.coalesce(func.sum(some.c.count), 0))).one()
    return Amount(int(times), is_more=rows > ENOUGH)


def _tallied(session: Session, scope: Scope) -> int:
    sums = m.WayTally
    wanted = ((sums.category, scope.category), (sums.party, scope.party), (sums.manner, scope.manner))
    conditions_ = [column == value for column, value in wanted if value is not None]
    return int(session.scalar(select(func.coalesce(func.sum(sums.times), 0)).where(*conditions_)) or 0)
