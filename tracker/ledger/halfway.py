"""What was typed halfway: values that left on the way to one that left prematurely.

A script that reads a field while it is being filled in sends `mar` and `marie@` before `marie@mail.example`. Each has a
fingerprint of its own, and nobody ever submits them. What went to the same host, from the same site, of the same
category, within two minutes before such a whole value, was taken from the same field, half filled in: if it was never
submitted on that site itself, and not seen there before those two minutes, nor with the whole value or after it. A
site's own address, or another account's, is there each time; a half-typed one is gone once the whole is there.

The rule looks at what is in the ledger alone, so that the order in which records come in does not matter.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import batched
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import Session

from tracker.disclosure import Manner
from tracker.ledger.leaps import Twice
from tracker.ledger.models import Disclosure
from tracker.ledger.moments import MINUTE, moment
from tracker.ledger.moving import change, counted_rows
from tracker.ledger.spans import WINDOW, Span, Trail, is_early, spans_of, trail_of
from tracker.ledger.sums import Counted
from tracker.manner import ADDED
from tracker.taxonomy import SECRETS

TYPING = 2 * MINUTE
OFTEN = 100
"""What was seen more often on a site was not typed. So there are no more rows to take the word back of."""
_MOST_ROWS = 10_000  # in one statement: a hostile page sends thousands in a minute, and less is said of it then
_MOST_PLACES, _MOST_HOSTS = 50, 200  # in one statement, in one place
_RELAYED, _PREMATURE = Manner.RELAYED.value, Manner.PREMATURE.value
_NOT_TYPED = frozenset(category.value for category in ADDED | SECRETS)
"""What pages add; and secrets, whose fingerprints are those of their halves."""

type _Row = tuple[int, Counted]
type _Times = Mapping["_Field", list[int]]


class _Field(NamedTuple):
    """Where values of one kind went from where."""

    host: int
    site: int
    category: str


class _Time(NamedTuple):
    """From when to when to look at a host."""

    since: int
    until: int
    host: int


def mark_halfway(
    session: Session, new: Iterable[Counted], whole: Iterable[Counted], late: Iterable[Counted], twice: Twice
) -> int:
    """Turn what was typed halfway into premature, and back; return how many rows changed.

    `new` are the disclosures that the transaction has added, `whole` the premature ones of what these submit or relay,
    `late` those that are premature no more. Only what these touch can have changed. Of what left at times that the
    clock told twice, nothing is known of its order.
    """
    new, whole, late = (_typed(rows) for rows in (new, whole, late))
    spans = spans_of(session, new)
    back = list(_not_halfway(session, new, late, spans, twice))
    there = list(_halfway(session, [*whole, *_whole_after(session, new, spans, twice)], twice))
    change(session, back, Manner.RELAYED)
    change(session, there, Manner.PREMATURE)
    return len(back) + len(there)


def _typed(rows: Iterable[Counted]) -> list[Counted]:
    return [one for one in rows if one.category not in _NOT_TYPED]


# ---- the rule


def _can_be_halfway(span: Span) -> bool:
    return span.given is None and span.last - span.first < TYPING and span.number <= OFTEN


def _is_halfway(one: Counted, span: Span, whole: _Times, twice: Twice) -> bool:
    """Whether a whole value came after the last that was seen of this one, soon enough after the first."""
    if not (_can_be_halfway(span) and _has_within(whole, one, span.last, span.first + TYPING)):
        return False
    return not (twice.has(one.time) or twice.has(span.last))


def _is_whole(one: Counted, span: Span, twice: Twice) -> bool:
    return span.given is not None and is_early(one.time, span.given, twice)


def _has_within(times: _Times, one: Counted, after: int, until: int) -> bool:
    known = times.get(_field(one), [])
    place = bisect_right(known, after)
    return place < len(known) and known[place] <= until


# ---- what it asks for


def _halfway(session: Session, whole: Collection[Counted], twice: Twice) -> Iterator[_Row]:
    """What was relayed on the way to these."""
    rows = list(_before(session, whole, _RELAYED, _MOST_ROWS))
    spans, times = spans_of(session, (one for _, one in rows)), _times(whole)
    yield from ((id_, one) for id_, one in rows if _is_halfway(one, spans[trail_of(one)], times, twice))


def _whole_after(
    session: Session, new: Iterable[Counted], spans: Mapping[Trail, Span], twice: Twice
) -> Iterator[Counted]:
    """The whole values that one of the new rows is halfway to."""
    relayed = [one for one in new if one.manner == _RELAYED and _can_be_halfway(spans[trail_of(one)])]
    whole = _whole_near(session, relayed, twice)
    times = _times(whole)
    fields = {_field(one) for one in relayed if _is_halfway(one, spans[trail_of(one)], times, twice)}
    yield from (one for one in whole if _field(one) in fields)


def _not_halfway(
    session: Session, new: Iterable[Counted], late: Collection[Counted], spans: Mapping[Trail, Span], twice: Twice
) -> Iterator[_Row]:
    """What was on the way to something, and is not any more.

    Rows with nothing that they were on the way to stay: they were premature themselves, of a datum whose submission has
    been forgotten since.
    """
    early = {*_before(session, late, _PREMATURE), *_early_rows(session, _changed(new, spans))}
    ones = [one for _, one in early]
    spans = {**spans, **spans_of(session, (one for one in ones if trail_of(one) not in spans))}
    whole = _whole_near(session, ones, twice)
    times, had = _times(whole), _times([*whole, *late])
    for row, one in early:
        span = spans[trail_of(one)]
        stays = _is_whole(one, span, twice) or _is_halfway(one, span, times, twice)
        if not stays and _has_within(had, one, one.time, one.time + TYPING):
            yield row, one


def _changed(new: Iterable[Counted], spans: Mapping[Trail, Span]) -> dict[Trail, Span]:
    """The trails of new rows with something premature that may not be so any more.

    Of what was submitted, that is what left too long before: `prematurity` looks at the rest.
    """
    trails = {trail: spans[trail] for trail in map(trail_of, new)}
    return {
        trail: span
        for trail, span in trails.items()
        if span.early is not None and (span.given is None or span.early < span.given - WINDOW)
    }


def _whole_near(session: Session, rows: Collection[Counted], twice: Twice) -> list[Counted]:
    """What left prematurely soon after these, of the same kind and to the same host, and was submitted itself."""
    fields, times = {_field(one) for one in rows}, [_Time(one.time, one.time + TYPING, one.host) for one in rows]
    asked = _rows(session, _PREMATURE, _at_hosts(times, rows), _MOST_ROWS)
    found = [one for _, one in asked if _field(one) in fields]
    spans = spans_of(session, found)
    return [one for one in found if _is_whole(one, spans[trail_of(one)], twice)]


def _before(session: Session, whole: Collection[Counted], manner: str, most: int | None = None) -> Iterator[_Row]:
    """Rows of that manner that left soon before one of these, of the same kind and to the same host."""
    fields = {_field(one) for one in whole}
    places = _at_hosts([_Time(one.time - TYPING, one.time, one.host) for one in whole], whole)
    yield from ((id_, one) for id_, one in _rows(session, manner, places, most) if _field(one) in fields)


def _early_rows(session: Session, trails: Mapping[Trail, Span]) -> Iterator[_Row]:
    """The premature rows of these, but for those that `prematurity` looks at."""
    row = Disclosure
    places = [
        and_(
            row.datum_id == trail.datum,
            row.site_id == trail.site,
            row.time >= moment(span.early or 0),
            row.time <= moment((span.latest or 0) if span.given is None else span.given - WINDOW - 1),
        )
        for trail, span in trails.items()
    ]
    yield from _rows(session, _PREMATURE, places)


def _rows(
    session: Session, manner: str, places: Collection[ColumnElement[bool]], most: int | None = None
) -> Iterator[_Row]:
    """Rows of that manner (with their ids) at one of these places."""
    for some in batched(places, _MOST_PLACES):
        asked = counted_rows().where(Disclosure.manner == manner, or_(*some)).limit(most)
        yield from ((id_, Counted(*columns)) for id_, *columns in session.execute(asked))


def _at_hosts(times: Iterable[_Time], rows: Iterable[Counted]) -> list[ColumnElement[bool]]:
    """The places for hosts and their times, of the categories of these rows."""
    row, categories = Disclosure, {one.category for one in rows}
    return [
        and_(
            row.host_id.in_(hosts),
            row.time >= moment(since),
            row.time <= moment(until),
            row.category.in_(categories),
        )
        for since, until, all_hosts in _merged(times)
        for hosts in batched(sorted(all_hosts), _MOST_HOSTS)
    ]


def _merged(times: Iterable[_Time]) -> list[tuple[int, int, set[int]]]:
    """Times that overlap as one, with all of their hosts."""
    merged: list[tuple[int, int, set[int]]] = []
    for since, until, host in sorted(set(times)):
        if merged and since <= merged[-1][1]:
            first, last, hosts = merged[-1]
            merged[-1] = (first, max(last, until), hosts)
            hosts.add(host)
        else:
            merged.append((since, until, {host}))
    return merged


def _field(one: Counted) -> _Field:
    return _Field(one.host, one.site, one.category)


def _times(rows: Iterable[Counted]) -> dict[_Field, list[int]]:
    """When these left, in order."""
    times: dict[_Field, list[int]] = {}
    for one in rows:
        times.setdefault(_field(one), []).append(one.time)
    return {field: sorted(some) for field, some in times.items()}
