"""The tallies, brought after the exposures: at once, or when some more has come.

What the exposures get is noted as pending in the same transaction, with what of it is new to a host, a site or a
vendor; `settle` adds it to the tallies. Who writes again and again settles now and then: a row that all of it touches
is then written once.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from tracker.ledger.bulk import Rows, run
from tracker.ledger.facts import THIRD, facts_of
from tracker.ledger.lookups import rows_among
from tracker.ledger.models import (
    CategoryTally,
    DatumTally,
    Exposure,
    Hearing,
    Holding,
    HostTally,
    Listening,
    Pending,
    Possession,
    SiteTally,
    VendorTally,
    WayTally,
)
from tracker.ledger.places import MOVED, NEW_ON_SITE, NEW_TO_HOST, NEW_TO_VENDOR, Place, Places
from tracker.ledger.recounting import hear_again, next_stamp, recount_facts
from tracker.ledger.upserting import add


def note(session: Session, exposures: Rows, places: Places) -> None:
    """Note what is about to be added to the exposures; a row has the values of their columns, in their order."""
    if exposures:
        new = places.news(session, {row[:3] for row in exposures})
        add(session, Pending, [(*row, new.pop(row[:3], 0)) for row in exposures])


def note_moved(session: Session, rows: Rows) -> None:
    """Note that rows have changed their manner: a row is like those of the exposures, and takes one from the manner
    that they had, or adds one to the one that they have now.
    """
    add(session, Pending, [(*row, MOVED) for row in rows])


def settle(session: Session, most: int | None = None) -> int:
    """Add what is pending, or so many rows of it, to the tallies, in the session's transaction; return how many these
    were. Whoever calls has the turn to write.
    """
    rows = _pending(session, most)
    if rows:
        counting = _Counting()
        for row in rows:
            counting.add(row)
        counting.store(session)
        if len(rows) == most:
            run(session, _SETTLED, _KEY, [tuple(row[:4]) for row in rows])
        else:
            session.execute(delete(Pending))
        _look_again(session, [row for row in rows if row.fresh & MOVED])
    return len(rows)


def _pending(session: Session, most: int | None) -> Sequence[Any]:
    """What is pending, or so many rows of it. What has moved comes last, with all the rest: of that the exposures are
    asked, which have what is pending, too.
    """
    connection = session.connection()
    if most is not None:
        rows = connection.exec_driver_sql(f"{_PENDING} AND new.fresh < {MOVED:d} LIMIT {most:d}").all()
        if len(rows) == most:
            return rows
    return connection.exec_driver_sql(_PENDING).all()


_KEY = ("host", "datum", "site", "its_manner")
_SETTLED = delete(Pending).where(
    *(column == bindparam(name) for column, name in zip(Pending.__table__.primary_key, _KEY, strict=True))
)


def _look_again(session: Session, rows: Collection[Any]) -> None:
    """How and when it left is not a sum: where rows have moved, the exposures are asked when something left in that
    manner, and where no row is left in the manner that some had, of all that says how it left.
    """
    if rows:
        moved = {tuple(row[:4]) for row in rows}
        data, hosts = {key[1] for key in moved}, {key[0] for key in moved}
        left = {tuple(key) for key in rows_among(session, _EXPOSED, Exposure.datum_id, data, hosts=hosts)}
        if gone := {key[:3] for key in moved if key not in left}:
            recount_facts(session, gone)
        hear_again(session, {(row.site_id, row.vendor_id, row.category) for row in rows})
        session.execute(delete(WayTally).where(WayTally.times == 0))


_EXPOSED = select(Exposure.host_id, Exposure.datum_id, Exposure.site_id, Exposure.manner).where(
    Exposure.host_id.in_(bindparam("hosts", expanding=True))
)

_PENDING = """
SELECT new.host_id, new.datum_id, new.site_id, new.manner, new.party, new.is_plain, new.first, new.last, new.count,
  new.fresh, host.vendor_id, datum.category, site.domain <> '', possession.facts, listening.facts, datum_tally.datum_id
FROM pending AS new CROSS JOIN host CROSS JOIN datum CROSS JOIN site
LEFT JOIN possession ON possession.vendor_id = host.vendor_id AND possession.category = datum.category
  AND possession.datum_id = new.datum_id
