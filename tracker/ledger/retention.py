"""How long disclosures are kept, where the person chose an end: what is older is erased for good, once a day.

Off until they turn it on. Their profile stays: it is what is looked for, not what was recorded.
"""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from tracker.errors import ConfigurationError
from tracker.ledger import models as m
from tracker.ledger.forgetting import forget
from tracker.ledger.moments import DAY, micros, moment
from tracker.ledger.opening import Ledger
from tracker.ledger.remembered import recall, remember

LEAST, MOST = 1, 36_500
"""Days that can be chosen."""


class Doomed(NamedTuple):
    """What would be erased: disclosures (repeats counted) and the oldest one's time. `all_` counts all there are."""

    disclosures: int
    oldest: datetime | None
    all_: int


class Done(NamedTuple):
    """When it was last done, and how many disclosures were erased then."""

    time: datetime
    disclosures: int


def checked_days(days: object) -> int:
    """Return a number of days. Raises ConfigurationError for what can be none."""
    text = str(days)
    if not (text.isascii() and text.isdigit() and len(text) < 9 and LEAST <= int(text) <= MOST):
        raise ConfigurationError(f"days must be a whole number from {LEAST} to {MOST}")
    return int(text)


def kept_days(session: Session) -> int | None:
    """Return after how many days disclosures are erased; None: they are kept. One statement."""
    said = recall(session, "retention")
    return int(said) if said else None


def keep_days(session: Session, days: int | None) -> None:
    """Choose after how many days disclosures are erased; None keeps them. Nothing is erased by this call."""
    remember(session, "retention", None if days is None else str(checked_days(days)))


def last_done(session: Session) -> Done | None:
    """Return when what was too old was last erased. One statement."""
    said = recall(session, "retained")
    if said is None:
        return None
    time, _, count = said.partition(" ")
    return Done(datetime.fromisoformat(time), int(count))


def limit_of(days: int, present: datetime) -> datetime:
    """Return the moment before which disclosures are too old."""
    return present - timedelta(days=days)


def doomed(session: Session, before: datetime) -> Doomed:
    """Return what would be erased, and erase nothing. Two statements, by the sums of whole days.

    A row that stands for repeats lies within one day: see `models.Disclosure`.
    """
    row, sums, day = m.Disclosure, m.DayTally, micros(before) // DAY
    whole_days, all_ = func.sum(case((sums.day < day, sums.count), else_=0)), func.sum(sums.count)
    ends = select(func.coalesce(func.sum(row.count), 0)).where(row.time >= moment(day * DAY), row.time < before)
    asked = select(func.coalesce(whole_days, 0), func.coalesce(all_, 0), ends.scalar_subquery())
    whole_days, all_, rest = session.execute(asked).one()
    oldest = session.scalar(select(func.min(row.time)))
    return Doomed(int(whole_days + rest), oldest if oldest and oldest < before else None, int(all_))


def erase_old(ledger: Ledger, present: datetime | None = None) -> int:
    """Erase for good what is older than the person chose; return how many disclosures. Raises LedgerError.

    Nothing is rewritten where nothing is too old.
    """
    now = datetime.now(UTC) if present is None else present
    with ledger.reading() as session:
        days = kept_days(session)
        is_due = days is not None and _has_older(session, limit_of(days, now))
    if days is None:
        return 0
    count = forget(ledger, before=limit_of(days, now)).disclosures if is_due else 0
    with ledger.session() as session:
        remember(session, "retained", f"{now.isoformat()} {count}")
    return count


def _has_older(session: Session, before: datetime) -> bool:
    """Whether there is anything to erase: of requests that disclosed nothing there may be blind spots alone, or what
    rules did with them.
    """
    row, spot, ruling = m.Request, m.BlindSpot, m.Ruling
    return any(
        session.scalar(asked.limit(1)) is not None
        for asked in (
            select(row.id).where(row.time < before),
            select(spot.host_id).where(spot.last < before),
            select(ruling.host_id).where(ruling.day <= micros(before) // DAY, ruling.first < before),
        )
    )
