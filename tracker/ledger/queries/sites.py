"""On which sites did data leave, and how many vendors listen there?"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

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
    sums = m.SiteTally
    asked = (
        select(
            *(m.Site.domain, sums.vendors, sums.third_parties, sums.data, sums.times, sums.first, sums.last),
        )
        .join(m.Site, m.Site.id == sums.site_id)
        .order_by(sums.vendors.desc(), m.Site.domain)
        .limit(limit)
    )
    return [Visited(*row) for row in session.execute(asked)]
