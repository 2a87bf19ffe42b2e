"""Which vendors hold data, of which categories, and how did they come by it?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.attribution import NO_HOPS
from tracker.ledger.queries.families import among, group_sites, partners, roots
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
    """A vendor with all that it has. `sites` counts the sites that its data came from, `group_sites` those of all the
    companies under its topmost parent; `partners` the known companies outside of that group that got an identifier
    which it got, too, as third parties both; `domains` are the registrable domains of its hosts. `lent` has a host of
    each of those domains of which all its hosts' names lead elsewhere.
    """

    slug: str
    name: str
    parent: str | None
    kind: str | None
    country: str | None
    is_known: bool
    sites: int
    holdings: tuple[Holding, ...]
    group_sites: int = 0
    partners: int = 0
    domains: tuple[str, ...] = ()
    lent: tuple[str, ...] = ()


def holders(session: Session, slugs: Sequence[str] | None = None) -> list[Holder]:
    """Return the vendors that hold data, all or those named, by slug. At most six statements."""
    rows = session.execute(_vendors()).all()
    kept, domains = _by_vendor(session, slugs), _domains(session, slugs)
    sites = dict(session.execute(_sites(slugs)).all())
    root = roots({slug: parent for _, slug, _, parent, *_ in rows})
    family = {key: root[slug] for key, slug, *_ in rows}
    wide = group_sites(session, family, kept)
    others = partners(session, family, {key for key, *_, is_known in rows if is_known}, slugs)
    return [
        Holder._make((*told, sites.get(key, 0), tuple(kept[key]), wide.get(family[key], sites.get(key, 0)),
                      others.get(key, 0), tuple(domains[key]), tuple(filter(None, domains[key].values()))))
        for key, *told in rows
        if key in kept
    ]  # fmt: skip


def _domains(session: Session, slugs: Sequence[str] | None) -> dict[int, dict[str, str | None]]:
    """By vendor its domains, each with one of its hosts where the names of all of them lead elsewhere."""
    row = m.Host
    stays = func.sum(case((row.aliases == NO_HOPS, 1), else_=0))
    asked = select(row.vendor_id, row.recipient, case((stays == 0, func.min(row.name))))
    kept = asked.where(*among(slugs, row.id)).group_by(row.vendor_id, row.recipient)
    found: dict[int, dict[str, str | None]] = {}
    for vendor, domain, lent in session.execute(kept.order_by(row.vendor_id, row.recipient)):
        found.setdefault(vendor, {})[domain] = lent
    return found


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
        .where(*among(slugs, sums.host_id))
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
    pairs = select(sums.site_id, sums.host_id).where(*among(slugs, sums.host_id)).distinct().subquery()
    return (
        select(m.Host.vendor_id, func.count(pairs.c.site_id.distinct()))
        .select_from(pairs)
        .join(m.Host, m.Host.id == pairs.c.host_id)
        .join(m.Site, m.Site.id == pairs.c.site_id)
        .where(m.Site.domain != "")
        .group_by(m.Host.vendor_id)
    )


def _vendors() -> Select[*tuple[Any, ...]]:
    """All of them, whoever is asked for: families are told by their parents."""
    row = m.Vendor
    return select(row.id, row.slug, row.name, row.parent, row.category, row.country, row.is_known).order_by(row.slug)
