"""What does each company have of the person: kinds of data, how many of each, and since when?"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.ledger import models as m


class Having(NamedTuple):
    """A kind of data that a company has."""

    vendor: str
    category: str
    data: int
    first: datetime


def having(session: Session) -> list[Having]:
    """Return what all companies have, by their slugs. One statement, of the sums."""
    sums = m.Holding
    asked = select(m.Vendor.slug, sums.category, sums.data, sums.first).join(m.Vendor, m.Vendor.id == sums.vendor_id)
    return [Having(*row) for row in session.execute(asked.order_by(m.Vendor.slug, sums.category))]
