"""What left, one disclosure a row, the newest first? Paged by key: a page far back costs what the first does."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

import orjson
from sqlalchemy import ColumnElement, Select, Subquery, select, tuple_, union
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Method, Party
from tracker.ledger import models as m
from tracker.ledger.queries.filters import NOTHING, Filters, Named, named, of_disclosures
from tracker.taxonomy import Category
from tracker.traffic import Location

_MOST = 50
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
    """Return the disclosures before that place, the newest first. Five statements at most."""
    branches = branches_of(session, filters)
    if branches == ():
        return []
    return [_entry(*row) for row in session.execute(_asked(filters, branches, before, limit))]


class Branch(NamedTuple):
    """What an index leads to: the rows that have this number in this column."""

    column: str
    key: int

    def holds(self) -> ColumnElement[bool]:
        """Return it as a condition."""
        return getattr(m.Disclosure, self.column) == self.key  # type: ignore[no-any-return]


type Branches = tuple[Branch, ...]
"""All that is asked for is in one of them."""


def branches_of(session: Session, filters: Filters) -> Branches | None:
    """Return the branches of what is asked for. Empty: there is nothing of the kind; None: so much, or found by an
    index anyway, that none are needed. Four statements at most, and none for what the session has found before.
    """
    found: dict[Filters, Branches | None] = session.info.get("found", {})
    if filters not in found:
        found[filters] = _branches_of(session, filters)
    return found[filters]


def left_over(filters: Filters, branches: Branches | None) -> Filters:
    """Return what is still to be asked of the rows in these branches: that a text is in a name, they tell."""
    return replace(filters, text=None) if branches and _is_of_text(filters) else filters


def _branches_of(session: Session, filters: Filters) -> Branches | None:
    if not _has_ways(session, filters):
        return ()
    if filters.datum is not None:
        return None
    if filters.vendor is not None or filters.host is not None:
        return _few(_on_hosts(session.scalars(_hosts(filters))))
    if filters.site is not None:
        return _few(_on_hosts(session.scalars(_hosts_on(filters.site))))
    if filters.method is not None:
        found = select(m.Evidence.id).where(m.Evidence.method == filters.method)
        return _few(_with_proofs(session.scalars(found.limit(_MOST + 1))))
    return _with_text(named(session, filters.text, _MOST + 1)) if filters.text else None


def _is_of_text(filters: Filters) -> bool:
    """Whether it is by the text that rows are found."""
    others = (filters.datum, filters.vendor, filters.host, filters.site, filters.method)
    return all(one is None for one in others)


def _few(branches: Iterable[Branch]) -> Branches | None:
    some = tuple(branches)
    return some if len(some) <= _MOST else None


def _on_hosts(keys: Iterable[int]) -> list[Branch]:
    return [Branch("host_id", key) for key in keys]


def _with_proofs(keys: Iterable[int]) -> list[Branch]:
    return [Branch("evidence_id", key) for key in keys]


def _has_ways(session: Session, filters: Filters) -> bool:
    """Whether anything ever left in this manner, of this category, to this kind of recipient."""
    wanted = filters.category, filters.party, filters.manner
    return wanted == (None, None, None) or session.scalar(_ways(*wanted)) is not None


@lru_cache(64)
def _ways(category: Category | None, party: Party | None, manner: Manner | None) -> Select[int]:
    way = m.WayTally
    pairs = ((way.category, category), (way.party, party), (way.manner, manner))
    return select(way.times).where(*(column == value for column, value in pairs if value is not None)).limit(1)


def _hosts(filters: Filters) -> Select[int]:
    asked = select(m.Host.id).join(m.Vendor, m.Vendor.id == m.Host.vendor_id).limit(_MOST + 1)
    if filters.vendor is not None:
        asked = asked.where(m.Vendor.slug == filters.vendor)
    return asked if filters.host is None else asked.where(m.Host.name == filters.host)


def _hosts_on(site: str) -> Select[int]:
    here = select(m.Site.id).where(m.Site.domain == site)
    return select(m.Exposure.host_id).where(m.Exposure.site_id.in_(here)).distinct().limit(_MOST + 1)


def _with_text(found: Named) -> Branches | None:
    """Of sites there is no index: where one bears the text, the latest rows are looked through."""
    if found.sites or found.categories:
        return None
    return _few([*_on_hosts(found.hosts), *_with_proofs(found.evidence)])


@lru_cache(64)  # who looks at the log asks the same again and again: to put it together takes longer than the answer
def _asked(filters: Filters, branches: Branches | None, before: Place | None, limit: int) -> Select[*tuple[Any, ...]]:
    page = _page(of_disclosures(left_over(filters, branches)), before, limit, branches)
    return _with_evidence(page)


def _page(
    conditions: list[ColumnElement[bool]], before: Place | None, limit: int, branches: Branches | None
) -> Subquery:
    row = m.Disclosure
    newest = select(row.id, row.time).order_by(row.time.desc(), row.id.desc()).where(*conditions).limit(limit)
    if before is not None:
        newest = newest.where(tuple_(row.time, row.id) < before)
    if branches is None:
        return newest.subquery()
    pages = (newest.where(branch.holds()).subquery() for branch in branches)
    found = union(*(select(page.c.id, page.c.time) for page in pages)).subquery()
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
