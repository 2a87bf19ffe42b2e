"""What is new since the last look?"""

from typing import NamedTuple

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.taxonomy import Category


class News(NamedTuple):
    """What came after an id: the newest id, how many (`limit` at most), and the newest one's category and vendor.

    None and None where nothing came; `newest` may be less than what was known, after something was forgotten.
    """

    newest: int
    new: int
    category: Category | None
    vendor: str | None


class Standing(NamedTuple):
    """What is another after each writing: the newest disclosure's id, and the greatest stamp of the tallies."""

    newest: int
    stamp: int


_STANDING = "SELECT (SELECT coalesce(max(id), 0) FROM disclosure), (SELECT coalesce(max(stamp), 0) FROM vendor_tally)"


def standing(connection: Connection) -> Standing:
    """Return how far the ledger has come. One statement, by the ends of two indexes; asked many times a second, so
    none that has to be put together first.
    """
    return Standing(*connection.exec_driver_sql(_STANDING).one())


def newest_id(session: Session) -> int:
    """Return the newest disclosure's id, 0 where there is none. One statement, by the key alone."""
    return session.execute(select(func.coalesce(func.max(m.Disclosure.id), 0))).scalar_one()


def news_since(session: Session, known: int, limit: int = 100) -> News:
    """Return what came after the id `known`. Two statements."""
    newest = newest_id(session)
    asked = (
        select(m.Disclosure.id, m.Disclosure.category, m.Vendor.name)
        .join(m.Host, m.Host.id == m.Disclosure.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .where(m.Disclosure.id > known)
        .order_by(m.Disclosure.id.desc())
        .limit(limit)
    )
    rows = session.execute(asked).all()
    if not rows:
        return News(newest, 0, None, None)
    _, category, vendor = rows[0]
    return News(newest, len(rows), Category(category), vendor)
