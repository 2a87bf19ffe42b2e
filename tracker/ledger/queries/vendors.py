"""Which vendors hold data, of which categories, and how did they come by it?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.ledger import models as m
from tracker.ledger.queries.how import FACTS, How, facts_of, how
from tracker.taxonomy import Category


class Holding(NamedTuple):
    """What one vendor has of one category: distinct data, how often, and how it came by it."""

    category: Category
    data: int
    times: int
    how: How
    first: datetime
    last: datetime


class Holder(NamedTuple):
    """A vendor with all that it has. `sites` counts the sites that its data came from."""

    slug: str
    name: str
    parent: str | None
    kind: str | None
    country: str | None
    is_known: bool
    sites: int
    holdings: tuple[Holding, ...]


def holders(session: Session, slugs: Sequence[str] | None = None) -> list[Holder]:
    """Return the vendors that hold data, all or those named, by slug. Three statements."""
    kept = _by_vendor(session, slugs)
    sites = dict(session.execute(_sites(slugs)).all())
    return [
        Holder(slug, name, parent, kind, country, is_known, sites.get(key, 0), tuple(kept[key]))
        for key, slug, name, parent, kind, country, is_known in session.execute(_vendors(slugs))
        if key in kept
    ]


def _by_vendor(session: Session, slugs: Sequence[str] | None) -> dict[int, list[Holding]]:
    kept: dict[int, list[Holding]] = {}
    for key, *columns in session.execute(_holdings(slugs)):
        kept.setdefault(key, []).append(_holding(*columns))
    return kept


def _holding(category: str, data: int, times: int, *rest: Any) -> Holding:
    *facts, first, last = rest
    return Holding(Category(category), data, int(times), how(facts), first, last)


def _holdings(slugs: Sequence[str] | None) -> Select[*tuple[Any, ...]]:
    """By host and datum first, in the order in which the sums lie: much quicker than all at once."""
    sums = m.Exposure
    pairs = (
        select(
            sums.host_id,
            sums.datum_id,
            func.sum(sums.count).label("times"),
            *FACTS,
            func.min(sums.first).label("first"),
            func.max(sums.last).label("last"),
        )
        .where(*_of(slugs, sums.host_id))
        .group_by(sums.host_id, sums.datum_id)
        .subquery()
    )
    return (
        select(
            m.Host.vendor_id,
            m.Datum.category,
            func.count(pairs.c.datum_id.distinct()),
            func.sum(pairs.c.times),
            *facts_of(pairs),
            func.min(pairs.c.first),
            func.max(pairs.c.last),
        )
        .select_from(pairs)
        .join(m.Host, m.Host.id == pairs.c.host_id)
        .join(m.Datum, m.Datum.id == pairs.c.datum_id)
        .group_by(m.Host.vendor_id, m.Datum.category)
        .order_by(m.Host.vendor_id, m.Datum.category)
    )


def _sites(slugs: Sequence[str] | None) -> Select[*tuple[Any, ...]]:
    sums = m.Exposure
    pairs = select(sums.site_id, sums.host_id).where(*_of(slugs, sums.host_id)).distinct().subquery()
    return (
        select(m.Host.vendor_id, func.count(pairs.c.site_id.distinct()))
        .select_from(pairs)
        .join(m.Host, m.Host.id == pairs.c.host_id)
        .join(m.Site, m.Site.id == pairs.c.site_id)
        .where(m.Site.domain != "")
        .group_by(m.Host.vendor_id)
    )


def _vendors(slugs: Sequence[str] | None) -> Select[*tuple[Any, ...]]:
    row = m.Vendor
    asked = select(row.id, row.slug, row.name, row.parent, row.category, row.country, row.is_known).order_by(row.slug)
    return asked if slugs is None else asked.where(row.slug.in_(slugs))


def _of(slugs: Sequence[str] | None, host: InstrumentedAttribute[int]) -> tuple[ColumnElement[bool], ...]:
    """The condition that a host is one of those vendors'; none where all are asked for."""
    if slugs is None:
        return ()
    named = select(m.Host.id).join(m.Vendor, m.Vendor.id == m.Host.vendor_id).where(m.Vendor.slug.in_(slugs))
    return (host.in_(named),)
