"""What was disclosed, with its evidence, oldest first? All of it, as it comes: memory stays flat however much it is."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.moments import DAY, micros, moment
from tracker.ledger.whose import hosts_of

_AT_ONCE = 1000  # rows in memory


class Told(NamedTuple):
    """One disclosure. `entry` is the ledger's id of the request; repeats of one day share a row: `times` and `last`."""

    source: str | None
    entry: int
    time: datetime
    host: str
    recipient: str
    vendor: str | None
    site: str | None
    party: str
    category: str
    location: str
    path: str
    method: str
    encoding: tuple[str, ...]
    confidence: float
    reasoning: str
    preview: str
    fingerprint: str
    manner: str
    scheme: str
    times: int
    last: datetime


def disclosures(
    session: Session, *, since: datetime | None = None, until: datetime | None = None, vendor: str | None = None
) -> Iterator[Told]:
    """Yield the disclosures from `since` on and before `until`, to a vendor (slug, domain or host)."""
    asked = _asked().where(*_conditions(since, until, vendor)).order_by(m.Disclosure.time, m.Disclosure.id)
    for row in session.execute(asked, execution_options={"yield_per": _AT_ONCE}):
        told = Told(*row)
        yield told._replace(encoding=tuple(orjson.loads(row.encoding)))


def _conditions(since: datetime | None, until: datetime | None, vendor: str | None) -> Iterator[ColumnElement[bool]]:
    row = m.Disclosure
    if since is not None:
        yield row.time > moment(micros(since) - DAY)  # for the index: a row's repeats are of one day
        yield row.last >= since
    if until is not None:
        yield row.time < until
    if vendor is not None:
        yield row.host_id.in_(hosts_of(vendor))


def _asked() -> Select[*tuple[Any, ...]]:
    row, found = m.Disclosure, m.Evidence
    return (
        select(
            m.Request.source,
            m.Request.id.label("entry"),
            row.time,
            m.Host.name.label("host"),
            m.Host.recipient,
            case((m.Vendor.is_known, m.Vendor.slug)).label("vendor"),
            func.nullif(m.Site.domain, "").label("site"),
            row.party,
            row.category,
            found.location,
            found.path,
            found.method,
            found.encoding,
            found.confidence,
            found.reasoning,
            m.Datum.preview,
            m.Datum.fingerprint,
            row.manner,
            m.Request.scheme,
            row.count,
            row.last,
        )
        .join(m.Request, m.Request.id == row.request_id)
        .join(m.Host, m.Host.id == row.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .join(m.Site, m.Site.id == row.site_id)
        .join(m.Datum, m.Datum.id == row.datum_id)
        .join(found, found.id == row.evidence_id)
    )
