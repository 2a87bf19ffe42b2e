"""How much left on each day."""

from dataclasses import dataclass
from datetime import UTC, date, timedelta

from sqlalchemy.orm import Session

from dashboard import formats
from dashboard.api.fields import Count, Day
from dashboard.api.narrowing import TIMES, period_of
from dashboard.api.parameters import Asked, Parameter
from dashboard.api.resources.texts import NAME
from dashboard.api.writing import shaped
from tracker.ledger.queries.timeline import days as days_of

_USUAL, _MOST = 30, 3660
VENDOR = Parameter("vendor", str, "The slug of a company, or its domain where none is known.", NAME)
ASKED = (*TIMES, VENDOR)


@dataclass(frozen=True, slots=True)
class OneDay:
    """Disclosures of one day (UTC), by the recipient's relation to the site."""

    day: Day
    first: Count
    third: Count
    unknown: Count
    total: Count


@dataclass(frozen=True, slots=True)
class Days:
    """Each day from `since` to `until`, those on which nothing left among them."""

    since: Day
    until: Day
    items: tuple[OneDay, ...]


def days(session: Session, asked: Asked) -> Days:
    """Return how much left on each day (UTC). Without a first day, or with `period=all`, the 30 days up to the last;
    ten years at most: a first day long before is moved.
    """
    first, last = _stretch(asked)
    rows = days_of(session, first, last, asked[VENDOR])
    shown = (shaped(OneDay, row, day=row.day.isoformat()) for row in rows)
    return Days(first.isoformat(), last.isoformat(), tuple(shown))


def _stretch(asked: Asked) -> tuple[date, date]:
    period, today = period_of(asked), formats.now().astimezone(UTC).date()
    start, _ = period.moments(formats.now())
    last = period.until or today
    first = period.since or (start.date() if start else last - timedelta(days=_USUAL - 1))
    return max(min(first, last), last - timedelta(days=_MOST - 1)), last
