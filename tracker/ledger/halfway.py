"""What was typed halfway: values that left on the way to one that left prematurely.

A script that reads a field while it is being filled in sends `mar` and `marie@` before `marie@mail.example`. Each has a
fingerprint of its own, and nobody ever submits them. What went to the same host, from the same site, of the same
category, within two minutes before a premature value, and was never submitted on that site itself, was taken from the
same field, half filled in.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.disclosure import Manner
from tracker.ledger.lookups import rows_among
from tracker.ledger.models import Disclosure, Exposure
from tracker.ledger.moments import MINUTE, moment
from tracker.ledger.moving import change, counted_rows
from tracker.ledger.sums import Counted
from tracker.manner import ADDED

TYPING = 2 * MINUTE
_SUBMITTED, _RELAYED, _PREMATURE = Manner.SUBMITTED.value, Manner.RELAYED.value, Manner.PREMATURE.value
_ADDED = frozenset(category.value for category in ADDED)


class _Field(NamedTuple):
    """Where values of one kind went from where."""

    host: int
    site: int
    category: str


def mark_halfway(
    session: Session, new: Iterable[Counted], early: Collection[Counted], late: Collection[Counted]
) -> int:
    """Turn what was typed halfway into premature, and back; return how many rows changed.

    `new` are the disclosures that the transaction has added, `early` those that it has found premature, `late` those
    that are not any more.
    """
    typed = [one for one in new if one.manner == _RELAYED and one.category not in _ADDED]
    if not (early or late or typed):
        return 0
    back = list(_before(session, late, _PREMATURE))
    change(session, back, Manner.RELAYED)
    whole = [*early, *_whole(session, [*typed, *(one for _, one in back)])]
    there = list(_before(session, whole, _RELAYED))
    change(session, there, Manner.PREMATURE)
    return len(back) + len(there)


def _before(session: Session, whole: Collection[Counted], manner: str) -> Iterator[tuple[int, Counted]]:
    """Rows of that manner (with their ids) that left on the way to one of these, and were never submitted."""
    if not whole:
        return
    row, times = Disclosure, _times(whole)
    asked = counted_rows().where(
        row.manner == manner,
        row.time >= moment(min(one.time for one in whole) - TYPING),
        row.time <= moment(max(one.time for one in whole)),
    )
    rows = [(id_, Counted(*columns)) for id_, *columns in rows_among(session, asked, row.host_id, _hosts(whole))]
    found = [(id_, one) for id_, one in rows if _is_on_the_way(one, times.get(_field(one), ()))]
    given = _given(session, [one for _, one in found])
    yield from ((id_, one) for id_, one in found if (one.datum, one.site) not in given)


def _is_on_the_way(one: Counted, whole: Iterable[tuple[int, int]]) -> bool:
    return any(0 <= time - one.time <= TYPING and datum != one.datum for time, datum in whole)


def _whole(session: Session, typed: Collection[Counted]) -> Iterator[Counted]:
    """What left prematurely soon after these, of the same kind and to the same host."""
    if not typed:
        return
    row, times = Disclosure, _times(typed)
    asked = counted_rows().where(
        row.manner == _PREMATURE,
        row.time >= moment(min(one.time for one in typed)),
        row.time <= moment(max(one.time for one in typed) + TYPING),
    )
    found = [Counted(*columns) for _, *columns in rows_among(session, asked, row.host_id, _hosts(typed))]
    given = _given(session, found)
    yield from (one for one in found if _field(one) in times and (one.datum, one.site) in given)


def _given(session: Session, rows: Iterable[Counted]) -> set[tuple[int, int]]:
    """Which data were submitted on which site."""
    sums, data = Exposure, {one.datum for one in rows}
    asked = select(sums.datum_id, sums.site_id).where(sums.manner == _SUBMITTED)
    return {(datum, site) for datum, site in rows_among(session, asked, sums.datum_id, data)}


def _hosts(rows: Iterable[Counted]) -> set[int]:
    return {one.host for one in rows}


def _field(one: Counted) -> _Field:
    return _Field(one.host, one.site, one.category)


def _times(rows: Iterable[Counted]) -> dict[_Field, list[tuple[int, int]]]:
    times: dict[_Field, list[tuple[int, int]]] = {}
    for one in rows:
        times.setdefault(_field(one), []).append((one.time, one.datum))
    return times
