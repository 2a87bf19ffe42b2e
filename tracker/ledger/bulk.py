"""Thousands of rows with one statement, handed to the driver as they are: the way that writing must be quick on.

Values are the database's own (`moments.micros` of a time, an enum's value): no type of ours converts them.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Delete, Dialect, Insert, Table, Update, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

type Rows = Sequence[tuple[Any, ...]]


class _Prepared(NamedTuple):
    sql: str
    order: tuple[int, ...] | None  # where the driver wants each value; None: it takes them by name


def insert_rows(session: Session, table: Table, rows: Rows) -> None:
    """Insert rows; each has the table's columns in their order."""
    run(session, _insert(table), tuple(table.columns.keys()), rows)


def run(session: Session, statement: Insert | Update | Delete, names: tuple[str, ...], rows: Rows) -> None:
    """Execute a statement for each row; `names` are what the row's values stand for.

    What the statement becomes is remembered: make it once, not for each call.
    """
    if not rows:
        return
    connection = session.connection()
    prepared = _prepared(statement, connection.dialect, names)
    if prepared.order is None:
        connection.exec_driver_sql(prepared.sql, [dict(zip(names, row, strict=True)) for row in rows])
    elif prepared.order == tuple(range(len(names))):
        connection.exec_driver_sql(prepared.sql, list(rows))
    else:
        connection.exec_driver_sql(prepared.sql, [tuple(row[place] for place in prepared.order) for row in rows])


@cache
def upserting(dialect: str, table: Table) -> Any:
    """Return an insert that can say what to do on a conflict; SQLAlchemy has it once for each database."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


@cache
def _insert(table: Table) -> Insert:
    return insert(table)


@lru_cache(128)
def _prepared(statement: Insert | Update | Delete, dialect: Dialect, names: tuple[str, ...]) -> _Prepared:
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    order = getattr(compiled, "positiontup", None)
    return _Prepared(str(compiled), None if order is None else tuple(names.index(name) for name in order))
