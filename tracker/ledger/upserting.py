"""Adding to sums: a new row is inserted, one that is there is added to, column by column as its name says."""

from collections.abc import Callable
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, case, or_
from sqlalchemy.orm import Session

from tracker.ledger.bulk import Rows, run, upserting
from tracker.ledger.schema import Model

type _Rule = Callable[[ColumnElement[Any], ColumnElement[Any]], ColumnElement[Any]]


def _greater(had: ColumnElement[Any], new: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((new > had, new), else_=had)


def _lesser(had: ColumnElement[Any], new: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((new < had, new), else_=had)


def _total(had: ColumnElement[Any], new: ColumnElement[Any]) -> ColumnElement[Any]:
    return had + new


def _either(had: ColumnElement[Any], new: ColumnElement[Any]) -> ColumnElement[Any]:
    return or_(had, new)


def _bits(had: ColumnElement[Any], new: ColumnElement[Any]) -> ColumnElement[Any]:
    return had.op("|")(new)


def _same(had: ColumnElement[Any], _new: ColumnElement[Any]) -> ColumnElement[Any]:
    return had


_RULES: dict[str, _Rule] = {
    "party": _greater,
    "is_plain": _either,
    "first": _lesser,
    "last": _greater,
    "count": _total,
    "size": _total,
    "data": _total,
    "times": _total,
    "requests": _total,
    "kept": _total,
    "sites": _total,
    "vendors": _total,
    "third_parties": _total,
    "facts": _bits,
    "fresh": _bits,
    "stamp": _greater,
    "category": _same,
} | dict.fromkeys(("host_id", "site_id", "rule", "action", "outcome", "manner", "location", "path", "reason"), _same)


def add(session: Session, model: type[Model], rows: Rows) -> None:
    """Add rows to the sums of a table; a row is its columns' values in their order. Counts may be negative."""
    table = model.__table__
    run(session, _adding(session.connection().dialect.name, model), tuple(table.columns.keys()), rows)


@cache
def _adding(dialect: str, model: type[Model]) -> Any:
    table = model.__table__
    adding = upserting(dialect, table)
    sums = [column for column in table.columns if not column.primary_key]
    update = {column.name: _RULES[column.name](column, adding.excluded[column.name]) for column in sums}
    return adding.on_conflict_do_update(index_elements=list(table.primary_key), set_=update)
