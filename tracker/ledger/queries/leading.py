"""Which vendors hold most of the person's data?"""

from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from tracker.disclosure import Party
from tracker.ledger import models as m


class Leader(NamedTuple):
    """A vendor with how many distinct data it has, and from how many sites."""

    slug: str
    name: str
    data: int
    sites: int
    is_third_party: bool


def leaders(session: Session, limit: int = 10) -> list[Leader]:
    """Return the vendors that hold most distinct data, the first ahead. One statement."""
    sums = m.Exposure
    data = func.count(sums.datum_id.distinct())
    asked = (
        select(
            m.Vendor.slug,
            m.Vendor.name,
            data,
            func.count(case((m.Site.domain != "", m.Site.id)).distinct()),
            func.max(case((sums.party == Party.THIRD, 1), else_=0)),
        )
        .select_from(sums)
        .join(m.Host, m.Host.id == sums.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .join(m.Site, m.Site.id == sums.site_id)
        .group_by(m.Vendor.id, m.Vendor.slug, m.Vendor.name)
        .order_by(data.desc(), m.Vendor.slug)
        .limit(limit)
    )
    return [Leader(slug, name, data, sites, bool(third)) for slug, name, data, sites, third in session.execute(asked)]
