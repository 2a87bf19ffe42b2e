"""What did one vendor receive of a category, in a manner or as a party? By the sums, of all time.

Which data these are, facts about them say; how often each left, the exposures of those few that are told. From where,
and in which ways, tallies know without looking at data: so a page costs little more where a vendor got much more.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select, union_all
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.ledger.facts import facts_in
from tracker.ledger.queries.held import Held
from tracker.ledger.queries.how import How, how
from tracker.ledger.queries.portions import Way
from tracker.ledger.queries.reached import within
from tracker.ledger.queries.scope import Scope, narrowed
from tracker.ledger.queries.sources import Source
from tracker.taxonomy import Category


class Origin(NamedTuple):
    """A site by its name, '' for an unknown one: how often something came from there, and how. Of how many data, nobody
    counts for a part of the record.
    """

    name: str
    times: int
    how: How
    first: datetime
    last: datetime
    data: None = None


class Filtered(NamedTuple):
    """What a vendor received: data by category, sites, and in which ways."""

    data: list[Held]
    sites: Sequence[Origin | Source]
    ways: tuple[Way, ...]


def is_by_sums(scope: Scope) -> bool:
    """Whether sums tell exactly what a scope has: facts say in which manners something came, and to third parties."""
    if scope.has_period or scope.party is Party.UNKNOWN:
        return False
    return scope.party is not Party.FIRST or scope.manner is None


def filtered(session: Session, slug: str, scope: Scope, each: int = 5, limit: int = 100) -> Filtered:
    """Return what a vendor received within a scope that `is_by_sums`: of each category the `each` data that came last,
    by category; the `limit` sites that it came from most often; in which manners. Six statements.
    """
    key = session.scalar(select(m.Vendor.id).where(m.Vendor.slug == slug))
    if key is None:
        return Filtered([], [], ())
    data = _data(session, key, scope, each)
    sites = [
        Origin(name, int(times), how(facts), first, last)
        for name, times, facts, first, last in session.execute(_sites(key, scope, limit))
    ]
    ways = (
        Way(Manner(manner), Category(kind), int(times)) for kind, manner, times in session.execute(_ways(key, scope))
    )
    return Filtered(data, sites, tuple(ways))


def _data(session: Session, vendor: int, scope: Scope, each: int) -> list[Held]:
    sums = m.Possession
    counted = select(sums.category, func.count()).where(sums.vendor_id == vendor, *within(sums, scope))
    totals = dict(session.execute(counted.group_by(sums.category)).all())
    latest = (_latest(vendor, kind, scope, each) for kind in totals)
    few = session.scalars(union_all(*latest)).all() if totals else []
    rows = session.execute(_summed(vendor, scope, few)).all() if few else []
    return [
        Held(key, Category(kind), preview, sites, int(times), how(facts), first, last, totals[kind])
        for key, kind, preview, sites, times, facts, first, last in rows
    ]


def _latest(vendor: int, kind: str, scope: Scope, each: int) -> Select[int]:
    sums = m.Possession
    here = (sums.vendor_id == vendor, sums.category == kind, *within(sums, scope))
    few = select(sums.datum_id).where(*here).order_by(sums.datum_id.desc()).limit(each).subquery()
    return select(few.c.datum_id)


def _summed(vendor: int, scope: Scope, data: Collection[int]) -> Select[*tuple[Any, ...]]:
    sums, datum = m.Exposure, m.Datum
    ends = func.min(sums.first), func.max(sums.last)
    hosts = select(m.Host.id).where(m.Host.vendor_id == vendor)
    manner = sums.manner.concat("")  # not by the index of data and manners: what all browsers tell, thousands received
    return (
        select(datum.id, datum.category, datum.preview, func.count(sums.site_id.distinct()), func.sum(sums.count))
        .add_columns(facts_in(sums), *ends)
        .join(datum, datum.id == sums.datum_id)
        .where(sums.host_id.in_(hosts), sums.datum_id.in_(data), *narrowed(scope, None, sums.party, manner))
        .group_by(datum.id, datum.category, datum.preview)
        .order_by(datum.category, ends[1].desc(), datum.id)
    )


def _sites(vendor: int, scope: Scope, limit: int) -> Select[*tuple[Any, ...]]:
    """Only of the sites that are told, all is gathered, and the name looked up: names lie far from each other."""
    sums, heard = m.Hearing, tuple(_heard(vendor, scope))
    times = func.sum(sums.times)
    ranked = select(sums.site_id).where(*heard).group_by(sums.site_id).order_by(times.desc(), sums.site_id)
    most = ranked.limit(limit).subquery()
    told = select(m.Site.domain, times, facts_in(sums), func.min(sums.first), func.max(sums.last))
    told = told.select_from(most).join(sums, sums.site_id == most.c.site_id).join(m.Site, m.Site.id == sums.site_id)
    return told.where(*heard).group_by(m.Site.domain).order_by(times.desc(), m.Site.domain)


def _ways(vendor: int, scope: Scope) -> Select[*tuple[Any, ...]]:
    sums = m.Hearing
    asked = select(sums.category, sums.manner, func.sum(sums.times))
    return asked.where(*_heard(vendor, scope)).group_by(sums.category, sums.manner)


def _heard(vendor: int, scope: Scope) -> Iterator[ColumnElement[bool]]:
    sums = m.Hearing
    yield sums.vendor_id == vendor
    yield from narrowed(scope, sums.category, sums.party, sums.manner)
