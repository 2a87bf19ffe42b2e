"""What did one vendor receive within a scope: which data, from which sites, in which manners, on which days?

Without a period the sums tell it, within one the rows: of these the latest `MOST`, so that a page costs no more however
much a vendor got. What the vendor has in all, tallies tell at once (`held`, `sources`).
"""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import CTE, ColumnElement, Select, false, func, literal, select, union_all
from sqlalchemy.orm import Session

from tracker.disclosure import Manner
from tracker.ledger import models as m
from tracker.ledger.facts import facts_in
from tracker.ledger.moments import micros
from tracker.ledger.queries.disclosures import conditions
from tracker.ledger.queries.held import Held, Proof, of_vendor, proof_of, with_evidence
from tracker.ledger.queries.how import how
from tracker.ledger.queries.scope import Scope, narrowed
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
    """Data of a category that came in a manner: how often."""

    manner: Manner
    category: Category
    times: int


class Ways(NamedTuple):
    """The ways in which data came, how often in all; with `is_cut`, of the latest `MOST` rows of the period alone."""

    ways: tuple[Way, ...]
    times: int
    is_cut: bool


class Passed(NamedTuple):
    """What a vendor received: data by category, sites, and in which ways."""

    portions: list[Portion]
    sites: list[Source]
    ways: Ways


_DATA, _SITES, _WAYS = "data", "sites", "ways"


def passed(session: Session, slug: str, scope: Scope, each: int = 5, limit: int = 100) -> Passed:
    """Return what a vendor received within a scope: of each category the `each` data that came last, by category; the
    `limit` sites that gave most, that one first; in which manners. One statement, which looks at what there is once.
    """
    passages = _passages(slug, scope)
    asked = (_data(passages, each), _sites(passages, limit), _ways(passages))
    parts: dict[str, list[Any]] = {_DATA: [], _SITES: [], _WAYS: []}
    for part, *columns in session.execute(union_all(*(select(one.subquery()) for one in asked))):
        parts[part].append(columns)
    portions = [_portion(*columns) for columns in parts[_DATA]]
    portions.sort(key=lambda one: (one.held.category.value, -micros(one.held.last), one.held.id))
    sites = [_source(*columns) for columns in parts[_SITES]]
    sites.sort(key=lambda one: (-one.data, one.name))
    ways = tuple(Way(Manner(manner), Category(kind), int(times)) for kind, manner, _, _, times, *_ in parts[_WAYS])
    is_cut = scope.has_period and sum(rows for *_, rows in parts[_WAYS]) >= MOST
    return Passed(portions, sites, Ways(ways, sum(way.times for way in ways), is_cut))


def proofs_of_rows(session: Session, rows: Collection[int]) -> dict[int, Proof]:
    """Return the proofs of these disclosures, by their data. One statement."""
    asked = with_evidence().where(m.Disclosure.id.in_(rows))
    return {datum: proof_of(*columns) for datum, *columns in session.execute(asked)}


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


def _data(passages: CTE, each: int) -> Select[*tuple[Any, ...]]:
    """The data that came last of each category: only of these, all that is told is gathered."""
    of, last = passages.c, func.max(passages.c.last).label("last")
    every = select(of.datum_id, of.category, last).group_by(of.datum_id, of.category).subquery()
    place = func.row_number().over(partition_by=every.c.category, order_by=(every.c.last.desc(), every.c.datum_id))
    total = func.count().over(partition_by=every.c.category)
    ranked = select(every.c.datum_id, place.label("place"), total.label("total")).subquery()
    few = select(ranked.c.datum_id, ranked.c.total).where(ranked.c.place <= each).subquery()
    keys = (of.category, m.Datum.preview, of.datum_id, few.c.total)
    sums = _summed(of, func.count(of.site_id.distinct()), func.max(of.row))
    asked = _part(_DATA, *keys[:3], *sums, few.c.total).join(few, few.c.datum_id == of.datum_id)
    return asked.join(m.Datum, m.Datum.id == of.datum_id).group_by(*keys)


def _sites(passages: CTE, limit: int) -> Select[*tuple[Any, ...]]:
    of, data = passages.c, func.count(passages.c.datum_id.distinct())
    asked = _part(_SITES, m.Site.domain, literal(""), literal(0), *_summed(of, data, literal(0)), literal(0))
    asked = asked.select_from(passages).join(m.Site, m.Site.id == of.site_id).group_by(m.Site.domain)
    return asked.order_by(data.desc(), m.Site.domain).limit(limit)


def _ways(passages: CTE) -> Select[*tuple[Any, ...]]:
    of, nothing = passages.c, literal(0)
    ends = (func.min(of.first), func.max(of.last))
    sums = nothing, nothing, func.sum(of.count), nothing, *ends, nothing, func.count()
    return _part(_WAYS, of.category, of.manner, *sums).group_by(of.category, of.manner)


def _summed(of: Any, number: ColumnElement[int], row: ColumnElement[int]) -> tuple[ColumnElement[Any], ...]:
    return number, func.sum(of.count), facts_in(of), func.min(of.first), func.max(of.last), row


def _part(part: str, *columns: Any) -> Select[*tuple[Any, ...]]:
    """A part of the answer, each of as many columns."""
    return select(*(column.label(f"c{place}") for place, column in enumerate((literal(part), *columns))))


def _portion(*columns: Any) -> Portion:
    kind, preview, key, sites, times, facts, first, last, row, total = columns
    return Portion(
        Held(key, Category(kind), preview, sites, int(times), how(facts), first, last, total),
        row or None,
    )


def _source(*columns: Any) -> Source:
    name, _, _, data, times, facts, first, last, _, _ = columns
    return Source(name, data, int(times), how(facts), first, last)


def _passages(slug: str, scope: Scope) -> CTE:
    """What went to the vendor, with what sums and rows have in common."""
    return _asked(slug, scope).cte("passages").prefix_with("MATERIALIZED")


def _asked(slug: str, scope: Scope) -> Select[*tuple[Any, ...]]:
    if scope.has_period:
        row = m.Disclosure
        own: Select[*tuple[Any, ...]] = select(
            *(row.datum_id, row.site_id, row.category, row.manner, row.party, row.count),
            *(row.time.label("first"), row.last, false().label("is_plain"), row.id.label("row")),
        )
        kept = own.where(row.host_id.in_(_hosts(slug)), *conditions(None, None, None, (), scope))
        return kept.order_by(row.time.desc(), row.id.desc()).limit(MOST)
    sums, datum = m.Exposure, m.Datum
    own = select(
        *(sums.datum_id, sums.site_id, datum.category, sums.manner, sums.party, sums.count),
        *(sums.first, sums.last, sums.is_plain, literal(0).label("row")),
    ).join(datum, datum.id == sums.datum_id)
    return own.where(of_vendor(slug), *narrowed(scope, datum.category, sums.party, sums.manner))
