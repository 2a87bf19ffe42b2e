"""Which categories of data have left, and how far have they spread?"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.queries.vendors import Holder, Holding
from tracker.taxonomy import Category


class Spread(NamedTuple):
    """A category: distinct data, how many vendors have any of it, and how many of those as third parties."""

    category: Category
    data: int
    vendors: int
    third_parties: int
    first: datetime
    last: datetime


def spreads(session: Session, holders: Iterable[Holder]) -> list[Spread]:
    """Return every category that has left to these holders, the one that most of them have first. One statement."""
    counted = select(m.CategoryTally.category, m.CategoryTally.data)
    data = {Category(category): count for category, count in session.execute(counted)}
    held: dict[Category, list[Holding]] = {}
    for holder in holders:
        for holding in holder.holdings:
            held.setdefault(holding.category, []).append(holding)
    found = [_spread(category, data.get(category, 0), having) for category, having in held.items()]
    return sorted(found, key=lambda row: (-row.vendors, row.category))


def _spread(category: Category, data: int, having: list[Holding]) -> Spread:
    third_parties = sum(one.how.is_third_party for one in having)
    return Spread(
        category, data, len(having), third_parties, min(one.first for one in having), max(one.last for one in having)
    )
