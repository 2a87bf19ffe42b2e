"""Asking for many keys at once, and reserving ids for many rows at once."""

from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from itertools import batched
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Table, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

type Column = ColumnElement[Any] | InstrumentedAttribute[Any]

_MOST = 1000  # values in one statement: PostgreSQL takes 65,535, and long ones cost more than they save


def rows_among[*Columns](
    session: Session, asked: Select[*Columns], column: Column, values: Collection[Any], **others: Any
) -> Iterator[tuple[*Columns]]:
    """Yield the rows in which the column has one of these values; `others` are what else the question has left open.

    What a question becomes is remembered: one that is asked again and again is made once.
    """
    if values:
        question = _among(asked, column)
        for some in batched(values, _MOST):
            yield from session.execute(question, {"among": some, **others})


@lru_cache(64)
def _among[*Columns](asked: Select[*Columns], column: Column) -> Select[*Columns]:
    """The values are handed over as one: SQLAlchemy would make each an expression of its own."""
    return asked.where(column.in_(bindparam("among", type_=column.type, expanding=True)))


def reserved_ids(session: Session, table: Table, count: int) -> Sequence[int]:
    """Return ids for rows that this transaction is about to insert. Whoever calls has the turn to write."""
    if not count:
        return ()
    if session.connection().dialect.name == "sqlite":
        last: int = session.scalar(_last_id(table)) or 0
        return range(last + 1, last + 1 + count)
    sequence = func.pg_get_serial_sequence(table.name, "id")
    numbers = func.generate_series(1, count, type_=Integer).table_valued("number")
    return session.scalars(select(func.nextval(sequence)).select_from(numbers)).all()


@cache
def _last_id(table: Table) -> Select[int | None]:
    return select(func.max(table.c.id))
