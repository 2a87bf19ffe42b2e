"""The sums anew, from the rows, after what is older than a time was erased."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, cast, delete, func, insert, literal, select, type_coerce
from sqlalchemy.orm import Session

from tracker.ledger.models import Daily, Disclosure, Exposure
from tracker.ledger.moments import DAY, micros
from tracker.ledger.sums import exposures_of_rows

type Among = Callable[..., Sequence[ColumnElement[bool]]]


def sum_again(session: Session, before: datetime, among: Among) -> None:
    """Bring the sums after the rows before that time are gone. `among(host, time)` says which were erased.

    Only what reaches over that time is summed anew: exposures of the hosts concerned, and one day.
    """
    _exposures(session, among)
    _days(session, before, among)


def _exposures(session: Session, among: Among) -> None:
    sums = Exposure
    session.execute(delete(sums).where(*among(sums.host_id, sums.last)))
    hosts = session.scalars(select(sums.host_id).where(*among(sums.host_id, sums.first)).distinct()).all()
    for host in hosts:
        session.execute(delete(sums).where(sums.host_id == host))
        anew = exposures_of_rows().where(Disclosure.host_id == host)
        session.execute(insert(sums.__table__).from_select(sums.__table__.columns.keys(), anew))


def _days(session: Session, before: datetime, among: Among) -> None:
    day, row = micros(before) // DAY, Disclosure
    session.execute(delete(Daily).where(Daily.day <= day, *among(Daily.host_id)))
    anew: Any = (
        select(
            literal(day),
            row.host_id,
            row.category,
            row.party,
            row.manner,
            cast(func.sum(row.count), BigInteger),
        )
        .where(row.time >= before, type_coerce(row.time, BigInteger) < (day + 1) * DAY, *among(row.host_id))
        .group_by(row.host_id, row.category, row.party, row.manner)
    )
    session.execute(insert(Daily.__table__).from_select(Daily.__table__.columns.keys(), anew))
