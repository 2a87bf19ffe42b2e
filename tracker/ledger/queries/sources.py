"""From which sites does a vendor's data come, and to which of its hosts does it go?"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.ledger import models as m
from tracker.ledger.queries.held import of_vendor
from tracker.ledger.queries.how import FACTS, How, how


class Source(NamedTuple):
    """A site or a host by its name, '' for an unknown site: distinct data, how often, and how."""

    name: str
    data: int
    times: int
    how: How
    first: datetime
    last: datetime


def sites_of(session: Session, slug: str, limit: int = 100) -> list[Source]:
    """Return the sites that a vendor's data came from, the one that gave most first. One statement."""
    return _sources(session, _asked(m.Site.domain, slug, limit))


def hosts_of(session: Session, slug: str, limit: int = 100) -> list[Source]:
    """Return the hosts of a vendor that received data, the one that got most first. One statement."""
    return _sources(session, _asked(m.Host.name, slug, limit))


def _asked(name: InstrumentedAttribute[str], slug: str, limit: int) -> Select[*tuple[Any, ...]]:
    sums, data = m.Exposure, func.count(m.Exposure.datum_id.distinct())
    return (
        select(name, data, func.sum(sums.count), *FACTS, func.min(sums.first), func.max(sums.last))
        .select_from(sums)
        .join(m.Host, m.Host.id == sums.host_id)
        .join(m.Site, m.Site.id == sums.site_id)
        .where(of_vendor(slug))
        .group_by(name)
        .order_by(data.desc(), name)
        .limit(limit)
    )


def _sources(session: Session, asked: Select[*tuple[Any, ...]]) -> list[Source]:
    return [_source(*row) for row in session.execute(asked)]


def _source(name: str, data: int, count: int, *rest: Any) -> Source:
    *facts, first, last = rest
    return Source(name, data, int(count), how(facts), first, last)
