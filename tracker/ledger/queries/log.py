"""What left, one disclosure a row, the newest first? Paged by key: a page far back costs what the first does."""

from datetime import datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy import ColumnElement, Select, Subquery, select, tuple_, union_all
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Method, Party
from tracker.ledger import models as m
from tracker.ledger.queries.filters import NOTHING, Filters, of_disclosures, of_exposures
from tracker.taxonomy import Category
from tracker.traffic import Location

_MAX_HOSTS = 50
"""More hosts than these: what is asked for is so frequent that the index by time finds a page of it quickly."""


class Place(NamedTuple):
    """Where a page ends: the last row's time and id."""

    time: datetime
    id: int


class Entry(NamedTuple):
    """One disclosure with its evidence. Repeats of one day share a row: `times` and `last` tell of them."""

    id: int
    time: datetime
    last: datetime
    times: int
    vendor_slug: str
    vendor_name: str
    host: str
    site: str | None
    party: Party
    scheme: str
    http_method: str
    category: Category
    manner: Manner
    datum: int
    preview: str
    location: Location
    path: str
    method: Method
    encoding: tuple[str, ...]
    confidence: float
    reasoning: str
    source: str | None
    entry: int | None


def entries(session: Session, filters: Filters = NOTHING, before: Place | None = None, limit: int = 50) -> list[Entry]:
    """Return the disclosures before that place, the newest first. Two statements at most."""
    hosts = _candidates(session, filters)
    if hosts == []:
        return []
    page = _page(of_disclosures(filters), before, limit, hosts)
    return [_entry(*row) for row in session.execute(_with_evidence(page))]


def _candidates(session: Session, filters: Filters) -> list[int] | None:
    """The hosts that can have what is asked for; None: any, or too many to look at one by one."""
    conditions = of_exposures(filters)
    if not conditions:
        return None
    found = session.scalars(select(m.Exposure.host_id).where(*conditions).distinct().limit(_MAX_HOSTS + 1)).all()
    return list(found) if len(found) <= _MAX_HOSTS else None


def _page(conditions: list[ColumnElement[bool]], before: Place | None, limit: int, hosts: list[int] | None) -> Subquery:
    row = m.Disclosure
    newest = select(row.id, row.time).order_by(row.time.desc(), row.id.desc()).where(*conditions).limit(limit)
    if before is not None:
        newest = newest.where(tuple_(row.time, row.id) < before)
    if hosts is None:
        return newest.subquery()
    pages = (newest.where(row.host_id == host).subquery() for host in hosts)
    found = union_all(*(select(page.c.id, page.c.time) for page in pages)).subquery()
    return select(found).order_by(found.c.time.desc(), found.c.id.desc()).limit(limit).subquery()


def _with_evidence(page: Subquery) -> Select[*tuple[Any, ...]]:
    row, found, request = m.Disclosure, m.Evidence, m.Request
    return (
        select(
            *(row.id, row.time, row.last, row.count),
            *(m.Vendor.slug, m.Vendor.name, m.Host.name, m.Site.domain, row.party, request.scheme, request.method),
            *(row.category, row.manner, row.datum_id, m.Datum.preview),
            *(found.location, found.path, found.method, found.encoding, found.confidence, found.reasoning),
            *(request.source, request.entry),
        )
        .select_from(page)
        .join(row, row.id == page.c.id)
        .join(m.Host, m.Host.id == row.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .join(m.Site, m.Site.id == row.site_id)
        .join(m.Datum, m.Datum.id == row.datum_id)
        .join(found, found.id == row.evidence_id)
        .join(request, request.id == row.request_id)
        .order_by(row.time.desc(), row.id.desc())
    )


def _entry(*columns: Any) -> Entry:
    entry = Entry(*columns)
    return entry._replace(
        site=entry.site or None,
        party=Party(entry.party),
        category=Category(entry.category),
        manner=Manner(entry.manner),
        location=Location(entry.location),
        method=Method(entry.method),
        encoding=tuple(orjson.loads(columns[18])),
    )
