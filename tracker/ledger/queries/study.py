"""What does a study rest on? The tables of a ledger, as they are, row by row; memory stays flat however much it is.

Pseudonyms, coarser times and all else that hides whose they are come after: see `tracker.exporters.studies`.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.ledger import models as m
from tracker.ledger.labels import bearers
from tracker.ledger.queries.disclosures import Pairs, conditions
from tracker.ledger.whose import hosts_of
from tracker.traffic import Location

type _Condition = ColumnElement[bool]
type _Time = InstrumentedAttribute[datetime]

_AT_ONCE = 1000  # rows in memory
_IN_THE_HOST = "host"  # the path of what stands in a host's own labels


class Asked(NamedTuple):
    """Which part: from `since` on, before `until`, to a vendor (slug, domain or host), from captures with labels."""

    since: datetime | None = None
    until: datetime | None = None
    vendor: str | None = None
    labels: Pairs = ()


class HostRow(NamedTuple):
    """A host, whose it is, and where its name led when it was `resolved`; None: it never was. `is_telling`: something
    personal was found in the name itself.
    """

    id: int
    name: str
    recipient: str
    vendor: str
    is_known: bool
    aliases: str
    resolved: datetime | None
    is_telling: bool


class RequestRow(NamedTuple):
    """A request that disclosed something, or could not be read."""

    uid: str
    time: datetime
    host: int
    site: str
    party: str
    scheme: str
    method: str
    source: str | None
    entry: int | None
    site_confidence: float
    site_basis: str


class DisclosureRow(NamedTuple):
    """A disclosure with its request, datum and evidence."""

    request: str
    time: datetime
    last: datetime
    times: int
    host: int
    site: str
    party: str
    category: str
    manner: str
    scheme: str
    http_method: str
    source: str | None
    location: str
    path: str
    method: str
    encoding: str
    confidence: float
    reasoning: str
    fingerprint: str
    site_confidence: float
    site_basis: str


class SpotRow(NamedTuple):
    """What could not be read of a host's traffic, for one reason."""

    host: int
    reason: str
    first: datetime
    last: datetime
    times: int
    size: int


def hosts(session: Session) -> Iterator[HostRow]:
    """Yield all hosts, by name."""
    telling = (
        select(m.Disclosure.host_id)
        .join(m.Evidence, m.Evidence.id == m.Disclosure.evidence_id)
        .where(m.Evidence.location == Location.PATH.value, m.Evidence.path == _IN_THE_HOST)
    )
    found = set(session.scalars(telling.distinct()))
    host = (m.Host.id, m.Host.name, m.Host.recipient, m.Vendor.slug, m.Vendor.is_known, m.Host.aliases, m.Host.resolved)
    asked = select(*host).join(m.Vendor, m.Vendor.id == m.Host.vendor_id).order_by(m.Host.name)
    for row in session.execute(asked, execution_options={"yield_per": _AT_ONCE}):
        yield HostRow(*row, row[0] in found)


def requests(session: Session, asked: Asked) -> Iterator[RequestRow]:
    """Yield the requests, the oldest first."""
    row = m.Request
    columns = (
        *(row.uid, row.time, row.host_id, m.Site.domain, row.party, row.scheme, row.method, row.source, row.entry),
        *(row.site_confidence, row.site_basis),
    )
    question = select(*columns).join(m.Site, m.Site.id == row.site_id).where(*_of_requests(asked))
    for found in _streamed(session, question.order_by(row.time, row.id)):
        yield RequestRow(*found)


def disclosures(session: Session, asked: Asked) -> Iterator[DisclosureRow]:
    """Yield the disclosures, the oldest first."""
    row, request, found = m.Disclosure, m.Request, m.Evidence
    columns = (
        *(request.uid, row.time, row.last, row.count, row.host_id, m.Site.domain, row.party, row.category, row.manner),
        *(request.scheme, request.method, request.source, found.location, found.path, found.method, found.encoding),
        *(found.confidence, found.reasoning, m.Datum.fingerprint, request.site_confidence, request.site_basis),
    )
    question = (
        select(*columns)
        .select_from(row)
        .join(request, request.id == row.request_id)
        .join(m.Site, m.Site.id == row.site_id)
        .join(m.Datum, m.Datum.id == row.datum_id)
        .join(found, found.id == row.evidence_id)
        .where(*conditions(asked.since, asked.until, asked.vendor, asked.labels))
        .order_by(row.time, row.id)
    )
    for one in _streamed(session, question):
        yield DisclosureRow(*one)


def spots(session: Session, asked: Asked) -> Iterator[SpotRow]:
    """Yield the blind spots of the hosts asked for that reach into the time asked for: sums, whose counts are whole.

    What is before and after that time is not told. Captures with labels have those of the hosts in them alone.
    """
    row = m.BlindSpot
    limits = _limits(asked, row.first, row.last, row.host_id)
    if asked.labels:
        labelled = select(m.Request.host_id).where(m.Request.source.in_(bearers(asked.labels)))
        limits.append(row.host_id.in_(labelled))
    question = select(row.host_id, row.reason, row.first, row.last, row.count, row.size).where(*limits)
    for found in _streamed(session, question.order_by(row.host_id, row.reason)):
        yield _within(SpotRow(*found), asked)


def _within(spot: SpotRow, asked: Asked) -> SpotRow:
    """Moments outside of the time asked for would link parts of different times to each other."""
    first = spot.first if asked.since is None else max(spot.first, asked.since)
    last = spot.last if asked.until is None else min(spot.last, asked.until)
    return spot._replace(first=first, last=last)


def captures(session: Session) -> list[m.Capture]:
    """Return the capture files that were imported, by name."""
    return list(session.scalars(select(m.Capture).order_by(m.Capture.source)))


def _of_requests(asked: Asked) -> list[_Condition]:
    """A request is in the part that its disclosures are in: repeats that are counted in one may come later."""
    if asked == Asked():
        return []
    row = m.Request
    own = _limits(asked, row.time, row.time, row.host_id)
    if asked.labels:
        own.append(row.source.in_(bearers(asked.labels)))
    given = conditions(asked.since, asked.until, asked.vendor, asked.labels)
    return [or_(and_(*own), row.id.in_(select(m.Disclosure.request_id).where(*given)))]


def _limits(asked: Asked, first: _Time, last: _Time, host: InstrumentedAttribute[int]) -> list[_Condition]:
    """The conditions that what was met from a first to a last time reaches into the time asked for, at such hosts."""
    limits: list[_Condition] = []
    if asked.since is not None:
        limits.append(last >= asked.since)
    if asked.until is not None:
        limits.append(first < asked.until)
    if asked.vendor is not None:
        limits.append(host.in_(hosts_of(asked.vendor)))
    return limits


def _streamed(session: Session, question: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    return iter(session.execute(question, execution_options={"yield_per": _AT_ONCE}))
