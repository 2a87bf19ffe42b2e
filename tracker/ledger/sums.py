"""The sums: per host, datum, site and manner; per day; per blind spot. Kept in the transaction that adds the rows."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Select, case, cast, func, or_, select
from sqlalchemy.orm import Session

from tracker.ledger.models import BlindSpot, Daily, Disclosure, Exposure, Request
from tracker.ledger.moments import day_of
from tracker.ledger.upserts import upserting

PLAIN = ("http", "ws")
_MOST_BYTES = 2**48  # a stranger's Content-Length must not overflow a sum


class Counted(NamedTuple):
    """One disclosure, with ids in place of names."""

    host: int
    datum: int
    site: int
    category: str
    party: str
    manner: str
    scheme: str
    time: datetime


class Sums:
    """What one batch adds, summed up before the database sees it."""

    def __init__(self) -> None:
        self._exposures: dict[tuple[int, int, int, str], list[Any]] = {}
        self._days: dict[tuple[int, int, str, str, str], int] = {}
        self._blind_spots: dict[tuple[int, str], list[Any]] = {}

    def add(self, one: Counted) -> None:
        day = (day_of(one.time), one.host, one.category, one.party, one.manner)
        self._days[day] = self._days.get(day, 0) + 1
        key, is_plain = (one.host, one.datum, one.site, one.manner), one.scheme in PLAIN
        party, was_plain, first, last, count = self._exposures.get(key) or (one.party, False, one.time, one.time, 0)
        self._exposures[key] = [
            max(party, one.party),
            was_plain or is_plain,
            min(first, one.time),
            max(last, one.time),
            count + 1,
        ]

    def add_blind_spot(self, host: int, reason: str, size: int | None, time: datetime) -> None:
        first, last, count, total = self._blind_spots.get((host, reason)) or (time, time, 0, 0)
        size = min(max(size or 0, 0), _MOST_BYTES)
        self._blind_spots[host, reason] = [min(first, time), max(last, time), count + 1, total + size]

    def store(self, session: Session) -> None:
        """Add all of it to what the ledger has."""
        add_exposures(session, [key + tuple(sum_) for key, sum_ in self._exposures.items()])
        add_days(session, [(*key, count) for key, count in self._days.items()])
        _add_blind_spots(session, [key + tuple(sum_) for key, sum_ in self._blind_spots.items()])


def add_exposures(session: Session, rows: list[tuple[Any, ...]]) -> None:
    """Add sums to the exposures; a row is the columns' values in the table's order."""
    table = Exposure.__table__
    adding = upserting(session, table)
    had, new = table.c, adding.excluded
    _execute(
        session,
        adding.on_conflict_do_update(
            index_elements=list(table.primary_key),
            set_={
                "party": _greater(had.party, new.party),
                "is_plain": or_(had.is_plain, new.is_plain),
                "first": _lesser(had.first, new.first),
                "last": _greater(had.last, new.last),
                "count": had.count + new.count,
            },
        ),
        rows,
    )


def add_days(session: Session, rows: list[tuple[Any, ...]]) -> None:
    """Add sums to the days; a row is the columns' values in the table's order. Counts may be negative."""
    table = Daily.__table__
    adding = upserting(session, table)
    update = {"count": table.c.count + adding.excluded.count}
    _execute(session, adding.on_conflict_do_update(index_elements=list(table.primary_key), set_=update), rows)


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
            func.min(row.time),
            func.max(row.last),
            cast(func.sum(row.count), BigInteger),
        )
        .join(Request, Request.id == row.request_id)
        .group_by(row.host_id, row.datum_id, row.site_id, row.manner)
    )


def _add_blind_spots(session: Session, rows: list[tuple[Any, ...]]) -> None:
    table = BlindSpot.__table__
    adding = upserting(session, table)
    had, new = table.c, adding.excluded
    update = {
        "first": _lesser(had.first, new.first),
        "last": _greater(had.last, new.last),
        "count": had.count + new.count,
        "size": had.size + new.size,
    }
    _execute(session, adding.on_conflict_do_update(index_elements=list(table.primary_key), set_=update), rows)


def _execute(session: Session, statement: Any, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        names = [column.name for column in statement.table.columns]
        session.connection().execute(statement, [dict(zip(names, row, strict=True)) for row in rows])


def _greater(had: ColumnElement[Any], new: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((new > had, new), else_=had)


def _lesser(had: ColumnElement[Any], new: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((new < had, new), else_=had)
