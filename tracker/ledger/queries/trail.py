"""Which way did one datum go: from which site to whom, when first and last, in which manner and disguise?

The steps are the ledger's sums, so that a datum that left a million times costs what any other does. What only the rows
know (encodings, how sure the site is) is read from the first and last of them, so many that nearly all data have less.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy import ColumnElement, Select, Subquery, func, select, union, union_all
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.ledger.leaps import Twice
from tracker.ledger.moments import micros
from tracker.ledger.queries.scope import EVERYTHING, Scope, narrowed
from tracker.traffic import Location

_EDGE = 200
"""Rows of a datum, at its beginning and at its end, that are looked into."""
_NO_TIME = datetime.max.replace(tzinfo=UTC)


class Step(NamedTuple):
    """One way that a datum took: from a site (None: unknown) to a host, in one manner. Where it lay when it first took
    that way, and the steps that undid its encoding. The same datum under a hash is the same datum.

    `encodings` are all that were met, the most frequent first; `confidence` is of the surest finding, `site_confidence`
    of the least sure site, 0 to 1, and `site_bases` what told it; None and empty where the rows are gone.
    `is_first_submission`: here the person gave it for the first time. `is_order_known`: false where it seems to have
    gone before that by times that the clock told twice.
    """

    site: str | None
    host: str
    vendor_slug: str
    vendor_name: str
    party: Party
    manner: Manner
    is_plain: bool
    first: datetime
    last: datetime
    times: int
    location: Location | None
    path: str | None
    encoding: tuple[str, ...]
    encodings: tuple[tuple[str, ...], ...] = ()
    confidence: float | None = None
    site_confidence: float | None = None
    site_bases: tuple[str, ...] = ()
    is_first_submission: bool = False
    recipient: str = ""
    is_order_known: bool = True


class _Way(NamedTuple):
    host: int
    site: int
    manner: str


class _Seen(NamedTuple):
    """What rows of a way have in common."""

    encoding: tuple[str, ...]
    confidence: float
    site_confidence: float
    basis: str
    rows: int


def trail(session: Session, key: int, limit: int = 200, scope: Scope = EVERYTHING) -> list[Step]:
    """Return a datum's ways within a scope, the earliest first: of a period those that were gone before its end and
    after its beginning. Two statements, three within a scope, however often it left; one more where something that
    is not premature went before it was given.
    """
    steps: dict[_Way, Step] = {}
    for host, site, *columns in session.execute(_asked(key, limit, scope)):
        steps.setdefault(_Way(host, site, columns[4]), _step(*columns))
    seen = _seen(session, key)
    given = min((step.first for step in steps.values() if step.manner is Manner.SUBMITTED), default=_NO_TIME)
    if not scope.is_open:
        given = session.scalar(_given(key)) or _NO_TIME
    twice = Twice(session)
    return [_in_order(_with(step, seen.get(way, ()), given), given, twice) for way, step in steps.items()]


def _in_order(step: Step, given: datetime, twice: Twice) -> Step:
    if given is _NO_TIME or step.first >= given or step.manner is Manner.PREMATURE:  # which is told by a known order
        return step
    return step._replace(is_order_known=not twice.has(micros(step.first), micros(given)))


def _given(key: int) -> Select[datetime]:
    """When the person gave it for the first time."""
    sums = m.Exposure
    asked = select(sums.first).where(sums.datum_id == key, sums.manner == Manner.SUBMITTED.value)
    return asked.order_by(sums.first).limit(1)


def _asked(key: int, limit: int, scope: Scope) -> Select[*tuple[Any, ...]]:
    row, found, ways = m.Disclosure, m.Evidence, _ways(key, limit, scope)
    return (
        select(
            ways.c.host_id,
            ways.c.site_id,
            m.Site.domain,
            m.Host.name,
            m.Vendor.slug,
            m.Vendor.name,
            ways.c.manner,
            ways.c.party,
            ways.c.is_plain,
            ways.c.first,
            ways.c.last,
            ways.c.count,
            found.location,
            found.path,
            found.encoding,
            m.Host.recipient,
        )
        .select_from(ways)
        .join(m.Host, m.Host.id == ways.c.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .join(m.Site, m.Site.id == ways.c.site_id)
        .outerjoin(
            row,
            (row.datum_id == key)
            & (row.time == ways.c.first)
            & (row.host_id == ways.c.host_id)
            & (row.site_id == ways.c.site_id)
            & (row.manner == ways.c.manner),
        )
        .outerjoin(found, found.id == row.evidence_id)
        .order_by(ways.c.first, ways.c.host_id, ways.c.site_id, ways.c.manner, row.id)
    )


def _ways(key: int, limit: int, scope: Scope) -> Subquery:
    """The earliest sums of a datum, of all manners together; each manner is asked for its own earliest."""
    sums = m.Exposure
    order = (sums.first, sums.host_id, sums.site_id)
    within = (sums.datum_id == key, *_of_exposures(scope))
    each = (select(sums).where(*within, sums.manner == manner.value) for manner in Manner)
    every = union_all(*(select(some.order_by(*order).limit(limit).subquery()) for some in each)).subquery()
    of = every.c
    return select(every).order_by(of.first, of.host_id, of.site_id).limit(limit).subquery()


def _of_exposures(scope: Scope) -> Iterator[ColumnElement[bool]]:
    sums = m.Exposure
    if scope.since is not None:
        yield sums.last >= scope.since
    if scope.until is not None:
        yield sums.first < scope.until
    yield from narrowed(scope, None, sums.party, sums.manner)


def _step(site: str, host: str, slug: str, name: str, manner: str, *rest: Any) -> Step:
    party, plain, first, last, count, location, path, encoding, recipient = rest
    place = None if location is None else Location(location)
    steps = () if encoding is None else tuple(orjson.loads(encoding))
    way = (site or None, host, slug, name, Party(party), Manner(manner), plain, first, last, count)
    return Step(*way, place, path, steps, recipient=recipient)


def _seen(session: Session, key: int) -> dict[_Way, list[_Seen]]:
    row, found, request, edges = m.Disclosure, m.Evidence, m.Request, _edges(key)
    keys = (row.host_id, row.site_id, row.manner, found.encoding, request.site_basis)
    number = func.count().label("number")
    asked = (
        select(*keys, func.max(found.confidence), func.min(request.site_confidence), number)
        .select_from(edges)
        .join(row, row.id == edges.c.id)
        .join(found, found.id == row.evidence_id)
        .join(request, request.id == row.request_id)
        .group_by(*keys)
        .order_by(number.desc(), found.encoding, request.site_basis)
    )
    seen: dict[_Way, list[_Seen]] = {}
    for host, site, manner, encoding, basis, confidence, site_confidence, rows in session.execute(asked):
        one = _Seen(tuple(orjson.loads(encoding)), confidence, site_confidence, basis, rows)
        seen.setdefault(_Way(host, site, manner), []).append(one)
    return seen


def _edges(key: int) -> Subquery:
    row = m.Disclosure
    own = select(row.id).where(row.datum_id == key).limit(_EDGE)
    first, last = own.order_by(row.time).subquery(), own.order_by(row.time.desc()).subquery()
    return union(select(first.c.id), select(last.c.id)).subquery()


def _with(step: Step, seen: Iterable[_Seen], given: datetime) -> Step:
    """A way as its rows tell it. Where none of them is at hand, its first evidence stands alone."""
    seen = list(seen)
    step = step._replace(is_first_submission=step.manner is Manner.SUBMITTED and step.first == given)
    if not seen:
        return step._replace(encodings=(step.encoding,)) if step.location else step
    return step._replace(
        encodings=tuple(dict.fromkeys(one.encoding for one in seen)),
        confidence=max(one.confidence for one in seen),
        site_confidence=min(one.site_confidence for one in seen),
        site_bases=tuple(dict.fromkeys(one.basis for one in seen if one.basis)),
    )
