"""By what is it known that some hosts received some data, and which rows prove it best?"""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, func, select, type_coerce
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.queries.disclosures import asked, listed, told
from tracker.ledger.queries.exposed import Part
from tracker.rows import Row


class Trace(NamedTuple):
    """What was found of a datum (its id) in one place: a host's field, from a site (None: unknown), in one manner and
    encoding; how sure that is and how it was found; how often, and first and last (microseconds since 1970). `row` is
    the id of the first that was recorded.
    """

    recipient: str
    vendor: str | None
    host: str
    datum: int
    site: str | None
    manner: str
    location: str
    path: str
    method: str
    encoding: tuple[str, ...]
    confidence: float
    first: int
    last: int
    times: int
    row: int


def traces(session: Session, recipients: Collection[str], data: Collection[int], part: Part) -> Iterator[Trace]:
    """Yield the traces of these data at all hosts of these domains, within a part of the record. One statement."""
    row, found, host = m.Disclosure, m.Evidence, m.Host
    key = (row.host_id, row.datum_id, row.site_id, row.evidence_id, row.manner)
    own = select(host.id).where(host.recipient.in_(recipients))
    times = func.min(row.time), func.max(row.last), func.sum(row.count), func.min(row.id)
    each = (
        select(*key, *(type_coerce(one, BigInteger).label(f"n{place}") for place, one in enumerate(times)))
        .where(row.host_id.in_(own), row.datum_id.in_(data), *part.conditions)
        .group_by(*key)
        .subquery()
    )
    statement = (
        select(host.recipient, m.Vendor.slug, m.Vendor.is_known, host.name, each.c.datum_id, m.Site.domain)
        .add_columns(each.c.manner, found.location, found.path, found.method, found.encoding, found.confidence)
        .add_columns(each.c.n0, each.c.n1, each.c.n2, each.c.n3)
        .join(host, host.id == each.c.host_id)
        .join(m.Vendor, m.Vendor.id == host.vendor_id)
        .join(m.Site, m.Site.id == each.c.site_id)
        .join(found, found.id == each.c.evidence_id)
    )
    rows: Any = session.execute(statement)
    for domain, slug, is_known, name, datum, site, manner, location, path, method, encoding, *rest in rows:
        how = (manner, location, path, method, listed(encoding))
        yield Trace(domain, slug if is_known else None, name, datum, site or None, *how, *rest)


def rows_of(session: Session, ids: Collection[int]) -> dict[int, Row]:
    """Return rows by their ids. One statement."""
    statement = asked().add_columns(m.Disclosure.id.label("id")).where(m.Disclosure.id.in_(ids))
    return {row.id: told(row[:-1]) for row in session.execute(statement)}
