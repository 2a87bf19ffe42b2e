"""The sums anew, from the rows, after what is older than a time was erased."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, cast, delete, func, insert, literal, select, type_coerce
from sqlalchemy.orm import Session

from tracker.ledger.models import Daily, Datum, Disclosure, Exposure
from tracker.ledger.moments import DAY, micros
from tracker.ledger.sums import exposures_of_rows
from tracker.taxonomy import Category

type Among = Callable[..., Sequence[ColumnElement[bool]]]


def sum_again(session: Session, before: datetime, among: Among, categories: Sequence[Category] = ()) -> None:
    """Bring the sums after the rows before that time are gone. `among(host, time)` says which were erased, `categories`
    of which they were (none: of all).

    Only what reaches over that time is summed anew: exposures of the hosts concerned, and one day.
    """
    _exposures(session, among, categories)
    _days(session, before, among, categories)


def _exposures(session: Session, among: Among, categories: Sequence[Category]) -> None:
    sums = Exposure
    data = select(Datum.id).where(Datum.category.in_(categories))
    of_kinds = (sums.datum_id.in_(data),) if categories else ()
    rows_of_kinds = _of(Disclosure, categories)
    session.execute(delete(sums).where(*among(sums.host_id, sums.last), *of_kinds))
    reaching = select(sums.host_id).where(*among(sums.host_id, sums.first), *of_kinds)
    for host in session.scalars(reaching.distinct()).all():
        session.execute(delete(sums).where(sums.host_id == host, *of_kinds))
        anew = exposures_of_rows().where(Disclosure.host_id == host, *rows_of_kinds)
        session.execute(insert(sums.__table__).from_select(sums.__table__.columns.keys(), anew))


def _of(table: type[Disclosure | Daily], categories: Sequence[Category]) -> tuple[ColumnElement[bool], ...]:
    return (table.category.in_(categories),) if categories else ()


def _days(session: Session, before: datetime, among: Among, categories: Sequence[Category]) -> None:
    day, row = micros(before) // DAY, Disclosure
    session.execute(delete(Daily).where(Daily.day <= day, *among(Daily.host_id), *_of(Daily, categories)))
    anew: Any = (
        select(
            literal(day),
            row.host_id,
            row.category,
            row.party,
            row.manner,
            cast(func.sum(row.count), BigInteger),
        )
        .where(row.time >= before, type_coerce(row.time, BigInteger) < (day + 1) * DAY)
        .where(*among(row.host_id), *_of(row, categories))
        .group_by(row.host_id, row.category, row.party, row.manner)
    )
    session.execute(insert(Daily.__table__).from_select(Daily.__table__.columns.keys(), anew))
