"""What did one vendor receive within a scope: which data, from which sites, in which manners, on which days?

Without a period the sums tell it, within one the rows: of these the latest `MOST`, so that a page costs no more however
much a vendor got. What the vendor has in all, tallies tell at once (`held`, `sources`).
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, Subquery, false, func, literal, select
from sqlalchemy.orm import Session

from tracker.disclosure import Manner
from tracker.ledger import models as m
from tracker.ledger.facts import facts_in
from tracker.ledger.queries.disclosures import conditions
from tracker.ledger.queries.held import Held, Proof, of_vendor, proof_of, with_evidence
from tracker.ledger.queries.how import how
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.sources import Source
from tracker.ledger.queries.timeline import Day, filled
from tracker.ledger.queries.trends import of_days
from tracker.taxonomy import Category

MOST = 4_000
"""Rows of a period that are counted."""


class Portion(NamedTuple):
    """A datum that the vendor received within the scope; `row` is a disclosure of it, None where sums told it."""

    held: Held
    row: int | None


class Way(NamedTuple):
    """Data of a category that came in a manner: how many different ones, and how often."""

    manner: Manner
    category: Category
    data: int
    times: int


class Ways(NamedTuple):
    """The ways in which data came, how often in all; with `is_cut`, of the latest `MOST` rows of the period alone."""

    ways: tuple[Way, ...]
    times: int
    is_cut: bool


def portions(session: Session, slug: str, scope: Scope, each: int = 5) -> list[Portion]:
    """Return a vendor's data within a scope, of each category the `each` that came last, by category. One statement."""
    of = _passages(slug, scope).c
    last = func.max(of.last)
    sums = (
        select(
            *(of.datum_id, of.category, func.count(of.site_id.distinct()).label("sites")),
            *(func.sum(of.count).label("times"), facts_in(of).label("facts"), func.min(of.first).label("first")),
            *(last.label("last"), func.max(of.row).label("row")),
        )
        .group_by(of.datum_id, of.category)
        .subquery()
    )
    place = func.row_number().over(partition_by=sums.c.category, order_by=(sums.c.last.desc(), sums.c.datum_id))
    total = func.count().over(partition_by=sums.c.category)
    few = select(*sums.c, place.label("place"), total.label("total")).subquery()
    asked = select(m.Datum.preview, *few.c).join(m.Datum, m.Datum.id == few.c.datum_id).where(few.c.place <= each)
    return [
        Portion(
            Held(key, Category(kind), preview, sites, int(times), how(facts), first, moment, total_),
            row or None,
        )
        for preview, key, kind, sites, times, facts, first, moment, row, _, total_ in session.execute(
            asked.order_by(few.c.category, few.c.place)
        )
    ]


def proofs_of_rows(session: Session, rows: Collection[int]) -> dict[int, Proof]:
    """Return the proofs of these disclosures, by their data. One statement."""
    asked = with_evidence().where(m.Disclosure.id.in_(rows))
    return {datum: proof_of(*columns) for datum, *columns in session.execute(asked)}


def sites_within(session: Session, slug: str, scope: Scope, limit: int = 100) -> list[Source]:
    """Return the sites that a vendor's data came from within a scope, the one that gave most first. One statement."""
    of = _passages(slug, scope).c
    data = func.count(of.datum_id.distinct())
    asked = (
        select(m.Site.domain, data, func.sum(of.count), facts_in(of), func.min(of.first), func.max(of.last))
        .join(m.Site, m.Site.id == of.site_id)
        .group_by(m.Site.domain)
        .order_by(data.desc(), m.Site.domain)
        .limit(limit)
    )
    return [
        Source(name, number, int(times), how(facts), first, last)
        for name, number, times, facts, first, last in session.execute(asked)
    ]


def ways_within(session: Session, slug: str, scope: Scope) -> Ways:
    """Return in which manners a vendor received what within a scope. One statement."""
    of = _passages(slug, scope).c
    keys = (of.manner, of.category)
    asked = select(*keys, func.count(of.datum_id.distinct()), func.sum(of.count), func.count())
    rows: Sequence[Any] = session.execute(asked.group_by(*keys)).all()
    ways = tuple(Way(Manner(manner), Category(category), data, int(times)) for manner, category, data, times, _ in rows)
    return Ways(ways, sum(way.times for way in ways), scope.has_period and sum(row[-1] for row in rows) >= MOST)


def days_within(session: Session, slug: str, since: date, until: date, scope: Scope) -> list[Day]:
    """Return each day from `since` to `until`, both counted, also those with nothing, by what a vendor received of a
    scope, whose period does not count here. Two statements.
    """
    sums = m.Daily
    hosts = session.scalars(_hosts(slug)).all()
    asked = select(sums.day, sums.party, func.sum(sums.count)).group_by(sums.day, sums.party)
    return filled(session.execute(asked.where(*of_days(hosts, since, until, scope))), since, until)


def _hosts(slug: str) -> Select[int]:
    return select(m.Host.id).join(m.Vendor, m.Vendor.id == m.Host.vendor_id).where(m.Vendor.slug == slug)


def _passages(slug: str, scope: Scope) -> Subquery:
    """What went to the vendor, with what sums and rows have in common."""
    if scope.has_period:
        row = m.Disclosure
        own: Select[*tuple[Any, ...]] = select(
            *(row.datum_id, row.site_id, row.category, row.manner, row.party, row.count),
            *(row.time.label("first"), row.last, false().label("is_plain"), row.id.label("row")),
        )
        kept = own.where(row.host_id.in_(_hosts(slug)), *conditions(None, None, None, (), scope))
        return kept.order_by(row.time.desc(), row.id.desc()).limit(MOST).subquery()
    sums, datum = m.Exposure, m.Datum
    own = select(
        *(sums.datum_id, sums.site_id, datum.category, sums.manner, sums.party, sums.count),
        *(sums.first, sums.last, sums.is_plain, literal(0).label("row")),
    ).join(datum, datum.id == sums.datum_id)
    pairs = ((datum.category, scope.category), (sums.party, scope.party), (sums.manner, scope.manner))
    return own.where(of_vendor(slug), *(column == value for column, value in pairs if value is not None)).subquery()
