"""Voluntarily or not: how did the data leave, and to whom?"""

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Party
from tracker.ledger import models as m


class Way(NamedTuple):
    """How many disclosures left in one manner to one kind of recipient."""

    manner: Manner
    party: Party
    times: int


def ways(session: Session, vendor: str | None = None) -> list[Way]:
    """Return the ways in which data left, to all or to the vendor of that slug. One statement."""
    sums = m.Exposure
    asked = select(sums.manner, sums.party, func.sum(sums.count)).group_by(sums.manner, sums.party)
    if vendor is not None:
        hosts = select(m.Host.id).join(m.Vendor, m.Vendor.id == m.Host.vendor_id).where(m.Vendor.slug == vendor)
        asked = asked.where(sums.host_id.in_(hosts))
    found = session.execute(asked.order_by(sums.manner, sums.party))
    return [Way(Manner(manner), Party(party), int(count)) for manner, party, count in found]
