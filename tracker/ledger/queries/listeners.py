"""Who listens in a way that is not to be seen: behind a site's own name, or by an identifier that others got, too?"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.attention import Hidden, Shared
from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.ledger.attribution import NO_HOPS, hops_of
from tracker.ledger.queries.families import roots
from tracker.taxonomy import Category

if TYPE_CHECKING:
    from tracker.vendors import Catalogue

_LASTING = (Category.CLIENT_ID, Category.ADVERTISING_ID, Category.DEVICE_ID)
_LATEST = 5000  # disclosures among which identifiers are looked for
_MOST_SHARED, _MOST_HIDDEN = 8, 100


def hidden(session: Session, catalogue: Callable[[], "Catalogue"], since: datetime | None = None) -> list[Hidden]:
    """Return the hosts behind whose names a company was found that got something since a moment (ever: None). Two
    statements at most; the catalogue, which is large, is only asked for where names lead elsewhere.
    """
    host, vendor = m.Host, m.Vendor
    asked = (
        select(host.id, host.name, host.aliases, vendor.slug, vendor.name)
        .join(vendor, vendor.id == host.vendor_id)
        .where(host.aliases != NO_HOPS, vendor.is_known)
        .order_by(host.id.desc())
    )
    rows = session.execute(asked).all()
    found = {key: told for key, *told in _uncovered(rows, catalogue) if rows}
    sums = _sums_of(session, list(found)[:_MOST_HIDDEN], since)
    return [Hidden(*found[key], *row) for key, row in sums]


def _uncovered(rows: Iterable[Any], catalogue: Callable[[], "Catalogue"]) -> Iterator[tuple[Any, ...]]:
    from tracker.vendors.aliases import uncovered

    for key, host, aliases, slug, name in rows:
        behind = uncovered(catalogue(), host, hops_of(aliases))
        if behind is not None and behind.vendor.slug == slug:
            yield key, host, behind.name, slug, name


def _sums_of(session: Session, hosts: list[int], since: datetime | None) -> list[tuple[int, tuple[Any, ...]]]:
    if not hosts:
        return []
    sums, last = m.Exposure, func.max(m.Exposure.last)
    asked = (
        select(sums.host_id, func.min(sums.first), last, func.sum(sums.count), func.count(sums.datum_id.distinct()))
        .where(sums.host_id.in_(hosts))
        .group_by(sums.host_id)
        .order_by(last.desc(), sums.host_id)
    )
    if since is not None:
        asked = asked.having(last >= since)
    return [(key, (first, last, int(count), data)) for key, first, last, count, data in session.execute(asked)]


def shared(session: Session, since: datetime | None = None) -> list[Shared]:
    """Return, of the identifiers that were passed on lately, those that known companies of different groups got as
    third parties. Two statements.
    """
    row = m.Disclosure
    latest = select(row.datum_id, row.category, row.party, row.manner, row.last)
    latest = latest.order_by(row.time.desc(), row.id.desc()).limit(_LATEST)
    few = latest.subquery()
    of = few.c
    recent = (
        select(of.datum_id)
        .where(of.category.in_(_LASTING), of.party == Party.THIRD, of.manner == Manner.RELAYED)
        .group_by(of.datum_id)
        .order_by(func.max(of.last).desc(), of.datum_id)
        .limit(_MOST_SHARED)
    )
    if since is not None:
        recent = recent.where(of.last >= since)
    data = session.scalars(recent).all()
    return _between_groups(session, list(data)) if data else []


def _between_groups(session: Session, data: list[int]) -> list[Shared]:
    rows = session.execute(_known_holders(data)).all()
    root = roots({row.slug: row.parent for row in rows})
    groups: dict[int, set[str]] = {}
    for row in rows:
        groups.setdefault(row.datum_id, set()).add(root[row.slug])
    return [
        Shared(datum, Category(category), slug, name, first, last, int(times))
        for datum, category, slug, name, _, first, last, times in rows
        if len(groups[datum]) > 1
    ]


def _known_holders(data: list[int]) -> Select[*tuple[Any, ...]]:
    """Who got each of these as a third party: by host first, in the order in which the sums lie."""
    sums = m.Exposure
    first, last, times = func.min(sums.first), func.max(sums.last), func.sum(sums.count)
    of = (
        select(sums.datum_id, sums.host_id, first.label("first"), last.label("last"), times.label("times"))
        .where(sums.datum_id.in_(data), sums.party == Party.THIRD)
        .group_by(sums.datum_id, sums.host_id)
        .subquery()
        .c
    )
    vendor = m.Vendor
    keys = (of.datum_id, m.Datum.category, vendor.slug, vendor.name, vendor.parent)
    return (
        select(*keys, func.min(of.first), func.max(of.last), func.sum(of.times))
        .join(m.Host, m.Host.id == of.host_id)
        .join(vendor, vendor.id == m.Host.vendor_id)
        .join(m.Datum, m.Datum.id == of.datum_id)
        .where(vendor.is_known)
        .group_by(*keys)
        .order_by(of.datum_id, vendor.slug)
    )
