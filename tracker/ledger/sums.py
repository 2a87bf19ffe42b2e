"""The sums: per host, datum, site and manner; per day; per blind spot. Kept in the transaction that adds the rows."""

from collections import Counter
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Select, case, cast, func, select, type_coerce
from sqlalchemy.orm import Session

from tracker.ledger.bulk import Rows
from tracker.ledger.models import BlindSpot, Daily, DayTally, Disclosure, Exposure, Request, SiteDay
from tracker.ledger.moments import DAY
from tracker.ledger.places import Places
from tracker.ledger.tallying import note
from tracker.ledger.upserting import add

PLAIN = ("http", "ws")
_MOST_BYTES = 2**48  # a stranger's Content-Length must not overflow a sum


class Counted(NamedTuple):
    """One disclosure, with ids in place of names and `time` in microseconds."""

    host: int
    datum: int
    site: int
    category: str
    party: str
    manner: str
    scheme: str
    time: int


class Times(NamedTuple):
    """How many disclosures, and when the first and the last of them left, in microseconds. They are of one day."""

    number: int
    first: int
    last: int


class Sums:
    """What one batch adds, summed up before the database sees it."""

    def __init__(self) -> None:
        self._exposures: dict[tuple[int, int, int, str], list[Any]] = {}
        self._days: dict[tuple[int, int, str, str, str], int] = {}
        self._site_days: dict[tuple[int, int, str], int] = {}
        self._blind_spots: dict[tuple[int, str], list[int]] = {}

    def add(self, one: Counted) -> None:
        self.add_times(one, Times(1, one.time, one.time))

    def add_times(self, one: Counted, times: Times) -> None:
        """Add several that differ in their times alone."""
        host, datum, site, category, party, manner, scheme, time = one
        count, first, last = times
        day = (time // DAY, host, category, party, manner)
        self._days[day] = self._days.get(day, 0) + count
        here = (site, day[0], party)
        self._site_days[here] = self._site_days.get(here, 0) + count
        sum_ = self._exposures.get((host, datum, site, manner))
        if sum_ is None:
            self._exposures[host, datum, site, manner] = [party, scheme in PLAIN, first, last, count]
        else:
            sum_[0] = max(sum_[0], party)
            sum_[1] = sum_[1] or scheme in PLAIN
            sum_[2] = min(sum_[2], first)
            sum_[3] = max(sum_[3], last)
            sum_[4] += count

    def add_blind_spot(self, host: int, reason: str, size: int | None, time: int) -> None:
        first, last, count, total = self._blind_spots.get((host, reason), (time, time, 0, 0))
        size = min(max(size or 0, 0), _MOST_BYTES)
        self._blind_spots[host, reason] = [min(first, time), max(last, time), count + 1, total + size]

    def store(self, session: Session, places: Places) -> None:
        """Add all of it to what the ledger has, but to the tallies: it is pending for them."""
        add_exposures(session, self._rows(), places)
        add_days(session, [(*key, count) for key, count in self._days.items()])
        add_site_days(session, [(*key, count) for key, count in self._site_days.items()])
        add(session, BlindSpot, [(*key, *sum_) for key, sum_ in self._blind_spots.items()])

    def store_moved(self, session: Session) -> None:
        """Add all of it but to the tallies, and the days of sites: it was in them before."""
        add(session, Exposure, self._rows())
        add_days(session, [(*key, count) for key, count in self._days.items()])

    def _rows(self) -> Rows:
        return [(*key, *sum_) for key, sum_ in self._exposures.items()]


def add_days(session: Session, rows: Rows) -> None:
    """Add sums to the days; a row is the columns' values in the table's order. Counts may be negative."""
    add(session, Daily, rows)
    days: Counter[tuple[Any, ...]] = Counter()
    for day, _, category, party, manner, count in rows:
        days[day, category, party, manner] += count
    add(session, DayTally, [(*key, count) for key, count in days.items()])


def add_site_days(session: Session, rows: Rows) -> None:
    """Add sums to the days of sites; a row is the columns' values in the table's order."""
    add(session, SiteDay, rows)


def add_exposures(session: Session, rows: Rows, places: Places) -> None:
    """Add sums to the exposures, and note them for the tallies; a row is the columns' values in the table's order."""
    note(session, rows, places)
    add(session, Exposure, rows)


def add_blind_spots(session: Session, rows: Rows) -> None:
    """Add sums to the blind spots; a row is the columns' values in the table's order."""
    add(session, BlindSpot, rows)


def exposures_of_rows() -> Select[*tuple[Any, ...]]:
    """Return the question for what the exposures should be, by the rows: the columns' values in the table's order."""
    row = Disclosure
    return (
        select(
            row.host_id,
            row.datum_id,
            row.site_id,
            row.manner,
            func.max(row.party),
            func.max(case((Request.scheme.in_(PLAIN), 1), else_=0)) == 1,
            type_coerce(func.min(row.time), BigInteger),
            type_coerce(func.max(row.last), BigInteger),
            cast(func.sum(row.count), BigInteger),
        )
        .join(Request, Request.id == row.request_id)
        .group_by(row.host_id, row.datum_id, row.site_id, row.manner)
    )
