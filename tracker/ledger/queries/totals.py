"""How much has left, in all and since a moment?"""

from datetime import UTC, datetime, time
from typing import NamedTuple

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from tracker.disclosure import Party
from tracker.ledger import models as m


class Totals(NamedTuple):
    """Distinct vendors, third-party vendors, sites and data. `first` and `last` are None where nothing has left."""

    vendors: int
    third_parties: int
    sites: int
    data: int
    first: datetime | None
    last: datetime | None


def totals(session: Session) -> Totals:
    """Return what the ledger holds in all. One statement; each part of it reads an index or the sums once."""
    sums = m.Exposure
    receiving = select(sums.host_id)
    parts = (
        _vendors_of(receiving),
        _vendors_of(receiving.where(sums.party == Party.THIRD)),
        select(func.count()).select_from(m.Site).where(m.Site.domain != "", m.Site.id.in_(select(sums.site_id))),
        select(func.count(sums.datum_id.distinct())),
        select(func.min(sums.first)),
        select(func.max(sums.last)),
    )
    return Totals(*session.execute(select(*(part.scalar_subquery() for part in parts))).one())


def _vendors_of(hosts: Select[int]) -> Select[int]:
    return select(func.count(m.Host.vendor_id.distinct())).where(m.Host.id.in_(hosts))


def totals_since(session: Session, moment: datetime) -> Totals:
    """Return what has left since a moment of the last days. One statement.

    A row that stands for repeats lies within one UTC day (see `models.Disclosure`): none that reaches into the time
    asked for began before that moment's day.
    """
    row = m.Disclosure
    third = case((row.party == Party.THIRD, m.Host.vendor_id))
    known_site = case((m.Site.domain != "", m.Site.id))
    asked = (
        select(
            func.count(m.Host.vendor_id.distinct()),
            func.count(third.distinct()),
            func.count(known_site.distinct()),
            func.count(row.datum_id.distinct()),
            func.min(row.time),
            func.max(row.last),
        )
        .select_from(row)
        .join(m.Host, m.Host.id == row.host_id)
        .join(m.Site, m.Site.id == row.site_id)
        .where(row.time >= day_of(moment), row.last >= moment)
    )
    return Totals(*session.execute(asked).one())


def day_of(moment: datetime) -> datetime:
    """Return the start of the UTC day that holds a moment."""
    return datetime.combine(moment.astimezone(UTC).date(), time(), UTC)
