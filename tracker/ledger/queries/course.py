"""How much left on each day, of what a scope narrows to? By the sums of days; the scope's period is not looked at."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.queries.scope import Scope, narrowed
from tracker.ledger.queries.timeline import Day, day_number, filled


def course(session: Session, scope: Scope, since: date, until: date) -> list[Day]:
    """Return each day (UTC) from `since` to `until`, both counted, also those with nothing. One statement."""
    sums = m.DayTally
    asked = (
        select(sums.day, sums.party, func.sum(sums.count))
        .where(sums.day.between(day_number(since), day_number(until)))
        .group_by(sums.day, sums.party)
    )
    kept = asked.where(*narrowed(scope, sums.category, sums.party, sums.manner))
    return filled(session.execute(kept), since, until)
