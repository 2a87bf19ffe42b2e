"""Which categories of data have left, and how far have they spread?"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from tracker.disclosure import Party
from tracker.ledger import models as m
from tracker.taxonomy import Category


class Spread(NamedTuple):
    """A category: distinct data, how many vendors have any of it, and how many of those as third parties."""

    category: Category
    data: int
    vendors: int
    third_parties: int
    first: datetime
    last: datetime


def spreads(session: Session) -> list[Spread]:
    """Return every category that has left, the one that most vendors have first. One statement."""
    sums = m.Exposure
    vendors = func.count(m.Host.vendor_id.distinct())
    asked = (
        select(
            m.Datum.category,
            func.count(sums.datum_id.distinct()),
            vendors,
            func.count(case((sums.party == Party.THIRD, m.Host.vendor_id)).distinct()),
            func.min(sums.first),
            func.max(sums.last),
        )
        .select_from(sums)
        .join(m.Datum, m.Datum.id == sums.datum_id)
        .join(m.Host, m.Host.id == sums.host_id)
        .group_by(m.Datum.category)
        .order_by(vendors.desc(), m.Datum.category)
    )
    return [Spread(Category(row[0]), *row[1:]) for row in session.execute(asked)]
