"""How much has left, in all and since a moment?"""

from datetime import UTC, datetime, time
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from tracker.disclosure import Party
from tracker.ledger import models as m
from tracker.ledger.facts import THIRD


class Totals(NamedTuple):
    """Distinct vendors, third-party vendors, sites and data. `first` and `last` are None where nothing has left."""

    vendors: int
    third_parties: int
    sites: int
    data: int
    first: datetime | None
    last: datetime | None


def totals(session: Session) -> Totals:
    """Return what the ledger holds in all. One statement, by the tallies."""
    vendors, sites, holding = m.VendorTally, m.SiteTally, m.Holding
    third = select(holding.vendor_id).where(holding.facts.op("&")(THIRD) != 0)
    parts = (
        select(func.count()).select_from(vendors),
        select(func.count(third.subquery().c.vendor_id.distinct())),
        select(func.count()).select_from(sites).join(m.Site, m.Site.id == sites.site_id).where(m.Site.domain != ""),
        select(func.coalesce(func.sum(m.CategoryTally.data), 0)),
        select(func.min(sites.first)),
        select(func.max(sites.last)),
    )
    found = session.execute(select(*(part.scalar_subquery() for part in parts))).one()
    return Totals(*found)._replace(data=int(found[3]))


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
