"""Rows change their manner, and the sums follow: what moved is taken from one and added to the other."""

from collections.abc import Collection, Iterable, Iterator
from itertools import batched
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Select, bindparam, delete, select, type_coerce, update
from sqlalchemy.orm import Session

from tracker.disclosure import Manner
from tracker.ledger.bulk import run
from tracker.ledger.lookups import rows_among
from tracker.ledger.models import Daily, DayTally, Disclosure, Exposure, Request
from tracker.ledger.moments import DAY
from tracker.ledger.sums import PLAIN, Counted, Sums, add_days
from tracker.ledger.tallying import note_moved

_MOST = 1000  # values in one statement


class _Key(NamedTuple):
    """What an exposure sums."""

    host: int
    datum: int
    site: int
    manner: str


class _Sum(NamedTuple):
    is_plain: bool
    first: int
    last: int
    number: int


def counted_rows() -> Select[*tuple[Any, ...]]:
    """Return the question for rows: their id, then what `Counted` has."""
    row = Disclosure
    return select(
        row.id,
        row.host_id,
        row.datum_id,
        row.site_id,
        row.category,
        row.party,
        row.manner,
        Request.scheme,
        type_coerce(row.time, BigInteger),
    ).join(Request, Request.id == row.request_id)


def change(session: Session, changed: Collection[tuple[int, Counted]], manner: Manner) -> None:
    """Give rows (by id, and as they were before) this manner, and bring the sums after them."""
    for some in batched([row for row, _ in changed], _MOST):
        session.execute(update(Disclosure).where(Disclosure.id.in_(some)).values(manner=manner.value))
    move(session, [one for _, one in changed], manner)


def move(session: Session, rows: Collection[Counted], manner: Manner) -> None:
    """Bring the sums after rows that have changed to this manner; `rows` are as they were before."""
    if not rows:
        return
    sums = Sums()
    for one in rows:
        sums.add(one._replace(manner=manner.value))
    sums.store_moved(session)
    _take_from_days(session, rows)
    _take_from_exposures(session, rows)
    note_moved(session, [_one(one, one.manner, -1) for one in rows] + [_one(one, manner.value, 1) for one in rows])


def _one(one: Counted, manner: str, count: int) -> tuple[Any, ...]:
    return one.host, one.datum, one.site, manner, one.party, one.scheme in PLAIN, one.time, one.time, count


def _take_from_days(session: Session, rows: Iterable[Counted]) -> None:
    gone: dict[tuple[int, int, str, str, str], int] = {}
    for one in rows:
        day = (one.time // DAY, one.host, one.category, one.party, one.manner)
        gone[day] = gone.get(day, 0) + 1
    add_days(session, [(*day, -count) for day, count in gone.items()])
    for table in (Daily, DayTally):
        session.execute(delete(table).where(table.day.in_({day[0] for day in gone}), table.count == 0))


def _take_from_exposures(session: Session, rows: Iterable[Counted]) -> None:
    gone: dict[_Key, _Sum] = {}
    for one in rows:
        key, is_plain = _Key(one.host, one.datum, one.site, one.manner), one.scheme in PLAIN
        sum_ = gone.get(key, _Sum(False, one.time, one.time, 0))
        gone[key] = _Sum(
            sum_.is_plain or is_plain, min(sum_.first, one.time), max(sum_.last, one.time), sum_.number + 1
        )
    left = {key: _less(session, key, had, gone[key]) for key, had in _exposures(session, gone)}
    _store(session, left)


def _exposures(session: Session, keys: Collection[_Key]) -> Iterator[tuple[_Key, _Sum]]:
    sums = Exposure
    first, last = type_coerce(sums.first, BigInteger), type_coerce(sums.last, BigInteger)
    asked = select(sums.host_id, sums.datum_id, sums.site_id, sums.manner, sums.is_plain, first, last, sums.count)
    asked = asked.where(sums.manner.in_({key.manner for key in keys}))
    for found in rows_among(session, asked, sums.datum_id, {key.datum for key in keys}):
        key = _Key(*found[:4])
        if key in keys:
            yield key, _Sum(*found[4:])


def _less(session: Session, key: _Key, had: _Sum, gone: _Sum) -> _Sum | None:
    """What is left of a sum, None for nothing. Rows are looked at only where its edge has gone."""
    if had.number == gone.number:
        return None
    first, last, is_plain, time = had.first, had.last, had.is_plain, Disclosure.time
    if gone.first <= had.first:
        first = session.scalars(_rows(key).order_by(time).limit(1)).one()
    if gone.last >= had.last:
        last = session.scalars(_rows(key).order_by(time.desc()).limit(1)).one()
    if gone.is_plain:
        plain = _rows(key).join(Request, Request.id == Disclosure.request_id).where(Request.scheme.in_(PLAIN))
        is_plain = session.scalars(plain.limit(1)).first() is not None
    return _Sum(is_plain, first, last, had.number - gone.number)


def _rows(key: _Key) -> Select[int]:
    row = Disclosure
    here = (row.datum_id == key.datum, row.host_id == key.host, row.site_id == key.site, row.manner == key.manner)
    return select(type_coerce(row.time, BigInteger)).where(*here)


def _store(session: Session, left: dict[_Key, _Sum | None]) -> None:
    run(session, _CHANGE, (*_SUM, *_KEY), [(*sum_, *key) for key, sum_ in left.items() if sum_ is not None])
    run(session, _REMOVE, _KEY, [key for key, sum_ in left.items() if sum_ is None])


_TABLE = Exposure.__table__
_KEY = tuple(f"its_{name}" for name in _Key._fields)
_SUM = tuple(f"new_{name}" for name in _Sum._fields)
_IT = [column == bindparam(name) for column, name in zip(_TABLE.primary_key, _KEY, strict=True)]
_NEW: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("is_plain", "first", "last")}
_CHANGE = update(_TABLE).where(*_IT).values(_NEW | {"count": bindparam("new_number")})
_REMOVE = delete(_TABLE).where(*_IT)
