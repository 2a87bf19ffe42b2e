"""Which data left within a scope, and how many vendors have each? By the sums of who has what.

A sum knows when it was first and last met. So a stretch of time that ends now, or that begins with the record, is told
exactly; of one that lies between, who was met before and after it counts, too.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, select, tuple_, union_all
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.ledger.facts import ELSEWHERE, FIRST, MANNERS, THIRD
from tracker.ledger.queries.data import Place
from tracker.ledger.queries.how import How, how
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.taxonomy import Category


class Value(NamedTuple):
    """A datum, and how many vendors have it."""

    id: int
    category: Category
    preview: str
    vendors: int


type Numbers = Callable[[Session, Mapping[int, Category], Scope], Mapping[int, int]]
"""What tells of data, their categories by their ids, how many vendors have each within a scope."""


class Reached(NamedTuple):
    """A datum: how many vendors have it, how many as third parties, and how many took it too early. `place` is how many
    have it in all, by which data are ordered.
    """

    id: int
    category: Category
    preview: str
    vendors: int
    third_parties: int
    early: int
    first: datetime
    last: datetime
    place: int


class Bearer(NamedTuple):
    """A vendor that has a datum: from how many known sites, how often (of all times), how, and since when."""

    slug: str
    name: str
    is_known: bool
    sites: int
    times: int
    how: How
    first: datetime
    last: datetime


class Haver(NamedTuple):
    """A vendor that has any of a category, and how that came."""

    slug: str
    name: str
    how: How


class Reach(NamedTuple):
    """How far a datum got."""

    vendors: int
    third_parties: int
    early: int


def foremost(
    session: Session, scope: Scope, kinds: Iterable[Category], each: int = 3, vendor: str | None = None
) -> list[Value]:
    """Return of each of these categories the data that most vendors have, by category: of those that left within a
    scope. How many have it is told of all, or of all third parties where these are asked for: `counted` tells it of
    the scope. One statement.
    """
    parts = [_ranked(scope._replace(category=kind), vendor).limit(each).subquery() for kind in kinds]
    if not parts:
        return []
    tally, few = m.DatumTally, union_all(*(select(part.c.datum_id) for part in parts))
    vendors = tally.third_parties if scope.party is Party.THIRD else tally.vendors
    asked = select(tally.datum_id, tally.category, m.Datum.preview, vendors).join(m.Datum, m.Datum.id == tally.datum_id)
    rows = session.execute(asked.where(tally.datum_id.in_(few)).order_by(*_foremost_first()))
    return [Value(key, Category(kind), preview, number) for key, kind, preview, number in rows]


def numbers(session: Session, data: Mapping[int, Category], scope: Scope) -> dict[int, int]:
    """Return how many vendors have each of these data within a scope. One statement; who asks again and again keeps an
    `every_bearer.EveryBearer`.
    """
    sums = m.Possession
    asked = select(sums.datum_id, func.count()).where(sums.datum_id.in_(data), *within(sums, scope))
    return dict(session.execute(asked.group_by(sums.datum_id)).all())


def counted(session: Session, found: list[Value], scope: Scope, tell: Numbers = numbers) -> list[Value]:
    """Return the foremost data with how many vendors have each within a scope, where tallies do not know it."""
    if not found or scope._replace(category=None) in {EVERYTHING, Scope(party=Party.THIRD)}:
        return found
    told = tell(session, {one.id: one.category for one in found}, scope._replace(category=None))
    return [one._replace(vendors=told[one.id]) for one in found]


def of_kind(
    session: Session, scope: Scope, after: Place | None = None, limit: int = 100, vendor: str | None = None
) -> list[Reached]:
    """Return the data of the scope's category after that place, the one that most vendors have first. One statement."""
    tally = m.DatumTally
    asked = _ranked(scope, vendor).limit(limit)
    if after is not None:
        asked = asked.where(tuple_(tally.vendors, tally.datum_id) < after)
    return _told(session, scope._replace(category=None), select(asked.subquery().c.datum_id))


def reach(session: Session, key: int, scope: Scope = EVERYTHING) -> Reach:
    """Return how far a datum got. One statement."""
    sums = m.Possession
    vendors, third, early, *_ = _counted(sums)
    asked = select(vendors, func.coalesce(third, 0), func.coalesce(early, 0))
    return Reach(*session.execute(asked.where(sums.datum_id == key, *within(sums, scope))).one())


def bearers(session: Session, key: int, scope: Scope = EVERYTHING, limit: int = 100) -> list[Bearer]:
    """Return who has a datum, third parties first, of these the one that has had it longest. One statement."""
    sums, vendor = m.Possession, m.Vendor
    is_third = (sums.facts.op("&")(THIRD) != 0).label("is_third")
    told = sums.sites, sums.times, sums.facts, sums.first, sums.last
    own = select(sums.vendor_id, is_third, *told).where(sums.datum_id == key, *within(sums, scope))
    few = own.order_by(is_third.desc(), sums.first, sums.vendor_id).limit(limit).subquery().c
    asked = (
        select(vendor.slug, vendor.name, vendor.is_known, *(few[one.key] for one in told))
        .join(vendor, vendor.id == few.vendor_id)
        .order_by(few.is_third.desc(), few.first, few.vendor_id)
    )
    rows: Any = session.execute(asked)
    return [
        Bearer(slug, name, is_known, sites, int(times), how(facts), first, last)
        for slug, name, is_known, sites, times, facts, first, last in rows
    ]


