"""Which company got how much of which kind of data within a scope?"""

from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.sent import sent
from tracker.taxonomy import Category


class Share(NamedTuple):
    """What a company got of a category: different data, and how often. `parent` is a slug, where one is known."""

    category: Category
    vendor_slug: str
    vendor_name: str
    parent: str | None
    data: int
    times: int


class Shares(NamedTuple):
    """The largest shares, and whether there are others."""

    rows: list[Share]
    is_partial: bool


def shares(session: Session, scope: Scope, limit: int = 150) -> Shares:
    """Return the largest shares, most often sent first. One statement: of all time by the tallies, of a period by the
    rows, of all time with a recipient or manner by the sums.
    """
    rows: Any = session.execute(_of_tallies(scope, limit) if _is_tallied(scope) else _of_rows(scope, limit)).all()
    found = [
        Share(Category(category), slug, name, parent, data, int(times))
        for category, slug, name, parent, data, times in rows
    ]
    return Shares(found[:limit], len(found) > limit)


def _is_tallied(scope: Scope) -> bool:
    return not scope.has_period and scope.party is None and scope.manner is None


def _of_tallies(scope: Scope, limit: int) -> Any:
    sums, of = m.Holding, m.Vendor
    asked = select(sums.category, of.slug, of.name, of.parent, sums.data, sums.times).join(of, of.id == sums.vendor_id)
    if scope.category is not None:
        asked = asked.where(sums.category == scope.category.value)
    return asked.order_by(sums.times.desc(), of.slug, sums.category).limit(limit + 1)


def _of_rows(scope: Scope, limit: int) -> Any:
    part, of = sent(scope), m.Vendor
    row, times = part.table, func.sum(part.table.count)
    keys = (part.category, of.slug, of.name, of.parent)
    return (
        part.joined(select(*keys, func.count(row.datum_id.distinct()), times))
        .join(m.Host, m.Host.id == row.host_id)
        .join(of, of.id == m.Host.vendor_id)
        .group_by(*keys)
        .order_by(times.desc(), of.slug, part.category)
        .limit(limit + 1)
    )
