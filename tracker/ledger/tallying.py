"""The tallies, brought after the exposures in the transaction that changes them.

Distinct ones are counted by looking, before the exposures are added, what of them is there already: a vendor that has
the datum, hears of it from the site. What is there already, as most is, adds to times and moments alone.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import batched, chain
from typing import Any, NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tracker.ledger.bulk import Rows
from tracker.ledger.facts import THIRD, facts_of
from tracker.ledger.models import (
    CategoryTally,
    DatumTally,
    Holding,
    HostTally,
    Listening,
    Possession,
    SiteTally,
    VendorTally,
    WayTally,
)
from tracker.ledger.upserting import add

_AT_ONCE = 5000  # places in one statement: SQLite takes 32,766 values
type _Place = tuple[int, int, int]
"""A host, a datum and a site."""
_BY_HOST, _ON_SITE, _BY_VENDOR, _LEFT = 1, 2, 4, 8
"""What there is already: the datum at the host, from the site, from the site to the vendor, and at all."""


class _Known(NamedTuple):
    """What the ledger has of a place before it is added to: whose the host is, the facts of the vendor's possession and
    of its listening there (None: there are none), and what there is already, in bits.
    """

    vendor: int
    category: str
    is_site: bool
    possession: int | None
    listening: int | None
    there: int


class _Sum:
    """What is added to one row; `had` are its facts so far, None where it is new."""

    __slots__ = ("facts", "first", "had", "last", "number", "times")

    def __init__(self, had: int | None, first: int, last: int) -> None:
        self.had, self.first, self.last = had, first, last
        self.number = self.times = self.facts = 0

    def add(self, facts: int, first: int, last: int, times: int) -> None:
        self.first = min(self.first, first)
        self.last = max(self.last, last)
        self.facts |= facts
        self.times += times

    @property
    def turns_third(self) -> bool:
        return bool(self.facts & THIRD) and not (self.had or 0) & THIRD

    def columns(self) -> tuple[int, int, int, int, int]:
        return self.number, self.times, self.facts, self.first, self.last


def add_tallies(session: Session, exposures: Rows) -> None:
    """Add what these are about to add to the exposures; a row has the values of their columns, in their order."""
    if exposures:
        counting = _Counting(_known(session, {row[:3] for row in exposures}))
        for row in exposures:
            counting.add(row)
        counting.store(session)


class _Counting:
    """The additions of one batch. What one row has in common with another is summed up before."""

    def __init__(self, known: Mapping[_Place, _Known]) -> None:
        self._known = known
        self._possessions: dict[tuple[int, str, int], _Sum] = {}
        self._pairs: dict[tuple[int, int], _Sum] = {}  # of a host and a site
        self._owners: dict[int, int] = {}
        self._ways: dict[tuple[str, str, str], int] = {}

    def add(self, row: tuple[Any, ...]) -> None:
        host, datum, site, manner, party, is_plain, first, last, times = row
        known = self._known[host, datum, site]
        vendor, category = known.vendor, known.category
        facts = facts_of(manner, party, bool(is_plain))
        possession = self._possessions.get((vendor, category, datum))
        if possession is None:
            possession = self._possessions[vendor, category, datum] = _Sum(known.possession, first, last)
        possession.add(facts, first, last, times)
        pair = self._pairs.get((host, site))
        if pair is None:
            pair = self._pairs[host, site] = _Sum(known.listening, first, last)
            self._owners[host] = vendor
        pair.add(facts, first, last, times)
        way = (category, party, manner)
        self._ways[way] = self._ways.get(way, 0) + times

    def store(self, session: Session) -> None:
        new = _new(self._known)
        for (vendor, datum), number_of_sites in new.sites_of_possessions.items():
            self._possessions[vendor, new.categories[datum], datum].number = number_of_sites
        listenings = _merged((((self._owners[host], site), one) for (host, site), one in self._pairs.items()))
        hosts = _merged((host, one) for (host, _), one in self._pairs.items())
        sites = _merged((site, one) for (_, site), one in self._pairs.items())
        data = _merged((datum, one) for (*_, datum), one in self._possessions.items())
        holdings = _merged(((vendor, kind), one) for (vendor, kind, _), one in self._possessions.items())
        _number(listenings, new.data_of_listenings)
        _number(hosts, new.data_of_hosts)
        _number(holdings, Counter(key[:2] for key, one in self._possessions.items() if one.had is None))
        at_sites = _Vendors((site, one) for (_, site), one in listenings.items())
        of_data = _Vendors((datum, one) for (*_, datum), one in self._possessions.items())
        kinds = {datum: kind for _, kind, datum in self._possessions}
        add(session, Possession, [(*key, *one.columns()) for key, one in self._possessions.items()])
        add(session, Listening, [(*key, *one.columns()) for key, one in listenings.items()])
        add(session, HostTally, [(key, *one.columns()) for key, one in hosts.items()])
        add(session, Holding, [(*key, *one.columns()) for key, one in holdings.items()])
        number = new.data_of_sites
        rows = [(key, *at_sites.of(key), number[key], one.times, one.first, one.last) for key, one in sites.items()]
        add(session, SiteTally, rows)
        number = new.sites_of_data
        some = [
            (key, kinds[key], *of_data.of(key), number[key], one.times, one.first, one.last)
            for key, one in data.items()
        ]
        add(session, DatumTally, some)
        add(session, CategoryTally, list(new.data_of_categories.items()))
        add(session, WayTally, [(*way, times) for way, times in self._ways.items()])
        heard = Counter(vendor for (vendor, site), one in listenings.items() if one.had is None and site in new.known)
        stamp = _next_stamp(session)
        add(session, VendorTally, [(vendor, heard[vendor], stamp) for vendor in {*self._owners.values()}])


class _New:
    """How many distinct ones are new; each is counted once, however many rows of the batch have it."""

    def __init__(self) -> None:
        self.known: set[int] = set()  # sites that are
        self.categories: dict[int, str] = {}
        self.sites_of_possessions: Counter[tuple[int, int]] = Counter()
        self.data_of_listenings: Counter[tuple[int, int]] = Counter()
        self.data_of_hosts: Counter[int] = Counter()
        self.data_of_sites: Counter[int] = Counter()
        self.sites_of_data: Counter[int] = Counter()
        self.data_of_categories: Counter[str] = Counter()


def _new(known: Mapping[_Place, _Known]) -> _New:
    new = _New()
    by_vendor: set[_Place] = set()
    by_host: set[tuple[int, int]] = set()
    on_site: set[tuple[int, int]] = set()
    left: set[int] = set()
    for (host, datum, site), (vendor, category, is_site, _, _, there) in known.items():
        if is_site:
            new.known.add(site)
        if there & _BY_VENDOR and there & _BY_HOST:
            continue
        new.categories[datum] = category
        if not there & _BY_VENDOR and (vendor, datum, site) not in by_vendor:
            by_vendor.add((vendor, datum, site))
            new.data_of_listenings[vendor, site] += 1
            new.sites_of_possessions[vendor, datum] += is_site
        if not there & _BY_HOST and (host, datum) not in by_host:
            by_host.add((host, datum))
            new.data_of_hosts[host] += 1
        if not there & _ON_SITE and (datum, site) not in on_site:
            on_site.add((datum, site))
            new.data_of_sites[site] += 1
            new.sites_of_data[datum] += is_site
        if not there & _LEFT and datum not in left:
            left.add(datum)
            new.data_of_categories[category] += 1
    return new


def _merged[Key](parts: Iterable[tuple[Key, _Sum]]) -> dict[Key, _Sum]:
    sums: dict[Key, _Sum] = {}
    for key, one in parts:
        sum_ = sums.get(key)
        if sum_ is None:
            sum_ = sums[key] = _Sum(one.had, one.first, one.last)
        sum_.add(one.facts, one.first, one.last, one.times)
    return sums


def _number[Key](sums: Mapping[Key, _Sum], numbers: Mapping[Key, int]) -> None:
    for key, number in numbers.items():
        sums[key].number = number


class _Vendors:
    """How many vendors are new to a datum or a site, and how many are so as third parties."""

    def __init__(self, sums: Iterable[tuple[int, _Sum]]) -> None:
        self._new: Counter[int] = Counter()
        self._third: Counter[int] = Counter()
        for key, one in sums:
            if one.had is None:
                self._new[key] += 1
            if one.turns_third:
                self._third[key] += 1

    def of(self, key: int) -> tuple[int, int]:
        return self._new[key], self._third[key]


def _next_stamp(session: Session) -> int:
    return (session.scalar(select(func.coalesce(func.max(VendorTally.stamp), 0))) or 0) + 1


def _known(session: Session, places: Collection[_Place]) -> dict[_Place, _Known]:
    connection = session.connection()
    mark = "(?, ?, ?)" if connection.dialect.name == "sqlite" else "(%s::bigint, %s::bigint, %s::bigint)"
    known: dict[_Place, _Known] = {}
    for some in batched(sorted(places), _AT_ONCE):
        asked = _KNOWN.format(values=", ".join([mark] * len(some)))
        found = connection.exec_driver_sql(asked, tuple(chain.from_iterable(some)))
        known |= {(host, datum, site): _Known(*rest) for host, datum, site, *rest in found.all()}
    return known


_KNOWN = """
WITH added (host_id, datum_id, site_id) AS (VALUES {values})
SELECT added.host_id, added.datum_id, added.site_id, host.vendor_id, datum.category, site.domain <> '',
  (SELECT facts FROM possession AS one WHERE one.vendor_id = host.vendor_id AND one.category = datum.category
    AND one.datum_id = added.datum_id),
  (SELECT facts FROM listening AS one WHERE one.vendor_id = host.vendor_id AND one.site_id = added.site_id),
  CASE WHEN EXISTS (SELECT 1 FROM exposure AS one WHERE one.host_id = added.host_id AND one.datum_id = added.datum_id
    AND one.site_id = added.site_id) THEN 15
  ELSE CASE WHEN EXISTS (SELECT 1 FROM exposure AS one WHERE one.host_id = added.host_id
      AND one.datum_id = added.datum_id) THEN 1 ELSE 0 END
    + CASE WHEN EXISTS (SELECT 1 FROM exposure AS one WHERE one.site_id = added.site_id
      AND one.datum_id = added.datum_id) THEN 10
      + CASE WHEN EXISTS (SELECT 1 FROM exposure AS one JOIN host AS other ON other.id = one.host_id
        WHERE one.site_id = added.site_id AND one.datum_id = added.datum_id AND other.vendor_id = host.vendor_id)
        THEN 4 ELSE 0 END
      WHEN EXISTS (SELECT 1 FROM datum_tally AS one WHERE one.datum_id = added.datum_id) THEN 8 ELSE 0 END
  END
FROM added CROSS JOIN host CROSS JOIN datum CROSS JOIN site
WHERE host.id = added.host_id AND datum.id = added.datum_id AND site.id = added.site_id
"""
"""SQLite takes the tables of a cross join in the order in which they stand."""


def move_ways(session: Session, moved: Mapping[tuple[str, str, str], int], manner: str) -> None:
    """Count so many times of a category, party and manner in this manner instead."""
    there: dict[tuple[str, str, str], int] = {}
    for (category, party, before), times in moved.items():
        there[category, party, before] = there.get((category, party, before), 0) - times
        there[category, party, manner] = there.get((category, party, manner), 0) + times
    add(session, WayTally, [(*way, times) for way, times in there.items()])
    session.execute(delete(WayTally).where(WayTally.times == 0))
