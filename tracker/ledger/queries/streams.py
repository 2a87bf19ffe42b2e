"""What the person told went from which sites to whom? By the sums, without what machines tell of themselves.

Identifiers, what every browser sends and the addresses of pages go nearly everywhere: with them it is no picture, and
the sums of them are most of all sums.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.taxonomy import TAXONOMY, Category, Group

LEFT_OUT = frozenset(
    category for category, term in TAXONOMY.items() if term.group in {Group.IDENTIFIERS, Group.DEVICE}
) | {Category.PAGE_VISITED}
MOST, _MOST_DATA = 800, 2000
"""Streams that are told at most, and data that are looked at: those that most vendors have."""


class Stream(NamedTuple):
    """Data of one category that went, while the person was on `site` (None: unknown), to a vendor in one manner, so
    many times in all.
    """

    category: Category
    site: str | None
    vendor_slug: str
    vendor_name: str
    party: Party
    manner: Manner
    times: int


def streams(session: Session, scope: Scope = EVERYTHING) -> list[Stream]:
    """Return what went where within a scope, the most frequent first. One statement."""
    sums, tally = m.Exposure, m.DatumTally
    few = select(tally.datum_id, tally.category).where(tally.category.not_in(LEFT_OUT))
    if scope.category is not None:
        few = few.where(tally.category == scope.category)
    some = few.order_by(tally.vendors.desc(), tally.datum_id.desc()).limit(_MOST_DATA).subquery()
    keys = (some.c.category, sums.site_id, m.Host.vendor_id, sums.manner)
    times = func.sum(sums.count)
    added = (
        select(*keys, func.max(sums.party).label("party"), times.label("times"))
        .select_from(some)
        .join(sums, sums.datum_id == some.c.datum_id)
        .join(m.Host, m.Host.id == sums.host_id)
        .where(*of_exposures(scope))
        .group_by(*keys)
        .order_by(times.desc(), *keys)
        .limit(MOST)
        .subquery()
    )
    of = added.c
    asked = (
        select(of.category, m.Site.domain, m.Vendor.slug, m.Vendor.name, of.manner, of.party, of.times)
        .join(m.Vendor, m.Vendor.id == of.vendor_id)
        .join(m.Site, m.Site.id == of.site_id)
        .order_by(of.times.desc(), of.category, m.Vendor.slug, m.Site.domain, of.manner)
    )
    rows: Any = session.execute(asked)
    return [
        Stream(Category(category), site or None, slug, name, Party(party), Manner(manner), int(number))
        for category, site, slug, name, manner, party, number in rows
    ]


def of_exposures(scope: Scope) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions that exposures must meet; but for the category, which is their datum's."""
    sums = m.Exposure
    if scope.since is not None:
        yield sums.last >= scope.since
    if scope.until is not None:
        yield sums.first < scope.until
    for column, value in ((sums.party, scope.party), (sums.manner, scope.manner)):
        if value is not None:
            yield column == value.value
