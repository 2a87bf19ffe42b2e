"""Which vendors hold data, of which categories, and how did they come by it?"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.attribution import NO_HOPS
from tracker.ledger.queries.families import families, group_sites, partners
from tracker.ledger.queries.how import How, how
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
    """Return the vendors that hold data, all or those named, by slug. At most six statements, and one for each that is
    named. Who asks for all of them again and again keeps an `every_holder.EveryHolder`.
    """
    if slugs is None:
        from tracker.ledger.queries.every_holder import EveryHolder

        return EveryHolder().holders(session)
    rows = session.execute(vendor_rows().where(m.Vendor.slug.in_(slugs))).all()
    wanted = [row[0] for row in rows]
    kept, domains = (
        holdings_of(session, m.Holding.vendor_id.in_(wanted)),
        domains_of(session, m.Host.vendor_id.in_(wanted)),
    )
    sums = m.VendorTally
    sites = dict(session.execute(select(sums.vendor_id, sums.sites).where(sums.vendor_id.in_(wanted))).all())
    family = families(session, {key: (slug, parent) for key, slug, _, parent, *_ in rows})
    wide = group_sites(session, family, kept)
    return [
        made(
            told,
            kept[key],
            Breadth(
                sites.get(key, 0),
                wide.get(family[key], sites.get(key, 0)),
                partners(session, family, key) if told[-1] else 0,
            ),
            domains[key],
        )
        for key, *told in rows
        if key in kept
    ]


type Domains = dict[str, str | None]
"""A vendor's domains, each with one of its hosts where the names of all of them lead elsewhere."""


class Breadth(NamedTuple):
    """From how many sites a vendor and its family hear, and how many partners it has."""

    sites: int
    group_sites: int
    partners: int


def made(told: Iterable[Any], kept: Sequence[Holding], breadth: Breadth, domains: Domains) -> Holder:
    """Return a vendor; `told` is what `vendor_rows` says of it, but for its id."""
    lent = tuple(filter(None, domains.values()))
    return Holder._make((*told, breadth.sites, tuple(kept), *breadth[1:], tuple(domains), lent))


def domains_of(session: Session, among: ColumnElement[bool]) -> dict[int, Domains]:
    """Return the domains of vendors, by their ids. One statement."""
    row = m.Host
    stays = func.sum(case((row.aliases == NO_HOPS, 1), else_=0))
    asked = select(row.vendor_id, row.recipient, case((stays == 0, func.min(row.name))))
    kept = asked.where(among).group_by(row.vendor_id, row.recipient)
    found: dict[int, Domains] = {}
    for vendor, domain, lent in session.execute(kept.order_by(row.vendor_id, row.recipient)):
        found.setdefault(vendor, {})[domain] = lent
    return found


def holdings_of(session: Session, among: ColumnElement[bool]) -> dict[int, list[Holding]]:
    """Return what vendors have, by their ids. One statement."""
    sums = m.Holding
    asked = select(sums.vendor_id, sums.category, sums.data, sums.times, sums.facts, sums.first, sums.last)
    kept: dict[int, list[Holding]] = {}
    for key, category, data, times, facts, first, last in session.execute(
        asked.where(among).order_by(sums.vendor_id, sums.category)
    ):
        kept.setdefault(key, []).append(Holding(Category(category), data, times, how(facts), first, last))
    return kept


def vendor_rows() -> Select[*tuple[Any, ...]]:
    """Return the question for all vendors, whoever is asked for: families are told by their parents."""
    row = m.Vendor
    return select(row.id, row.slug, row.name, row.parent, row.category, row.country, row.is_known).order_by(row.slug)
