"""Voluntarily or not: how did the data leave, and to whom?"""

from typing import NamedTuple

from sqlalchemy import Select, func, select
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
    if vendor is None:
        of = m.WayTally
        every = select(of.manner, of.party, func.sum(of.times)).group_by(of.manner, of.party)
        return _told(session, every.order_by(of.manner, of.party))
    sums = m.Exposure
    hosts = select(m.Host.id).join(m.Vendor, m.Vendor.id == m.Host.vendor_id).where(m.Vendor.slug == vendor)
    asked = select(sums.manner, sums.party, func.sum(sums.count)).where(sums.host_id.in_(hosts))
    return _told(session, asked.group_by(sums.manner, sums.party).order_by(sums.manner, sums.party))


def _told(session: Session, asked: Select[str, str, int]) -> list[Way]:
    return [Way(Manner(manner), Party(party), int(count)) for manner, party, count in session.execute(asked)]
