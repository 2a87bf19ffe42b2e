"""Which of the person's data have left, and how many vendors have each?"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from tracker.disclosure import Party
from tracker.ledger import models as m
from tracker.taxonomy import Category

type Place = tuple[int, int]
"""Where a page of data ends: the last one's vendors and id."""


class Known(NamedTuple):
    """One datum: how many vendors and third parties have it, from how many sites, since when."""

    id: int
    category: Category
    preview: str
    vendors: int
    third_parties: int
    sites: int
    times: int
    first: datetime
    last: datetime
    fingerprint: str = ""


_VENDORS = func.count(m.Host.vendor_id.distinct())


def foremost(session: Session, each: int = 3) -> list[Known]:
    """Return of each category the data that most vendors have, `each` at most. One statement.

    First come the few that are shown, by the vendors alone; all that is told of a datum, then, for those only.
    """
    sums = m.Exposure
    pairs = select(sums.host_id, sums.datum_id).distinct().subquery()
    vendors = func.count(m.Host.vendor_id.distinct()).label("vendors")
    spread = (
        select(pairs.c.datum_id, vendors)
        .join_from(pairs, m.Host, m.Host.id == pairs.c.host_id)
        .group_by(pairs.c.datum_id)
        .subquery()
    )
    place = func.row_number().over(partition_by=m.Datum.category, order_by=(spread.c.vendors.desc(), spread.c.datum_id))
    ranked = select(spread.c.datum_id, place.label("place")).join(m.Datum, m.Datum.id == spread.c.datum_id).subquery()
    first = select(ranked.c.datum_id).where(ranked.c.place <= each)
    asked = _known().where(sums.datum_id.in_(first)).order_by(m.Datum.category, _VENDORS.desc(), m.Datum.id)
    return [_row(*columns) for columns in session.execute(asked)]


def of_category(session: Session, category: Category, after: Place | None = None, limit: int = 100) -> list[Known]:
    """Return a category's data after that place, the one that most vendors have first. One statement."""
    asked = _known().where(m.Datum.category == category).order_by(_VENDORS.desc(), m.Datum.id).limit(limit)
    if after is not None:
        vendors, key = after
        asked = asked.having(or_(_VENDORS < vendors, and_(_VENDORS == vendors, m.Datum.id > key)))  # noqa: SIM300
    return [_row(*columns) for columns in session.execute(asked)]


def datum(session: Session, key: int) -> Known | None:
    """Return the datum of that id, None where there is none. One statement."""
    found = session.execute(_known().where(m.Datum.id == key)).one_or_none()
    return None if found is None else _row(*found)


def named(session: Session, text: str, limit: int = 20) -> list[Known]:
    """Return the data of that category, preview or fingerprint (its first eight characters or more), the one that most
    vendors have first. One statement.
    """
    text = text.strip()
    among = [m.Datum.category == text, m.Datum.preview == text, m.Datum.fingerprint == text]
    if len(text) >= _SHORTEST:
        among.append(m.Datum.fingerprint.startswith(text, autoescape=True))
    asked = _known().where(or_(*among)).order_by(_VENDORS.desc(), m.Datum.id).limit(limit)
    return [_row(*columns) for columns in session.execute(asked)]


_SHORTEST = 8  # characters of a fingerprint


def _known() -> Select[*tuple[Any, ...]]:
    sums = m.Exposure
    return (
        select(
            m.Datum.id,
            m.Datum.category,
            m.Datum.preview,
            _VENDORS,
            func.count(case((sums.party == Party.THIRD, m.Host.vendor_id)).distinct()),
            func.count(case((m.Site.domain != "", m.Site.id)).distinct()),
            func.sum(sums.count),
            func.min(sums.first),
            func.max(sums.last),
            m.Datum.fingerprint,
        )
        .select_from(sums)
        .join(m.Datum, m.Datum.id == sums.datum_id)
        .join(m.Host, m.Host.id == sums.host_id)
        .join(m.Site, m.Site.id == sums.site_id)
        .group_by(m.Datum.id, m.Datum.category, m.Datum.preview, m.Datum.fingerprint)
    )


def _row(key: int, category: str, preview: str, *sums: Any) -> Known:
    vendors, third_parties, sites, count, first, last, fingerprint = sums
    return Known(key, Category(category), preview, vendors, third_parties, sites, int(count), first, last, fingerprint)
