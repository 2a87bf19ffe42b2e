"""Which vendors hold data, of which categories, and how did they come by it?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.queries.how import FACTS, How, how
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
    sums = m.Exposure
    asked = (
        select(
            m.Host.vendor_id,
            m.Datum.category,
            func.count(sums.datum_id.distinct()),
            func.sum(sums.count),
            *FACTS,
            func.min(sums.first),
            func.max(sums.last),
        )
        .select_from(sums)
        .join(m.Host, m.Host.id == sums.host_id)
        .join(m.Datum, m.Datum.id == sums.datum_id)
        .group_by(m.Host.vendor_id, m.Datum.category)
        .order_by(m.Host.vendor_id, m.Datum.category)
    )
    return _named(asked, slugs)


def _sites(slugs: Sequence[str] | None) -> Select[*tuple[Any, ...]]:
    asked = (
        select(m.Host.vendor_id, func.count(m.Exposure.site_id.distinct()))
        .select_from(m.Exposure)
        .join(m.Host, m.Host.id == m.Exposure.host_id)
        .join(m.Site, m.Site.id == m.Exposure.site_id)
        .where(m.Site.domain != "")
        .group_by(m.Host.vendor_id)
    )
    return _named(asked, slugs)


def _vendors(slugs: Sequence[str] | None) -> Select[*tuple[Any, ...]]:
    row = m.Vendor
    asked = select(row.id, row.slug, row.name, row.parent, row.category, row.country, row.is_known).order_by(row.slug)
    return asked if slugs is None else asked.where(row.slug.in_(slugs))


def _named(asked: Select[*tuple[Any, ...]], slugs: Sequence[str] | None) -> Select[*tuple[Any, ...]]:
    if slugs is None:
        return asked
    return asked.where(m.Host.vendor_id.in_(select(m.Vendor.id).where(m.Vendor.slug.in_(slugs))))
