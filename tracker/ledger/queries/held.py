"""What does one vendor have of the person, datum by datum, and what is the proof?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy import BigInteger, ColumnElement, Select, func, literal, select, true, type_coerce, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.disclosure import Manner, Method
from tracker.ledger import models as m
from tracker.ledger.queries.how import How, how
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
    """Return a vendor's data, of each category the `each` that came last, by category. Two statements."""
    sums = m.Holding
    kinds = select(sums.vendor_id, sums.category, sums.data).join(m.Vendor, m.Vendor.id == sums.vendor_id)
    kinds = kinds.where(m.Vendor.slug == slug, *(() if category is None else (sums.category == category,)))
    parts = [_latest(*row, each) for row in session.execute(kinds)]
    if not parts:
        return []
    few = union_all(*parts).subquery()
    of = few.c
    asked = select(m.Datum.preview, *of).join(m.Datum, m.Datum.id == of.datum_id)
    rows = session.execute(asked.order_by(of.category, of.last.desc(), of.datum_id))
    return [
        Held(key, Category(kind), preview, sites, times, how(facts), first, last, total)
        for preview, key, kind, sites, times, facts, first, last, total in rows
    ]


def proofs(session: Session, slug: str, data: Iterable[int], manner: Manner | None = None) -> dict[int, Proof]:
    """Return for each of these data the latest disclosure to that vendor, in that manner. One statement."""
    sums, row = m.Exposure, m.Disclosure
    is_so, was_so = (true(), true()) if manner is None else (sums.manner == manner.value, row.manner == manner.value)
    each = (
        select(sums.datum_id, sums.host_id, func.max(sums.last).label("last"))
        .select_from(m.Vendor)
        .join(m.Host, m.Host.vendor_id == m.Vendor.id)
        .outerjoin(sums, (sums.host_id == m.Host.id) & sums.datum_id.in_(tuple(data)) & is_so)  # by the key
        .where(m.Vendor.slug == slug)
        .group_by(sums.host_id, sums.datum_id)
        .subquery()
    )
    place = func.row_number().over(partition_by=each.c.datum_id, order_by=(each.c.last.desc(), each.c.host_id))
    newest = select(each, place.label("place")).subquery()
    day_before = _micros(newest.c.last) - _DAY  # repeats share a row within one day: bounds what the index gives
    asked = (
        with_evidence()
        .join(newest, (newest.c.datum_id == row.datum_id) & (newest.c.host_id == row.host_id))
        .where(was_so)
        .where(
            newest.c.place == 1, row.last == newest.c.last, row.time <= newest.c.last, _micros(row.time) >= day_before
        )
        .order_by(row.datum_id, row.id)
    )
    return {datum: proof_of(*columns) for datum, *columns in session.execute(asked)}


def _micros(column: ColumnElement[datetime] | InstrumentedAttribute[datetime]) -> ColumnElement[int]:
    return type_coerce(column, BigInteger)


def of_vendor(slug: str) -> ColumnElement[bool]:
    """Return the condition that a sum is of that vendor's hosts."""
    hosts = select(m.Host.id).join(m.Vendor, m.Vendor.id == m.Host.vendor_id).where(m.Vendor.slug == slug)
    return m.Exposure.host_id.in_(hosts)


def _latest(vendor: int, category: str, total: int, each: int) -> Select[*tuple[Any, ...]]:
    sums = m.Possession
    asked = select(
        *(sums.datum_id, sums.category, sums.sites, sums.times, sums.facts, sums.first, sums.last),
        literal(total).label("total"),
    )
    here = asked.where(sums.vendor_id == vendor, sums.category == category)
    return select(here.order_by(sums.datum_id.desc()).limit(each).subquery())


def with_evidence() -> Select[*tuple[Any, ...]]:
    """Return the question for disclosures with their evidence: the datum, and what `proof_of` takes."""
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


def proof_of(time: datetime, host: str, site: str, scheme: str, verb: str, *found: Any) -> Proof:
    """Return the proof that the columns of `with_evidence` after the datum are."""
    location, path, method, encoding, confidence, reasoning = found
    steps = tuple(orjson.loads(encoding))
    return Proof(
        time, host, site or None, scheme, verb, Location(location), path, Method(method), steps, confidence, reasoning
    )
