"""What does one vendor have of the person, datum by datum, and what is the proof?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy import BigInteger, ColumnElement, Select, case, func, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.disclosure import Method
from tracker.ledger import models as m
from tracker.ledger.queries.how import FACTS, How, how
from tracker.taxonomy import Category
from tracker.traffic import Location

_DAY = 86_400_000_000  # microseconds


class Held(NamedTuple):
    """One datum that a vendor has. `total` counts the vendor's data of that category."""

    id: int
    category: Category
    preview: str
    sites: int
    times: int
    how: How
    first: datetime
    last: datetime
    total: int


class Proof(NamedTuple):
    """Where and how a datum was last seen leaving."""

    time: datetime
    host: str
    site: str | None
    scheme: str
    http_method: str
    location: Location
    path: str
    method: Method
    encoding: tuple[str, ...]
    confidence: float
    reasoning: str


def held(session: Session, slug: str, category: Category | None = None, each: int = 5) -> list[Held]:
    """Return a vendor's data, of each category the `each` latest, by category. One statement."""
    ranked = _ranked(slug, category).subquery()
    asked = select(ranked).where(ranked.c.place <= each).order_by(ranked.c.category, ranked.c.place)
    return [_held(*row[:-1]) for row in session.execute(asked)]


def proofs(session: Session, slug: str, data: Iterable[int]) -> dict[int, Proof]:
    """Return for each of these data the latest disclosure to that vendor. One statement."""
    sums, row = m.Exposure, m.Disclosure
    place = func.row_number().over(partition_by=sums.datum_id, order_by=(sums.last.desc(), sums.host_id))
    newest = (
        select(sums.datum_id, sums.host_id, sums.last, place.label("place"))
        .where(sums.datum_id.in_(tuple(data)), of_vendor(slug))
        .subquery()
    )
    day_before = _micros(newest.c.last) - _DAY  # repeats share a row within one day: bounds what the index gives
    asked = (
        _with_evidence()
        .join(newest, (newest.c.datum_id == row.datum_id) & (newest.c.host_id == row.host_id))
        .where(
            newest.c.place == 1, row.last == newest.c.last, row.time <= newest.c.last, _micros(row.time) >= day_before
        )
        .order_by(row.datum_id, row.id)
    )
    return {datum: _proof(*columns) for datum, *columns in session.execute(asked)}


def _micros(column: ColumnElement[datetime] | InstrumentedAttribute[datetime]) -> ColumnElement[int]:
    return type_coerce(column, BigInteger)


def of_vendor(slug: str) -> ColumnElement[bool]:
    """Return the condition that a sum is of that vendor's hosts."""
    hosts = select(m.Host.id).join(m.Vendor, m.Vendor.id == m.Host.vendor_id).where(m.Vendor.slug == slug)
    return m.Exposure.host_id.in_(hosts)


def _ranked(slug: str, category: Category | None) -> Select[*tuple[Any, ...]]:
    sums, newest = m.Exposure, func.max(m.Exposure.last)
    asked = (
        select(
            m.Datum.id,
            m.Datum.category,
            m.Datum.preview,
            func.count(case((m.Site.domain != "", m.Site.id)).distinct()),
            func.sum(sums.count),
            *FACTS,
            func.min(sums.first),
            newest,
            func.count().over(partition_by=m.Datum.category),
            func.row_number().over(partition_by=m.Datum.category, order_by=(newest.desc(), m.Datum.id)).label("place"),
        )
        .select_from(sums)
        .join(m.Datum, m.Datum.id == sums.datum_id)
        .join(m.Site, m.Site.id == sums.site_id)
        .where(of_vendor(slug))
        .group_by(m.Datum.id, m.Datum.category, m.Datum.preview)
    )
    return asked if category is None else asked.where(m.Datum.category == category)


def _held(key: int, category: str, preview: str, sites: int, count: int, *rest: Any) -> Held:
    *facts, first, last, total = rest
    return Held(key, Category(category), preview, sites, int(count), how(facts), first, last, total)


def _with_evidence() -> Select[*tuple[Any, ...]]:
    row, found = m.Disclosure, m.Evidence
    return (
        select(
            row.datum_id,
            row.last,
            m.Host.name,
            m.Site.domain,
            m.Request.scheme,
            m.Request.method,
            found.location,
            found.path,
            found.method,
            found.encoding,
            found.confidence,
            found.reasoning,
        )
        .select_from(row)
        .join(found, found.id == row.evidence_id)
        .join(m.Host, m.Host.id == row.host_id)
        .join(m.Site, m.Site.id == row.site_id)
        .join(m.Request, m.Request.id == row.request_id)
    )


def _proof(time: datetime, host: str, site: str, scheme: str, verb: str, *found: Any) -> Proof:
    location, path, method, encoding, confidence, reasoning = found
    steps = tuple(orjson.loads(encoding))
    return Proof(
        time, host, site or None, scheme, verb, Location(location), path, Method(method), steps, confidence, reasoning
    )
