"""What left before the person submitted it.

A datum that a page relayed, and that the person submitted on that site for the first time within half an hour after,
had left prematurely: a script took it from the form while it was being filled in. Once the person has given a datum to
a site, its page may know it from them, and passing it on is not premature any more. The rule looks at what is in the
ledger alone, so that the order in which records come in does not matter.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import batched
from typing import NamedTuple

from sqlalchemy import BigInteger, and_, func, or_, select, type_coerce, update
from sqlalchemy.orm import Session

from tracker.disclosure import Manner
from tracker.ledger.lookups import rows_among
from tracker.ledger.models import Disclosure, Exposure, Request
from tracker.ledger.moments import MINUTE, moment
from tracker.ledger.moving import move
from tracker.ledger.sums import Counted

WINDOW = 30 * MINUTE
_SUBMITTED, _RELAYED, _PREMATURE = Manner.SUBMITTED.value, Manner.RELAYED.value, Manner.PREMATURE.value
_MOST = 1000  # values in one statement


class _Trail(NamedTuple):
    """A datum on a site."""

    datum: int
    site: int


class _Span(NamedTuple):
    first: int
    last: int


def mark_premature(session: Session, new: Iterable[Counted]) -> int:
    """Turn what was relayed before the person's first submission into premature, rows and sums, and back where an
    earlier submission has come in since; return how many rows changed.

    `new` are the disclosures that the transaction has added: only what they touch can have changed.
    """
    given = _first_submissions(session, _spans(new))
    early: list[tuple[int, Counted]] = []
    late: list[tuple[int, Counted]] = []
    for row, one in _rows_around(session, given):
        first = given.get(_Trail(one.datum, one.site))
        if first is None:
            continue
        is_early = first - WINDOW <= one.time < first
        if is_early and one.manner == _RELAYED:
            early.append((row, one))
        elif not is_early and one.manner == _PREMATURE:
            late.append((row, one))
    _change(session, early, Manner.PREMATURE)
    _change(session, late, Manner.RELAYED)
    return len(early) + len(late)


def _change(session: Session, changed: Collection[tuple[int, Counted]], manner: Manner) -> None:
    for some in batched([row for row, _ in changed], _MOST):
        session.execute(update(Disclosure).where(Disclosure.id.in_(some)).values(manner=manner.value))
    move(session, [one for _, one in changed], manner)


def _spans(new: Iterable[Counted]) -> dict[_Trail, _Span]:
    """When each datum was submitted or relayed on a site, first and last."""
    spans: dict[_Trail, _Span] = {}
    for one in new:
        if one.manner in (_SUBMITTED, _RELAYED):
            trail = _Trail(one.datum, one.site)
            first, last = spans.get(trail, (one.time, one.time))
            spans[trail] = _Span(min(first, one.time), max(last, one.time))
    return spans


def _first_submissions(session: Session, spans: dict[_Trail, _Span]) -> dict[_Trail, int]:
    """When the person first submitted each datum on a site, where that is news or has news before it.

    The sums tell: no row is looked at.
    """
    if not spans:
        return {}
    sums = Exposure
    first = type_coerce(func.min(sums.first), BigInteger)
    asked = select(sums.datum_id, sums.site_id, first).where(sums.manner == _SUBMITTED)
    asked = asked.group_by(sums.datum_id, sums.site_id)
    found = {
        _Trail(datum, site): time
        for datum, site, time in rows_among(session, asked, sums.datum_id, {trail.datum for trail in spans})
    }
    return {trail: time for trail, time in found.items() if trail in spans and _is_near(spans[trail], time)}


def _is_near(span: _Span, submission: int) -> bool:
    return span.first <= submission <= span.last + WINDOW


def _rows_around(session: Session, given: dict[_Trail, int]) -> Iterator[tuple[int, Counted]]:
    """The rows (and their ids) that a first submission may change."""
    if not given:
        return
    row = Disclosure
    since, until = moment(min(given.values()) - WINDOW), moment(max(given.values()))
    asked = (
        select(
            row.id,
            row.host_id,
            row.datum_id,
            row.site_id,
            row.category,
            row.party,
            row.manner,
            Request.scheme,
            type_coerce(row.time, BigInteger),
        )
        .join(Request, Request.id == row.request_id)
        .where(
            or_(
                and_(row.manner == _RELAYED, row.time >= since, row.time < until),
                and_(row.manner == _PREMATURE, row.time >= since),
            )
        )
    )
    for found in rows_among(session, asked, row.datum_id, {trail.datum for trail in given}):
        yield found[0], Counted(*found[1:])
