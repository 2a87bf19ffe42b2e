"""What left before the person submitted it.

A datum that a page relayed, and that the person submitted on that site for the first time within half an hour after,
had left prematurely: a script took it from the form while it was being filled in. Once the person has given a datum to
a site, its page may know it from them, and passing it on is not premature any more. Of secrets, whose fingerprints
tell the recipient and the kind alone, those of one kind on a site count as one. The rule looks at what is in the
ledger alone, so that the order in which records come in does not matter. What was typed halfway: see `halfway`.

Where the clock was set back, times of before and after say nothing of what came first: between two of them that it
told twice, nothing is premature. See `leaps`.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import BigInteger, and_, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from tracker.disclosure import Manner
from tracker.leaps import Leap
from tracker.ledger.alikeness import Alike, alike_secrets
from tracker.ledger.halfway import mark_halfway
from tracker.ledger.leaps import Stretch, Twice, keep_leaps
from tracker.ledger.locking import take_turn
from tracker.ledger.lookups import rows_among
from tracker.ledger.models import Disclosure, Exposure
from tracker.ledger.moments import moment
from tracker.ledger.moving import change, counted_rows
from tracker.ledger.spans import WINDOW, Trail, is_early
from tracker.ledger.sums import Counted

_SUBMITTED, _RELAYED, _PREMATURE = Manner.SUBMITTED.value, Manner.RELAYED.value, Manner.PREMATURE.value


_TOLD = frozenset({_SUBMITTED, _RELAYED})


class _Span(NamedTuple):
    first: int
    last: int


def mark_premature(session: Session, new: Iterable[Counted]) -> int:
    """Turn what was relayed before the person's first submission into premature, rows and sums, and back where an
    earlier submission has come in since; return how many rows changed.

    `new` are the disclosures that the transaction has added: only what they touch can have changed.
    """
    new = tuple(new)
    alike = alike_secrets(session, new)
    given = _first_submissions(session, _spans(new, alike), alike)
    twice = Twice(session)
    early: list[tuple[int, Counted]] = []
    late: list[tuple[int, Counted]] = []
    whole: list[Counted] = []
    for row, one in _rows_around(session, given, alike):
        first = given.get(Trail(alike.one_of(one.datum), one.site))
        if first is None:
            continue
        if is_early(one.time, first, twice):
            whole.append(one)
            if one.manner == _RELAYED:
                early.append((row, one))
        elif one.manner == _PREMATURE:
            late.append((row, one))
    change(session, early, Manner.PREMATURE)
    change(session, late, Manner.RELAYED)
    halfway = mark_halfway(session, new, whole, [one for _, one in late], twice)
    return len(early) + len(late) + halfway


def note_leaps(session: Session, told: Iterable[Leap]) -> int:
    """Keep which times the clock told twice, and take back what was called premature by their order, rows and sums;
    return how many rows changed. Waits while others write.
    """
    take_turn(session)
    late = [row for stretch in keep_leaps(session, told) for row in _premature_within(session, stretch)]
    if not late:
        return 0
    rows = [one for _, one in late]
    alike, twice = alike_secrets(session, rows), Twice(session)
    given = _all_submissions(session, {Trail(alike.one_of(one.datum), one.site) for one in rows}, alike)
    late = [
        (row, one)
        for row, one in late
        if (first := given.get(Trail(alike.one_of(one.datum), one.site))) is None
        or not is_early(one.time, first, twice)
    ]
    change(session, late, Manner.RELAYED)
    return len(late) + mark_halfway(session, (), (), [one for _, one in late], twice)


def _premature_within(session: Session, stretch: Stretch) -> Iterator[tuple[int, Counted]]:
    since, until = map(moment, stretch)
    row = Disclosure
    asked = counted_rows().where(row.manner == _PREMATURE, row.time >= since, row.time <= until)
    for id_, *columns in session.execute(asked):
        yield id_, Counted(*columns)


def _spans(new: Iterable[Counted], alike: Alike) -> dict[Trail, _Span]:
    """When each datum was submitted or relayed on a site, first and last."""
    times: dict[tuple[int, int], list[int]] = {}
    for _, datum, site, _, _, manner, _, time in new:
        if manner in _TOLD:
            times.setdefault((datum, site), []).append(time)
    spans: dict[Trail, _Span] = {}
    for (datum, site), found in times.items():
        trail = Trail(alike.one_of(datum), site)
        first, last = spans.get(trail) or (found[0], found[0])
        spans[trail] = _Span(min(first, *found), max(last, *found))
    return spans


def _first_submissions(session: Session, spans: dict[Trail, _Span], alike: Alike) -> dict[Trail, int]:
    """When the person first submitted each datum on a site, where that is news or has news before it.

    The sums tell: no row is looked at.
    """
    found = _all_submissions(session, spans, alike)
    return {trail: time for trail, time in found.items() if _is_near(spans[trail], time)}


def _all_submissions(session: Session, trails: Collection[Trail], alike: Alike) -> dict[Trail, int]:
    """When the person first submitted each of these, where they did. No statement where there are none."""
    if not trails:
        return {}
    found: dict[Trail, int] = {}
    data = alike.all_of(trail.datum for trail in trails)
    for datum, site, time in rows_among(session, _GIVEN, Exposure.datum_id, data):
        trail = Trail(alike.one_of(datum), site)
        if trail in trails:
            found[trail] = min(time, found.get(trail, time))
    return found


_GIVEN = (
    select(Exposure.datum_id, Exposure.site_id, type_coerce(func.min(Exposure.first), BigInteger))
    .where(Exposure.manner == _SUBMITTED)
    .group_by(Exposure.datum_id, Exposure.site_id)
)


def _is_near(span: _Span, submission: int) -> bool:
    return span.first <= submission <= span.last + WINDOW


def _rows_around(session: Session, given: dict[Trail, int], alike: Alike) -> Iterator[tuple[int, Counted]]:
    """The rows (and their ids) that a first submission may change."""
    if not given:
        return
    row = Disclosure
    since, until = moment(min(given.values()) - WINDOW), moment(max(given.values()))
    asked = counted_rows().where(
        or_(
            and_(row.manner == _RELAYED, row.time >= since, row.time < until),
            and_(row.manner == _PREMATURE, row.time >= since),
        )
    )
    for found in rows_among(session, asked, row.datum_id, alike.all_of(trail.datum for trail in given)):
        yield found[0], Counted(*found[1:])
