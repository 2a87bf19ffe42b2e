"""What left before the person submitted it.

A datum that a page relayed, and that the person submitted on that site within half an hour after, had left
prematurely: a script took it from the form while it was being filled in. The rule looks at rows alone, so that the
order in which records come in does not matter.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import batched
from typing import NamedTuple

from sqlalchemy import and_, delete, func, select, update
from sqlalchemy.orm import Session

from tracker.disclosure import Manner
from tracker.ledger.lookups import rows_among
from tracker.ledger.models import Daily, Disclosure, Exposure
from tracker.ledger.moments import day_of
from tracker.ledger.sums import Counted, add_days, add_exposures, exposures_of_rows

WINDOW = timedelta(minutes=30)
_MOST = 1000  # values in one statement
_SUBMITTED, _RELAYED, _PREMATURE = Manner.SUBMITTED.value, Manner.RELAYED.value, Manner.PREMATURE.value


class Trail(NamedTuple):
    """A datum on a site."""

    datum: int
    site: int


class _Relayed(NamedTuple):
    id: int
    host: int
    category: str
    party: str
    time: datetime


def mark_premature(session: Session, new: Iterable[Counted]) -> int:
    """Turn what was relayed before the person submitted it into premature, rows and sums; return how many rows.

    `new` are the disclosures that the transaction has added: only what they touch can have changed.
    """
    spans = _spans(new)
    found = 0
    for trail in _submitted_and_relayed(session, spans):
        early = list(_early(session, trail, *spans[trail]))
        if early:
            _move(session, trail, early)
            found += len(early)
    return found


def _spans(new: Iterable[Counted]) -> dict[Trail, tuple[datetime, datetime]]:
    """When each datum was submitted or relayed on a site, first and last."""
    spans: dict[Trail, tuple[datetime, datetime]] = {}
    for one in new:
        if one.manner in (_SUBMITTED, _RELAYED):
            first, last = spans.get(trail := Trail(one.datum, one.site), (one.time, one.time))
            spans[trail] = (min(first, one.time), max(last, one.time))
    return spans


def _submitted_and_relayed(session: Session, trails: Collection[Trail]) -> list[Trail]:
    """Those that were both, ever; few are, and the sums know it without looking at rows."""
    asked = (
        select(Exposure.datum_id, Exposure.site_id)
        .where(Exposure.manner.in_([_SUBMITTED, _RELAYED]))
        .group_by(Exposure.datum_id, Exposure.site_id)
        .having(func.min(Exposure.manner) != func.max(Exposure.manner))
    )
    data = {trail.datum for trail in trails}
    both = {Trail(datum, site) for datum, site in rows_among(session, asked, Exposure.datum_id, data)}
    return [trail for trail in trails if trail in both]


def _early(session: Session, trail: Trail, first: datetime, last: datetime) -> Iterator[_Relayed]:
    """The relayed rows of a trail that were followed by a submission, around the time of the new ones."""
    row = Disclosure
    around = and_(row.datum_id == trail.datum, row.time >= first - WINDOW, row.time <= last + WINDOW)
    here = select(row.id, row.host_id, row.category, row.party, row.time).where(around, row.site_id == trail.site)
    submitted = sorted(session.scalars(here.with_only_columns(row.time).where(row.manner == _SUBMITTED)))
    for found in session.execute(here.where(row.manner == _RELAYED)):
        relayed = _Relayed(*found)
        after = bisect_right(submitted, relayed.time)
        if after < len(submitted) and submitted[after] <= relayed.time + WINDOW:
            yield relayed


def _move(session: Session, trail: Trail, early: list[_Relayed]) -> None:
    for some in batched((row.id for row in early), _MOST):
        session.execute(update(Disclosure).where(Disclosure.id.in_(some)).values(manner=_PREMATURE))
    for host in {row.host for row in early}:
        _sum_again(session, trail, host)
    days: dict[tuple[int, int, str, str], int] = {}
    for row in early:
        day = (day_of(row.time), row.host, row.category, row.party)
        days[day] = days.get(day, 0) + 1
    add_days(session, [(*day, _RELAYED, -count) for day, count in days.items()])
    add_days(session, [(*day, _PREMATURE, count) for day, count in days.items()])
    session.execute(delete(Daily).where(Daily.day.in_({day[0] for day in days}), Daily.count == 0))


def _sum_again(session: Session, trail: Trail, host: int) -> None:
    """Sum a host's part of the trail from its rows: first and last of what is left cannot be told otherwise."""
    manners = (_RELAYED, _PREMATURE)
    sums, row = Exposure, Disclosure
    session.execute(
        delete(sums).where(
            sums.host_id == host,
            sums.datum_id == trail.datum,
            sums.site_id == trail.site,
            sums.manner.in_(manners),
        )
    )
    here = (row.datum_id == trail.datum, row.site_id == trail.site, row.host_id == host, row.manner.in_(manners))
    add_exposures(session, [tuple(sum_) for sum_ in session.execute(exposures_of_rows().where(*here))])
