"""How much left on each day, of what a scope narrows to? By the sums of days; the scope's period is not looked at."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.timeline import Day, day_number, filled


def course(session: Session, scope: Scope, since: date, until: date) -> list[Day]:
    """Return each day (UTC) from `since` to `until`, both counted, also those with nothing. One statement."""
    sums = m.DayTally
    asked = (
        select(sums.day, sums.party, func.sum(sums.count))
        .where(sums.day.between(day_number(since), day_number(until)))
        .group_by(sums.day, sums.party)
    )
    for column, value in ((sums.category, scope.category), (sums.party, scope.party), (sums.manner, scope.manner)):
        if value is not None:
            asked = asked.where(column == value.value)
    return filled(session.execute(asked), since, until)
