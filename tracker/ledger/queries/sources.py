"""From which sites does a vendor's data come, and to which of its hosts does it go?"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.queries.how import How, how


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
    sums = m.Listening
    asked = select(m.Site.domain, *_columns(sums)).join(m.Site, m.Site.id == sums.site_id)
    asked = asked.join(m.Vendor, m.Vendor.id == sums.vendor_id).where(m.Vendor.slug == slug)
    return _sources(session, asked.order_by(sums.data.desc(), m.Site.domain).limit(limit))


def hosts_of(session: Session, slug: str, limit: int = 100) -> list[Source]:
    """Return the hosts of a vendor that received data, the one that got most first. One statement."""
    sums = m.HostTally
    asked = select(m.Host.name, *_columns(sums)).join(m.Host, m.Host.id == sums.host_id)
    asked = asked.join(m.Vendor, m.Vendor.id == m.Host.vendor_id).where(m.Vendor.slug == slug)
    return _sources(session, asked.order_by(sums.data.desc(), m.Host.name).limit(limit))


def _columns(sums: type[m.Listening] | type[m.HostTally]) -> tuple[Any, ...]:
    return sums.data, sums.times, sums.facts, sums.first, sums.last


def _sources(session: Session, asked: Select[*tuple[Any, ...]]) -> list[Source]:
    found = session.execute(asked)
    return [Source(name, data, times, how(facts), first, last) for name, data, times, facts, first, last in found]
