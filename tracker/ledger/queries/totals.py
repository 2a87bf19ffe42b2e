"""How much has left, in all and since a moment?"""

from datetime import UTC, datetime, time
from typing import Any, NamedTuple

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
    """Return what the ledger holds in all. One statement."""
    return _answer(session, _counted(m.Exposure).add_columns(func.min(m.Exposure.first), func.max(m.Exposure.last)))


def totals_since(session: Session, moment: datetime) -> Totals:
    """Return what has left since a moment of the last days. One statement.

    A row that stands for repeats lies within one UTC day (see `models.Disclosure`): none that reaches into the time
    asked for began before that moment's day.
    """
    rows = m.Disclosure
    asked = _counted(rows).add_columns(func.min(rows.time), func.max(rows.last))
    return _answer(session, asked.where(rows.time >= day_of(moment), rows.last >= moment))


def day_of(moment: datetime) -> datetime:
    """Return the start of the UTC day that holds a moment."""
    return datetime.combine(moment.astimezone(UTC).date(), time(), UTC)


def _counted(source: type[m.Exposure] | type[m.Disclosure]) -> Select[*tuple[Any, ...]]:
    third = case((source.party == Party.THIRD, m.Host.vendor_id))
    known_site = case((m.Site.domain != "", m.Site.id))
    return (
        select(
            func.count(m.Host.vendor_id.distinct()),
            func.count(third.distinct()),
            func.count(known_site.distinct()),
            func.count(source.datum_id.distinct()),
        )
        .select_from(source)
        .join(m.Host, m.Host.id == source.host_id)
        .join(m.Site, m.Site.id == source.site_id)
    )


def _answer(session: Session, asked: Select[*tuple[Any, ...]]) -> Totals:
    return Totals(*session.execute(asked).one())