LEFT JOIN listening ON listening.vendor_id = host.vendor_id AND listening.site_id = new.site_id
LEFT JOIN datum_tally ON datum_tally.datum_id = new.datum_id
WHERE host.id = new.host_id AND datum.id = new.datum_id AND site.id = new.site_id
"""
"""SQLite takes the tables of a cross join in the order in which they stand."""


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


class _Counting:
    """The additions of all that is pending. What one row has in common with another is summed up before."""

    def __init__(self) -> None:
        self._possessions: dict[tuple[int, str, int], _Sum] = {}
        self._pairs: dict[tuple[int, int], _Sum] = {}  # of a host and a site
        self._owners: dict[int, int] = {}
        self._hearings: dict[tuple[int, int, str, str, str], list[Any]] = {}
        self._new = _New()

    def add(self, row: Any) -> None:
        host, datum, site, manner, party, is_plain, first, last, times, fresh, vendor, category, is_site, *had = row
        facts = facts_of(manner, party, bool(is_plain))
        possession = self._possessions.get((vendor, category, datum))
        if possession is None:
            possession = self._possessions[vendor, category, datum] = _Sum(had[0], first, last)
        possession.add(facts, first, last, times)
        pair = self._pairs.get((host, site))
        if pair is None:
            pair = self._pairs[host, site] = _Sum(had[1], first, last)
            self._owners[host] = vendor
            if is_site:
                self._new.known.add(site)
        pair.add(facts, first, last, times)
        key = (site, vendor, category, party, manner)
        heard = self._hearings.get(key)
        if heard is None:
            self._hearings[key] = [bool(is_plain), times, first, last]
        else:
            heard[:] = heard[0] or bool(is_plain), heard[1] + times, min(heard[2], first), max(heard[3], last)
        if fresh:
            possession.number += self._new.add(fresh, (host, datum, site), vendor, is_site)
        if had[2] is None:
            self._new.data[datum] = category

    def store(self, session: Session) -> None:
        new = self._new
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
        stamp = next_stamp(session)
        add(session, Listening, [(*key, *one.columns(), stamp) for key, one in listenings.items()])
        add(session, Hearing, [(*key, *heard) for key, heard in self._hearings.items()])
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
        add(session, CategoryTally, list(Counter(new.data.values()).items()))
        add(session, WayTally, [(*way, times) for way, times in self._ways().items()])
        heard = Counter(vendor for (vendor, site), one in listenings.items() if one.had is None and site in new.known)
        add(session, VendorTally, [(vendor, heard[vendor], stamp) for vendor in {*self._owners.values()}])

    def _ways(self) -> Counter[tuple[str, str, str]]:
        ways: Counter[tuple[str, str, str]] = Counter()
        for (_, _, *way), (_, times, *_) in self._hearings.items():
            ways[way[0], way[1], way[2]] += times
        return ways


class _New:
    """How many distinct ones are new."""

    def __init__(self) -> None:
        self.known: set[int] = set()  # sites that are
        self.data: dict[int, str] = {}  # that have left for the first time, and their categories
        self.data_of_listenings: Counter[tuple[int, int]] = Counter()
        self.data_of_hosts: Counter[int] = Counter()
        self.data_of_sites: Counter[int] = Counter()
        self.sites_of_data: Counter[int] = Counter()

    def add(self, fresh: int, place: Place, vendor: int, is_site: int) -> int:
        """Count what is new at a place; return by how many known sites more the vendor has the datum."""
        host, datum, site = place
        if fresh & NEW_TO_HOST:
            self.data_of_hosts[host] += 1
        if fresh & NEW_ON_SITE:
            self.data_of_sites[site] += 1
            self.sites_of_data[datum] += is_site
        if not fresh & NEW_TO_VENDOR:
            return 0
        self.data_of_listenings[vendor, site] += 1
        return int(is_site)


def _merged[Key](parts: Iterable[tuple[Key, _Sum]]) -> dict[Key, _Sum]:
    sums: dict[Key, _Sum] = {}
    for key, one in parts:
        first, last = one.first, one.last
        sum_ = sums.get(key)
        if sum_ is None:
            sum_ = sums[key] = _Sum(one.had, first, last)
        sum_.add(one.facts, first, last, one.times)
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
