"""Erasing what rules did, and the sums of it anew: from the rows that are left."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, case, cast, delete, func, insert, select, type_coerce
from sqlalchemy.orm import Session

from tracker.ledger.models import RuledRequest, RuleTally, Ruling, RulingDay, RulingSite, RulingTally
from tracker.rulings import KEPT
from tracker.taxonomy import Category

type Among = Callable[..., Sequence[ColumnElement[bool]]]


def erase_rulings(session: Session, among: Among | None, categories: Sequence[Category] = ()) -> None:
    """Erase what `among(host, time)` says, or all where it is None, and count the rest anew.

    What is alike on one day is one row: it goes with the first of it. With `categories`, only what is of these; the
    requests with which rules did something stay then, for they say nothing of data.
    """
    of_kinds = (Ruling.category.in_(categories),) if categories else ()
    session.execute(delete(Ruling).where(*(among(Ruling.host_id, Ruling.first) if among else ()), *of_kinds))
    if not categories:
        session.execute(delete(RuledRequest).where(*(among(RuledRequest.host_id, RuledRequest.time) if among else ())))
    recount_rulings(session)


def recount_rulings(session: Session) -> None:
    """Count all of it anew, from the rows."""
    row, one = Ruling, RuledRequest
    sums = (_total(row.times), func.min(row.first), func.max(row.last))
    kept = case((row.outcome.in_([outcome.value for outcome in KEPT]), row.times), else_=0)
    for table, keys, counts in (
        (RuleTally, (one.rule,), (func.count(),)),
        (RulingTally, (row.host_id, row.rule, row.category, row.outcome), sums),
        (RulingSite, (row.site_id, row.host_id, row.category, row.outcome), sums),
        (RulingDay, (row.day, row.host_id), (_total(kept), _total(row.times))),
    ):
        session.execute(delete(table))
        asked: Any = select(*keys, *counts).group_by(*keys)
        session.execute(insert(table.__table__).from_select(table.__table__.columns.keys(), asked))


def _total(column: Any) -> ColumnElement[int]:
    return cast(func.sum(type_coerce(column, BigInteger)), BigInteger)
