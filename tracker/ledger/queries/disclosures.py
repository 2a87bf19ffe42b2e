"""What was disclosed, with its evidence, oldest first? All of it, as it comes: memory stays flat however much it is.

`entry` is the ledger's id of the request.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.labels import bearers, read
from tracker.ledger.moments import DAY, micros, moment
from tracker.ledger.queries.scope import EVERYTHING, Scope, narrowed
from tracker.ledger.whose import hosts_of
from tracker.rows import Row

type Pairs = Collection[tuple[str, str]]

_AT_ONCE = 1000  # rows in memory


def disclosures(  # noqa: PLR0913 - what can be asked for
    session: Session,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    vendor: str | None = None,
    labels: Pairs = (),
    scope: Scope = EVERYTHING,
) -> Iterator[Row]:
    """Yield the disclosures from `since` on and before `until`, to a vendor (slug, domain or host), from captures that
    bear the labels (of each key one of the values given), and within a scope besides.
    """
    within = conditions(since, until, vendor, labels, scope)
    statement = asked().where(*within).order_by(m.Disclosure.time, m.Disclosure.id)
    yield from map(told, session.execute(statement, execution_options={"yield_per": _AT_ONCE}))


def conditions(
    since: datetime | None,
    until: datetime | None,
    vendor: str | None,
    labels: Pairs = (),
    scope: Scope = EVERYTHING,
) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions that such disclosures meet; none: all do."""
    row = m.Disclosure
    since = max(filter(None, (since, scope.since)), default=None)
    until = min(filter(None, (until, scope.until)), default=None)
    if since is not None:
        yield row.time >= moment(micros(since) // DAY * DAY)  # for the index: a row's repeats are of one day
        yield row.last >= since
    if until is not None:
        yield row.time < until
    if vendor is not None:
        yield row.host_id.in_(hosts_of(vendor))
    if labels:
        yield row.request_id.in_(select(m.Request.id).where(m.Request.source.in_(bearers(labels))))
    yield from narrowed(scope, row.category, row.party, row.manner)


def told(columns: Iterable[Any]) -> Row:
    """Return the row of what `asked` has the columns of."""
    row = Row(*columns)
    kept: Any = row  # as the ledger has it: lists and labels are JSON
    labels = None if kept.labels is None else dict(_labels(kept.labels)) or None  # each row has its own
    return row._replace(encoding=listed(kept.encoding), labels=labels, aliases=listed(kept.aliases) or None)


@lru_cache(1024)  # few differ
def listed(texts: str) -> tuple[str, ...]:
    """Return a list that is kept as JSON."""
    return tuple(orjson.loads(texts))


_labels = lru_cache(1024)(read)


def asked() -> Select[*tuple[Any, ...]]:
    """Return the question for disclosures: the columns in the order of a row's keys, see `told`."""
    columns = _columns()
    row, found = m.Disclosure, m.Evidence
    return (
        select(*(columns[key].label(key) for key in Row._fields))
        .join(m.Request, m.Request.id == row.request_id)
        .join(m.Host, m.Host.id == row.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .join(m.Site, m.Site.id == row.site_id)
        .join(m.Datum, m.Datum.id == row.datum_id)
        .join(found, found.id == row.evidence_id)
        .outerjoin(m.Capture, m.Capture.source == m.Request.source)
    )


def _columns() -> dict[str, Any]:
    """What lies under a key's own name in one of these tables, the first that has it, or what is said here."""
    said = {
        "entry": m.Request.id,
        "host": m.Host.name,
        "vendor": case((m.Vendor.is_known, m.Vendor.slug)),
        "site": func.nullif(m.Site.domain, ""),
        "method": m.Evidence.method,
        "http_method": m.Request.method,
        "labels": m.Capture.labels,
    }
    tables = (m.Disclosure, m.Evidence, m.Datum, m.Host, m.Request)
    return {
        key: said[key] if key in said else next(getattr(table, key) for table in tables if hasattr(table, key))
        for key in Row._fields
    }
