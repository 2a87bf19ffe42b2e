"""How much did rules keep from companies? Told by days of UTC: a day that a period touches counts whole."""

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.moments import DAY, micros
from tracker.ledger.queries.deeds import KEEPING
from tracker.ledger.queries.scope import EVERYTHING, Scope


class Kept(NamedTuple):
    """How often rules kept a datum from a company, and from how many companies."""

    times: int
    companies: int


def kept(session: Session, scope: Scope = EVERYTHING) -> Kept:
    """Return how much rules kept, in the scope's period. One statement."""
    sums = m.RulingDay if scope.has_period else m.RulingTally
    times = m.RulingDay.kept if scope.has_period else m.RulingTally.times
    asked = select(func.coalesce(func.sum(times), 0), func.count(m.Host.vendor_id.distinct()))
    asked = asked.select_from(sums).join(m.Host, m.Host.id == sums.host_id)
    if not scope.has_period:
        asked = asked.where(m.RulingTally.outcome.in_(KEEPING))
    else:
        asked = asked.where(m.RulingDay.kept > 0)
    if scope.since is not None:
        asked = asked.where(m.RulingDay.day >= micros(scope.since) // DAY)
    if scope.until is not None:
        asked = asked.where(m.RulingDay.day <= (micros(scope.until) - 1) // DAY)
    number, companies = session.execute(asked).one()
    return Kept(int(number), companies)
