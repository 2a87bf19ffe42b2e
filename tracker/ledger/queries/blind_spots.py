"""What was forwarded but could not be read?"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m


class Unseen(NamedTuple):
    """All that was not read: how often, to how many hosts, bytes where known."""

    times: int
    hosts: int
    size: int


class Spot(NamedTuple):
    """What was not read of one host's traffic, for one reason. `size` is in bytes, 0 where unknown."""

    host: str
    vendor_slug: str
    vendor_name: str
    reason: str
    times: int
    size: int
    first: datetime
    last: datetime


def unseen(session: Session) -> Unseen:
    """Return the sum of all blind spots. One statement."""
    rows = m.BlindSpot
    asked = select(
        func.coalesce(func.sum(rows.count), 0),
        func.count(rows.host_id.distinct()),
        func.coalesce(func.sum(rows.size), 0),
    )
    count, hosts, size = session.execute(asked).one()
    return Unseen(int(count), hosts, int(size))


def spots(session: Session, limit: int = 100) -> list[Spot]:
    """Return the blind spots that were met most often, the first ahead. One statement."""
    most = select(m.BlindSpot).order_by(m.BlindSpot.count.desc(), m.BlindSpot.host_id, m.BlindSpot.reason)
    rows = most.limit(limit).subquery().c
    asked = (
        select(
            m.Host.name,
            m.Vendor.slug,
            m.Vendor.name,
            rows.reason,
            rows["count"],
            rows.size,
            rows.first,
            rows.last,
        )
        .join(m.Host, m.Host.id == rows.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .order_by(rows["count"].desc(), m.Host.name, rows.reason)
    )
    return [Spot(*row) for row in session.execute(asked)]
