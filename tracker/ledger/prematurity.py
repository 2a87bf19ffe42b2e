"""What left before the person submitted it.

A datum that a page relayed, and that the person submitted on that site within half an hour after, had left
prematurely: a script took it from the form while it was being filled in. The rule looks at rows alone, so that the
order in which records come in does not matter.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import NamedTuple

from sqlalchemy import BigInteger, select, type_coerce, update
from sqlalchemy.orm import Session

from tracker.disclosure import Manner
from tracker.ledger.lookups import rows_among
from tracker.ledger.models import Disclosure, Exposure, Request
from tracker.ledger.moments import MINUTE, moment
from tracker.ledger.moving import move
from tracker.ledger.sums import Counted

WINDOW = 30 * MINUTE
_SUBMITTED, _RELAYED = Manner.SUBMITTED.value, Manner.RELAYED.value
_MOST = 1000  # values in one statement


class _Trail(NamedTuple):
    """A datum on a site."""

    datum: int
    site: int


class _Span(NamedTuple):
    first: int
    last: int


type _Spans = dict[_Trail, _Span]


def mark_premature(session: Session, new: Iterable[Counted]) -> int:
    """Turn what was relayed before the person submitted it into premature, rows and sums; return how many rows.

    `new` are the disclosures that the transaction has added: only what they touch can have changed.
    """
    spans = _touched(session, _spans(new))
    early = list(_early(session, spans)) if spans else []
    for some in batched([row for row, _ in early], _MOST):
        session.execute(update(Disclosure).where(Disclosure.id.in_(some)).values(manner=Manner.PREMATURE.value))
    move(session, [one for _, one in early], Manner.PREMATURE)
    return len(early)


def _spans(new: Iterable[Counted]) -> _Spans:
    """When each datum was submitted or relayed on a site, first and last."""
    spans: _Spans = {}
    for one in new:
        if one.manner in (_SUBMITTED, _RELAYED):
            trail = _Trail(one.datum, one.site)
            first, last = spans.get(trail, (one.time, one.time))
            spans[trail] = _Span(min(first, one.time), max(last, one.time))
    return spans


def _touched(session: Session, spans: _Spans) -> _Spans:
    """Those with a submission in reach, as far as the sums tell: few, and no row is looked at."""
    if not spans:
        return {}
    first, last = _reach(spans)
    sums = Exposure
    asked = select(sums.datum_id, sums.site_id).where(
        sums.manner == _SUBMITTED, sums.last > moment(first), sums.first <= moment(last)
    )
    found = rows_among(session, asked, sums.datum_id, {trail.datum for trail in spans})
    trails = {_Trail(datum, site) for datum, site in found}
    return {trail: span for trail, span in spans.items() if trail in trails}


def _reach(spans: _Spans) -> _Span:
    """Where submissions and relays lie that can meet one of the new ones."""
    first, last = min(span.first for span in spans.values()), max(span.last for span in spans.values())
    return _Span(first - WINDOW, last + WINDOW)


def _early(session: Session, spans: _Spans) -> Iterator[tuple[int, Counted]]:
    """The relayed rows (and their ids) that a submission followed, around the time of the new ones."""
    submitted: dict[_Trail, list[int]] = {}
    relayed: dict[_Trail, list[tuple[int, Counted]]] = {}
    for row, one in _rows_around(session, spans):
        trail = _Trail(one.datum, one.site)
        if one.manner == _SUBMITTED:
            submitted.setdefault(trail, []).append(one.time)
        else:
            relayed.setdefault(trail, []).append((row, one))
    for trail in spans:
        times = sorted(submitted.get(trail, ()))
        for row, one in relayed.get(trail, ()):
            after = bisect_right(times, one.time)
            if after < len(times) and times[after] <= one.time + WINDOW:
                yield row, one


def _rows_around(session: Session, spans: _Spans) -> Iterator[tuple[int, Counted]]:
    first, last = _reach(spans)
    row = Disclosure
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
        .where(row.time >= moment(first), row.time <= moment(last), row.manner.in_([_SUBMITTED, _RELAYED]))
    )
    for found in rows_among(session, asked, row.datum_id, {trail.datum for trail in spans}):
        yield found[0], Counted(*found[1:])
