"""Who listens in a way that is not to be seen: behind a site's own name, or by an identifier that others got, too?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.attention import Hidden, Shared
from tracker.ledger import models as m
from tracker.ledger.attribution import NO_HOPS, hops_of
from tracker.ledger.facts import THIRD
from tracker.ledger.queries.families import roots
from tracker.taxonomy import Category

if TYPE_CHECKING:
    from tracker.vendors import Catalogue

LASTING = (Category.CLIENT_ID, Category.ADVERTISING_ID, Category.DEVICE_ID)
_MOST_SHARED, _MOST_HIDDEN = 4, 100


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
    """Return, of the lasting identifiers that several got lately, those that known companies of different groups got as
    third parties. Two statements.
    """
    sums = m.DatumTally
    several = select(sums.datum_id).where(sums.category.in_(LASTING), sums.vendors > 1, sums.third_parties > 1)
    if since is not None:
        several = several.where(sums.last >= since)
    data = session.scalars(several.order_by(sums.last.desc(), sums.datum_id).limit(_MOST_SHARED)).all()
    return _between_groups(session, data) if data else []


def _between_groups(session: Session, data: Sequence[int]) -> list[Shared]:
    rows = session.execute(_known_holders(data)).all()
    root = roots({row.slug: row.parent for row in rows})
    groups: dict[int, set[str]] = {}
    for row in rows:
        groups.setdefault(row.datum_id, set()).add(root[row.slug])
    return [
        Shared(datum, Category(category), slug, name, first, last, times)
        for datum, category, slug, name, _, first, last, times in rows
        if len(groups[datum]) > 1
    ]


def _known_holders(data: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """Who got each of these as a third party."""
    sums, vendor = m.Possession, m.Vendor
    return (
        select(sums.datum_id, sums.category, vendor.slug, vendor.name, vendor.parent, sums.first, sums.last, sums.times)
        .join(vendor, vendor.id == sums.vendor_id)
        .where(sums.datum_id.in_(data), sums.facts.op("&")(THIRD) != 0, vendor.is_known)
        .order_by(sums.datum_id, vendor.slug)
    )
