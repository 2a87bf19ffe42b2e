"""What did rules do with data on their way: to a company, on a site, of a category?

Periods are told by days of UTC: a day that a period touches counts whole. Of the scope, the period counts.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.moments import DAY, micros, moment
from tracker.ledger.queries.deeds import KEEPING
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.rulings import KEPT, Outcome
from tracker.taxonomy import Category

MOST = 100


class Stopped(NamedTuple):
    """What rules did with data of a category on their way to a company: how often, and when first and last."""

    slug: str
    name: str
    category: Category
    outcome: Outcome
    times: int
    first: datetime
    last: datetime

    @property
    def is_kept(self) -> bool:
        """Whether the company did not get it."""
        return self.outcome in KEPT


def stopped_at_company(session: Session, slug: str, scope: Scope = EVERYTHING, limit: int = MOST) -> list[Stopped]:
    """Return what rules did with data on their way to a company, what was kept most often first. One statement."""
    hosts = select(m.Host.id).join(m.Vendor, m.Vendor.id == m.Host.vendor_id).where(m.Vendor.slug == slug)
    sums: Any = m.Ruling if scope.has_period else m.RulingTally
    return _asked(session, sums, sums.host_id.in_(hosts), scope, limit)


def stopped_on_site(session: Session, domain: str, scope: Scope = EVERYTHING, limit: int = MOST) -> list[Stopped]:
    """Return what rules did with data that left from a site, what was kept most often first. One statement."""
    sums: Any = m.Ruling if scope.has_period else m.RulingSite
    site = select(m.Site.id).where(m.Site.domain == domain).scalar_subquery()
    return _asked(session, sums, sums.site_id == site, scope, limit)


def stopped_of_category(
    session: Session, category: Category, scope: Scope = EVERYTHING, limit: int = MOST
) -> list[Stopped]:
    """Return what rules did with data of a category, what was kept most often first. One statement."""
    sums: Any = m.Ruling if scope.has_period else m.RulingTally
    return _asked(session, sums, sums.category == category.value, scope, limit)


def _asked(session: Session, sums: Any, where: ColumnElement[bool], scope: Scope, limit: int) -> list[Stopped]:
    vendor, key = m.Vendor, (m.Host.vendor_id, sums.category, sums.outcome)
    times, first, last = func.sum(sums.times), func.min(sums.first), func.max(sums.last)
    each = select(*key, times.label("times"), first.label("first"), last.label("last"))
    each = each.join(m.Host, m.Host.id == sums.host_id).where(where, *_within(sums, scope)).group_by(*key)
    is_kept = case((sums.outcome.in_(KEEPING), 1), else_=0)
    some = each.order_by(is_kept.desc(), times.desc(), *key).limit(limit).add_columns(is_kept.label("kept")).subquery()
    one = some.c
    asked = (
        select(vendor.slug, vendor.name, one.category, one.outcome, one.times, one.first, one.last)
        .join(vendor, vendor.id == one.vendor_id)
        .order_by(one.kept.desc(), one.times.desc(), vendor.slug, one.category, one.outcome)
    )
    return [
        Stopped(slug, name, Category(category), Outcome(outcome), int(number), *span)
        for slug, name, category, outcome, number, *span in session.execute(asked)
    ]


def _within(sums: Any, scope: Scope) -> Iterator[ColumnElement[bool]]:
    """A row lies within one day."""
    if scope.since is not None:
        yield sums.last >= moment(micros(scope.since) // DAY * DAY)
    if scope.until is not None:
        yield sums.last < moment(((micros(scope.until) - 1) // DAY + 1) * DAY)
