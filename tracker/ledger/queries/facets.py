"""How much of what is asked for is of which kind, to whom, from where, in which manner, and found how?

Sums tell it, unless a time, a text or how it was found is asked for: then rows do. Of both no more are looked at than a
page can wait for; where that is not all of them, a number is the least that it can be.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, func, literal, select, union_all
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Method, Party
from tracker.ledger import models as m
from tracker.ledger.queries.filters import OFTEN, Filters, of_disclosures
from tracker.ledger.queries.log import Branches, branches_of, left_over
from tracker.ledger.queries.totals import day_of
from tracker.ledger.queries.ways_heard import PairHeard
from tracker.taxonomy import Category

MOST_ROWS, MOST_SUMS = 600, 400
"""Rows and sums that are looked at."""
_KEPT = 64  # questions of each kind, put together: that takes longer than their answers
_SIDE_BY_SIDE, _MOST_PIECES = 20, 80
"""Rows that lie in one piece of the file, about, and the pieces that are read: each must be deciphered."""


@dataclass(frozen=True, slots=True)
class Facets:
    """How often, by each; vendors and sites by their ids. With `is_cut` there may be more, also of others."""

    categories: Counter[Category] = field(default_factory=Counter)
    parties: Counter[Party] = field(default_factory=Counter)
    manners: Counter[Manner] = field(default_factory=Counter)
    methods: Counter[Method] = field(default_factory=Counter)
    vendors: Counter[int] = field(default_factory=Counter)
    sites: Counter[int] = field(default_factory=Counter)
    is_cut: bool = False


class Names(NamedTuple):
    """Vendors (slug and name) and the domains of sites, by their ids."""

    vendors: dict[int, tuple[str, str]]
    sites: dict[int, str]


def facets(session: Session, filters: Filters) -> Facets:
    """Return how often each left of what is asked for. Six statements at most. Of a company or a site alone, `heard`
    tells all.
    """
    if filters.since or filters.until or filters.method or filters.text:
        return of_rows(session, filters)
    if all(one is None for one in (filters.vendor, filters.site, filters.host, filters.datum)):
        return of_ways(session, filters)
    return of_sums(session, filters)


def of_ways(session: Session, filters: Filters) -> Facets:
    """Return what sums of all tell of a kind, a recipient and a manner: all but of whom and where. One statement."""
    found = Facets()
    for category, party, manner, times in session.execute(_asked_of_ways(filters)):
        _count(found, (category, party, manner), times)
    return found


@lru_cache(_KEPT)
def _asked_of_ways(filters: Filters) -> Select[str, str, str, int]:
    sums = m.WayTally
    pairs = ((sums.category, filters.category), (sums.party, filters.party), (sums.manner, filters.manner))
    wanted = (column == value for column, value in pairs if value is not None)
    return select(sums.category, sums.party, sums.manner, sums.times).where(*wanted)


def heard(pairs: Iterable[PairHeard], filters: Filters) -> Facets:
    """Return what the ways tell in which companies heard something on sites: all but how it was found."""
    found, counts, wanted = Facets(), dict[tuple[str, str, str], int](), _wanted(filters)
    vendors, sites = dict[int, int](), dict[int, int]()
    for (site, vendor), ways in pairs:
        total = 0
        for way in ways:
            if wanted is None or wanted(way.category, way.party, way.manner):
                kind, times = way[:3], way[3]  # thousands of a great company
                counts[kind] = counts.get(kind, 0) + times
                total += times
        if total:
            vendors[vendor] = vendors.get(vendor, 0) + total
            sites[site] = sites.get(site, 0) + total
    for (category, manner, party), times in counts.items():
        _count(found, (category, party, manner), times)
    found.vendors.update(vendors)
    found.sites.update(sites)
    return found


def _wanted(filters: Filters) -> Callable[[str, str, str], bool] | None:
    """What tells whether a way is asked for; None: each is."""
    asked = (filters.category, filters.party, filters.manner)
    if asked == (None, None, None):
        return None
    return lambda *way: all(one is None or one == its for one, its in zip(asked, way, strict=True))


def keys_of(session: Session, filters: Filters) -> tuple[list[int] | None, list[int] | None]:
    """Return the company and the site that are asked for by their ids, None where none is. Two statements at most."""
    return (
        None if filters.vendor is None else list(session.scalars(_VENDORS, {"name": filters.vendor})),
        None if filters.site is None else list(session.scalars(_SITES, {"name": filters.site})),
    )


_VENDORS = select(m.Vendor.id).where(m.Vendor.slug == bindparam("name"))
_SITES = select(m.Site.id).where(m.Site.domain == bindparam("name"))


def of_sums(session: Session, filters: Filters, most: int = MOST_SUMS) -> Facets:
    """Return what sums tell of a vendor, a host, a site or a datum: all but how it was found. One statement."""
    wanted, looked, kept = _wanted(filters), 0, []
    for *row, sums in session.execute(_asked_of_sums(filters, most)):
        looked += sums
        if wanted is None or wanted(*row[:3]):
            kept.append(row)
    return _counted(kept, is_cut=looked >= most)


@lru_cache(_KEPT)
def _asked_of_sums(filters: Filters, most: int) -> Select[*tuple[Any, ...]]:
    """How often by category, party, manner, vendor and site; and in how many sums that was found, of which `most` are
    looked at.
    """
    sums, host, datum = m.Exposure, m.Host, m.Datum
    few = select(sums.host_id, sums.site_id, sums.datum_id, sums.party, sums.manner, sums.count)
    of = few.where(*_of_exposures(filters)).limit(most).subquery().c
    keys = (datum.category, of.party, of.manner, host.vendor_id, of.site_id)
    asked = select(*keys, func.sum(of["count"]).cast(BigInteger), func.count())
    return asked.join(host, host.id == of.host_id).join(datum, datum.id == of.datum_id).group_by(*keys)


def of_rows(session: Session, filters: Filters, most: int = MOST_ROWS) -> Facets:
    """Return what the latest rows tell that an index finds. Six statements at most."""
    branches = branches_of(session, filters)
    if branches == ():
        return Facets()
    keys = list(session.scalars(_latest(filters, branches, most)))
    near = _near(keys)
    rows = session.execute(_rows_among(filters, branches, most), {"least": near[-1]}) if near else ()
    return _counted(rows, is_cut=len(near) < len(keys) or len(keys) >= _each(branches, most))


@lru_cache(_KEPT)
def _rows_among(filters: Filters, branches: Branches | None, most: int) -> Select[*tuple[Any, ...]]:
    """The rows that are looked at, down to the id `least`: what counts of them, and how often they stand for."""
    row, latest = m.Disclosure, _latest(filters, branches, most).subquery()
    asked = select(row.category, row.party, row.manner, m.Host.vendor_id, row.site_id, row.count, m.Evidence.method)
    asked = asked.select_from(latest).join(row, row.id == latest.c.id).join(m.Host, m.Host.id == row.host_id)
    asked = asked.join(m.Evidence, m.Evidence.id == row.evidence_id)
    return asked.where(latest.c.id >= bindparam("least"), *of_disclosures(left_over(filters, branches)))


def _counted(rows: Iterable[Sequence[Any]], *, is_cut: bool) -> Facets:
    """What rows come to: category, party, manner, vendor, site, how often, and perhaps how it was found."""
    columns = list(zip(*rows, strict=True))
    if not columns:
        return Facets(is_cut=is_cut)
    times = columns.pop(5)
    categories, parties, manners, vendors, sites, *methods = (_summed(column, times) for column in columns)
    return Facets(
        _said(Category, categories),
        _said(Party, parties),
        _said(Manner, manners),
        _said(Method, methods[0]) if methods else Counter(),
        Counter(vendors),
        Counter(sites),
        is_cut,
    )


def _summed(column: Iterable[Any], times: Iterable[int]) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for one, more in zip(column, times, strict=True):
        found[one] = found.get(one, 0) + more
    return found


def _said[Word: StrEnum](words: type[Word], counts: dict[str, int]) -> Counter[Word]:
    return Counter({words(one): times for one, times in counts.items()})


def _near(keys: Collection[int]) -> list[int]:
    """The latest of these rows that are quickly read."""
    pieces: set[int] = set()
    near: list[int] = []
    for key in sorted(keys, reverse=True):
        pieces.add(key // _SIDE_BY_SIDE)
        if len(pieces) > _MOST_PIECES:
            break
        near.append(key)
    return near


def names(session: Session, vendors: Collection[int], sites: Collection[int]) -> Names:
    """Return what these vendors and sites are called. One statement."""
    found = Names({}, {})
    for is_vendor, key, slug, name in session.execute(_NAMES, {"vendors": list(vendors), "sites": list(sites)}):
        if is_vendor:
            found.vendors[key] = slug, name
        else:
            found.sites[key] = name
    return found


_NAMES = union_all(
    select(literal(1), m.Vendor.id, m.Vendor.slug, m.Vendor.name).where(
        m.Vendor.id.in_(bindparam("vendors", expanding=True))
    ),
    select(literal(0), m.Site.id, literal(""), m.Site.domain).where(m.Site.id.in_(bindparam("sites", expanding=True))),
)


def _count(
    found: Facets, way: tuple[str, str, str], times: int, vendor: int | None = None, site: int | None = None
) -> None:
    category, party, manner = way
    found.categories[Category(category)] += times
    found.parties[Party(party)] += times
    found.manners[Manner(manner)] += times
    if vendor is not None and site is not None:
        found.vendors[vendor] += times
        found.sites[site] += times


def _of_exposures(filters: Filters) -> Iterator[ColumnElement[bool]]:
    """What the indexes of the sums answer."""
    sums = m.Exposure
    hosts = select(m.Host.id).join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
    if filters.vendor is not None:
        yield sums.host_id.in_(hosts.where(m.Vendor.slug == filters.vendor))
    if filters.host is not None:
        yield sums.host_id.in_(hosts.where(m.Host.name == filters.host))
    if filters.site is not None:
        yield sums.site_id.in_(select(m.Site.id).where(m.Site.domain == filters.site))
    if filters.datum is not None:
        yield sums.datum_id == filters.datum


@lru_cache(_KEPT)
def _latest(filters: Filters, branches: Branches | None, most: int) -> Select[int]:
    """The ids of the rows that are looked at: of each branch as many."""
    row, each = m.Disclosure, _each(branches, most)
    newest = select(row.id).order_by(row.time.desc(), row.id.desc()).limit(each).where(*_indexed(filters, branches))
    if branches is None:
        return newest
    parts = (newest.where(branch.holds()).subquery() for branch in branches)
    every = union_all(*(select(part.c.id) for part in parts)).subquery()
    return select(every.c.id).distinct()


def _each(branches: Branches | None, most: int) -> int:
    return max(most // len(branches), 1) if branches else most


def _indexed(filters: Filters, branches: Branches | None) -> Iterable[ColumnElement[bool]]:
    """What the index that leads to the rows knows of them: more would be looked for among all there are."""
    row = m.Disclosure
    if filters.since is not None:
        yield row.time >= day_of(filters.since)
    if filters.until is not None:
        yield row.time < filters.until
    if filters.datum is not None:
        yield row.datum_id == filters.datum
    elif branches is None and filters.category is not None and filters.category not in OFTEN:
        yield from of_disclosures(Filters(category=filters.category))
    elif branches is None and filters.manner in (Manner.SUBMITTED, Manner.PREMATURE):
        yield from of_disclosures(Filters(manner=filters.manner))
