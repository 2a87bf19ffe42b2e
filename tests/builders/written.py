"""Records written to a ledger, rows read back, and the sums as they are and as they should be."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders.catalogues import a_catalogue
from tracker.disclosure import Record
from tracker.ledger import models as m
from tracker.ledger.moments import DAY, micros
from tracker.ledger.opening import Ledger
from tracker.ledger.writing import Written, write

CATALOGUE = a_catalogue()

type Sums = tuple[set[tuple[Any, ...]], set[tuple[Any, ...]]]


def written(ledger: Ledger, *records: Record, collapse: bool = False) -> Written:
    """Write records in one transaction."""
    with ledger.session() as session:
        return write(session, records, CATALOGUE, collapse=collapse)


def rows(ledger: Ledger, *columns: Any) -> list[tuple[Any, ...]]:
    """Return what the columns hold, sorted."""
    with ledger.reading() as session:
        return sorted(tuple(row) for row in session.execute(select(*columns)))


def sums_kept(session: Session) -> Sums:
    """Return the exposures and the days as the ledger keeps them."""
    sums, day = m.Exposure, m.Daily
    exposures = session.execute(
        select(
            sums.host_id,
            sums.datum_id,
            sums.site_id,
            sums.manner,
            sums.party,
            sums.is_plain,
            sums.first,
            sums.last,
            sums.count,
        )
    )
    days = session.execute(select(day.day, day.host_id, day.category, day.party, day.manner, day.count))
    return {tuple(row) for row in exposures}, {tuple(row) for row in days}


def sums_of_rows(session: Session) -> Sums:
    """Return what they should be, summed by other means than the program's."""
    exposures: dict[Any, list[Any]] = {}
    days: dict[Any, int] = {}
    for row, scheme in session.execute(select(m.Disclosure, m.Request.scheme).join(m.Request)):
        key = (row.host_id, row.datum_id, row.site_id, row.manner)
        sum_ = exposures.setdefault(key, [row.party, False, row.time, row.last, 0])
        sum_[1] = sum_[1] or scheme in ("http", "ws")
        sum_[2:] = [min(sum_[2], row.time), max(sum_[3], row.last), sum_[4] + row.count]
        day = (micros(row.time) // DAY, row.host_id, row.category, row.party, row.manner)
        days[day] = days.get(day, 0) + row.count
    return {(*key, *sum_) for key, sum_ in exposures.items()}, {(*day, count) for day, count in days.items()}


def assert_sums_are_right(ledger: Ledger) -> None:
    """The sums are those of the rows."""
    with ledger.reading() as session:
        assert sums_kept(session) == sums_of_rows(session)