def havers(session: Session, scope: Scope, limit: int = 100) -> list[Haver]:
    """Return who has any of the scope's category: who took it too early first, then third parties. One statement."""
    sums, vendor = m.Holding, m.Vendor
    is_early, is_third = (sums.facts.op("&")(bit) != 0 for bit in (MANNERS[Manner.PREMATURE], THIRD))
    asked = (
        select(vendor.slug, vendor.name, sums.facts)
        .join(vendor, vendor.id == sums.vendor_id)
        .where(*within(sums, scope))
        .order_by(is_early.desc(), is_third.desc(), sums.first, vendor.id)
        .limit(limit)
    )
    return [Haver(slug, name, how(facts)) for slug, name, facts in session.execute(asked)]


def values_of(session: Session) -> dict[Category, int]:
    """Return how many different values of each category ever left. One statement."""
    sums = m.CategoryTally
    return {Category(kind): number for kind, number in session.execute(select(sums.category, sums.data))}


def companies_named(session: Session, text: str, scope: Scope = EVERYTHING, limit: int = 12) -> list[tuple[str, str]]:
    """Return the companies that have anything and whose name has that text in it, by slug and name. One statement."""
    sums, vendor = m.Holding, m.Vendor
    named = vendor.name.icontains(text, autoescape=True) | vendor.slug.icontains(text, autoescape=True)
    having = select(sums.vendor_id).where(sums.vendor_id == vendor.id, *within(sums, scope)).exists()
    asked = select(vendor.slug, vendor.name).where(named, having).order_by(vendor.name, vendor.id).limit(limit)
    return [(slug, name) for slug, name in session.execute(asked)]


def name_of(session: Session, slug: str) -> str | None:
    """Return a company's name, None where there is none of that slug. One statement."""
    return session.scalar(select(m.Vendor.name).where(m.Vendor.slug == slug))


def within(sums: Any, scope: Scope) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions that sums with a category and facts must meet."""
    if scope.category is not None:
        yield sums.category == scope.category.value
    if scope.since is not None:
        yield sums.last >= scope.since
    if scope.until is not None:
        yield sums.first < scope.until
    facts = sums.facts.op("&")
    if scope.party is Party.UNKNOWN:
        yield facts(FIRST | THIRD) == 0
    elif scope.party is not None:
        yield facts(THIRD if scope.party is Party.THIRD else FIRST) != 0
    if scope.manner is not None:
        manners = ELSEWHERE if scope.party is Party.THIRD else MANNERS
        yield facts(manners[Manner(scope.manner)]) != 0


def _counted(sums: Any) -> tuple[ColumnElement[Any], ...]:
    def having(bit: int) -> ColumnElement[int]:
        return func.sum(case((sums.facts.op("&")(bit) != 0, 1), else_=0))

    return (
        func.count().label("vendors"),
        having(THIRD).label("third"),
        having(MANNERS[Manner.PREMATURE]).label("early"),
        func.min(sums.first).label("first"),
        func.max(sums.last).label("last"),
    )


def _ranked(scope: Scope, vendor: str | None) -> Select[int]:
    """In the order of the index, from its end: of those that as many have, the newest first."""
    tally, sums = m.DatumTally, m.Possession
    asked = select(tally.datum_id).where(tally.category == scope.category)
    asked = asked.order_by(tally.vendors.desc(), tally.datum_id.desc())
    if scope.since is not None:
        asked = asked.where(tally.last >= scope.since)
    if scope.until is not None:
        asked = asked.where(tally.first < scope.until)
    own = select(sums.datum_id).where(sums.datum_id == tally.datum_id, *within(sums, scope))
    if vendor is not None:
        return asked.where(own.where(sums.vendor_id == _id_of(vendor)).exists())
    return asked.where(own.exists())


def _told(session: Session, scope: Scope, few: Any) -> list[Reached]:
    sums, tally = m.Possession, m.DatumTally
    numbers = _counted(sums)[: 3 if scope.is_open else 5]
    counted = select(sums.datum_id, *numbers).where(sums.datum_id.in_(few), *within(sums, scope))
    of = counted.group_by(sums.datum_id).subquery().c
    ends = (tally.first, tally.last) if scope.is_open else (of.first, of.last)  # then an index alone tells the others
    asked = (
        select(of.datum_id, tally.category, m.Datum.preview, of.vendors, of.third, of.early, *ends, tally.vendors)
        .join(tally, tally.datum_id == of.datum_id)
        .join(m.Datum, m.Datum.id == of.datum_id)
        .order_by(*_foremost_first())
    )
    return [Reached(key, Category(kind), *rest) for key, kind, *rest in session.execute(asked)]


def _id_of(slug: str) -> Any:
    return select(m.Vendor.id).where(m.Vendor.slug == slug).scalar_subquery()


def _foremost_first() -> tuple[Any, ...]:
    tally = m.DatumTally
    return tally.category, tally.vendors.desc(), tally.datum_id.desc()
