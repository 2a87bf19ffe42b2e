"""What did third parties get that the person did not send them: passed on by pages, or taken before it was sent?"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.ledger.facts import ELSEWHERE
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.sent import sent
from tracker.taxonomy import Category

_BEHIND = (Manner.RELAYED, Manner.PREMATURE)
_BITS = {manner: ELSEWHERE[manner] for manner in _BEHIND}


class Unasked(NamedTuple):
    """Data of a category that a company got as a third party; `is_early`: some before the person sent it."""

    category: Category
    vendor_slug: str
    vendor_name: str
    is_early: bool
    last: datetime


def unasked(session: Session, scope: Scope, categories: Collection[Category]) -> list[Unasked]:
    """Return what third parties got unasked within a scope, by category and company. One statement: of a period it
    reads the rows, of all time the tallies.
    """
    if scope.party not in (None, Party.THIRD) or scope.manner not in (None, *_BEHIND):
        return []
    wanted = [one for one in categories if scope.category in (None, one)]
    manners = _BEHIND if scope.manner is None else (scope.manner,)
    found = _of_rows(session, scope, wanted, manners) if scope.has_period else _of_tallies(session, wanted, manners)
    return sorted(found, key=lambda one: (one.category, not one.is_early, one.vendor_slug))


def _of_rows(
    session: Session, scope: Scope, categories: list[Category], manners: Collection[Manner]
) -> Iterator[Unasked]:
    of = sent(scope._replace(category=None, party=Party.THIRD, manner=None))
    row = of.table
    keys = (row.category, m.Vendor.slug, m.Vendor.name)
    asked = (
        of.joined(select(*keys, func.max(case((row.manner == Manner.PREMATURE, 1), else_=0)), func.max(row.last)))
        .join(m.Host, m.Host.id == row.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .where(row.category.in_(categories), row.manner.in_(manners))
        .group_by(*keys)
    )
    rows: Any = session.execute(asked)
    for category, slug, name, is_early, last in rows:
        yield Unasked(Category(category), slug, name, bool(is_early), last)


def _of_tallies(session: Session, categories: list[Category], manners: Collection[Manner]) -> Iterator[Unasked]:
    sums, early = m.Holding, ELSEWHERE[Manner.PREMATURE]
    wanted = sum(_BITS[manner] for manner in manners)
    asked = (
        select(sums.category, m.Vendor.slug, m.Vendor.name, sums.facts, sums.last)
        .join(m.Vendor, m.Vendor.id == sums.vendor_id)
        .where(sums.category.in_(categories), sums.facts.op("&")(wanted) != 0)
    )
    for category, slug, name, facts, last in session.execute(asked):
        yield Unasked(Category(category), slug, name, bool(facts & early), last)
