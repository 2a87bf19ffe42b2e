"""Which of the person's data have left, and how many vendors have each?"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, or_, select, tuple_, union_all
from sqlalchemy.orm import Session

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


def foremost(session: Session, each: int = 3) -> list[Known]:
    """Return of each category the data that most vendors have, `each` at most. Two statements."""
    kinds = session.scalars(select(m.CategoryTally.category).order_by(m.CategoryTally.category)).all()
    if not kinds:
        return []
    sums = m.DatumTally
    first = (_ranked(select(sums.datum_id).where(sums.category == kind)).limit(each).subquery() for kind in kinds)
    few = union_all(*(select(part.c.datum_id) for part in first))
    asked = _known().where(sums.datum_id.in_(few))
    rows = [_row(*columns) for columns in session.execute(asked)]
    return sorted(rows, key=lambda row: (row.category, -row.vendors, -row.id))


def of_category(session: Session, category: Category, after: Place | None = None, limit: int = 100) -> list[Known]:
    """Return a category's data after that place, the one that most vendors have first. One statement."""
    sums = m.DatumTally
    asked = _ranked(_known().where(sums.category == category)).limit(limit)
    if after is not None:
        asked = asked.where(tuple_(sums.vendors, sums.datum_id) < after)
    return [_row(*columns) for columns in session.execute(asked)]


def datum(session: Session, key: int) -> Known | None:
    """Return the datum of that id, None where there is none. One statement."""
    found = session.execute(_known().where(m.DatumTally.datum_id == key)).one_or_none()
    return None if found is None else _row(*found)


def named(session: Session, text: str, limit: int = 20) -> list[Known]:
    """Return the data of that category, preview or fingerprint (its first eight characters or more), the one that most
    vendors have first. One statement.
    """
    text = text.strip()
    among = [m.Datum.category == text, m.Datum.preview == text, m.Datum.fingerprint == text]
    if len(text) >= _SHORTEST:
        among.append(m.Datum.fingerprint.startswith(text, autoescape=True))
    asked = _ranked(_known().where(or_(*among))).limit(limit)
    return [_row(*columns) for columns in session.execute(asked)]


_SHORTEST = 8  # characters of a fingerprint


def _known() -> Select[*tuple[Any, ...]]:
    sums = m.DatumTally
    return select(
        *(sums.datum_id, sums.category, m.Datum.preview, sums.vendors, sums.third_parties, sums.sites, sums.times),
        *(sums.first, sums.last, m.Datum.fingerprint),
    ).join(m.Datum, m.Datum.id == sums.datum_id)


def _ranked[*Columns](asked: Select[*Columns]) -> Select[*Columns]:
    """In the order of the index, from its end: of those that as many have, the newest first."""
    return asked.order_by(m.DatumTally.vendors.desc(), m.DatumTally.datum_id.desc())


def _row(key: int, category: str, preview: str, *sums: Any) -> Known:
    vendors, third_parties, sites, count, first, last, fingerprint = sums
    return Known(key, Category(category), preview, vendors, third_parties, sites, int(count), first, last, fingerprint)
