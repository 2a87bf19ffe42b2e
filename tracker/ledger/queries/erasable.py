"""What would be erased if the record of a vendor were?"""

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.whose import hosts_of


class Erasable(NamedTuple):
    """So many disclosures in so many requests, to so many hosts; `only` counts the data that nobody else has."""

    disclosures: int
    requests: int
    hosts: int
    data: int
    only: int


def erasable(session: Session, vendor: str) -> Erasable:
    """Return what `tracker.ledger.forgetting` would erase of a vendor (slug, domain or host). Three statements."""
    hosts, row, sums = hosts_of(vendor), m.Disclosure, m.Exposure
    disclosures = session.scalar(select(func.sum(row.count)).where(row.host_id.in_(hosts))) or 0
    requests = select(func.count()).select_from(m.Request).where(m.Request.host_id.in_(hosts)).scalar_subquery()
    number = select(func.count()).select_from(hosts.subquery()).scalar_subquery()
    asked_for, hosts_found = session.execute(select(requests, number)).one()
    own = select(sums.datum_id.label("datum")).distinct().where(sums.host_id.in_(hosts)).subquery()
    elsewhere = select(sums.datum_id).where(sums.datum_id == own.c.datum, sums.host_id.not_in(hosts)).exists()
    data, only = session.execute(select(func.count(), func.count().filter(~elsewhere)).select_from(own)).one()
    return Erasable(int(disclosures), asked_for, hosts_found, data, only)
