"""On which sites did data leave, and how many vendors listen there?"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from tracker.disclosure import Party
from tracker.ledger import models as m


class Visited(NamedTuple):
    """A site ('' stands for all pages that are unknown): the vendors that received data there, and how much."""

    domain: str
    vendors: int
    third_parties: int
    data: int
    times: int
    first: datetime
    last: datetime


def sites(session: Session, limit: int = 200) -> list[Visited]:
    """Return the sites where most vendors listen, the first ahead. One statement."""
    sums, vendors = m.Exposure, func.count(m.Host.vendor_id.distinct())
    asked = (
        select(
            m.Site.domain,
            vendors,
            func.count(case((sums.party == Party.THIRD, m.Host.vendor_id)).distinct()),
            func.count(sums.datum_id.distinct()),
            func.sum(sums.count),
            func.min(sums.first),
            func.max(sums.last),
        )
        .select_from(sums)
        .join(m.Site, m.Site.id == sums.site_id)
        .join(m.Host, m.Host.id == sums.host_id)
        .group_by(m.Site.domain)
        .order_by(vendors.desc(), m.Site.domain)
        .limit(limit)
    )
    return [Visited(*row)._replace(times=int(row[4])) for row in session.execute(asked)]
