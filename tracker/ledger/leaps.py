"""Whether the clock can be believed where something is to be erased for its age.

A clock that leaps ten years ahead, once, would have all that is recorded erased as too old. What was recorded is a
clock as well: days on which something was. Where these end long before now, now is believed once something was
recorded on three days since; until then, ages are told by the last day before the gap. Nothing else is kept for that.
"""

from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.moments import DAY, micros, moment

GAP = 7  # days: who records less often than once a week has things erased one day of use later
DAYS = 3  # on which something was recorded, after which a clock is believed


class Present(NamedTuple):
    """The moment by which ages are told, and whether that is what the clock says."""

    moment: datetime
    is_believed: bool


def believed(session: Session, now: datetime) -> Present:
    """Return by which moment ages are told where the clock says `now`. One statement."""
    today = micros(now) // DAY
    day = m.DayTally.day
    recorded = session.scalars(select(day).where(day <= today).distinct().order_by(day.desc()).limit(DAYS))
    for later, earlier in pairwise([today, *recorded]):
        if later - earlier > GAP:
            return Present(moment((earlier + 1) * DAY), is_believed=False)
    return Present(now, is_believed=True)


def newest(session: Session) -> datetime | None:
    """Return the time of the newest disclosure, None where there is none: it may be yet to come. One statement."""
    return session.scalar(select(func.max(m.Disclosure.time)))
