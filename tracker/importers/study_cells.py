"""The cells of a study's tables, read back: what `tracker.exporters.studies.table_files` writes as CSV."""

import json
import math
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from tracker.dictionary import Kind
from tracker.rows import without_guard
from tracker.study_tables import Column, Table

type Parse = Callable[[str], Any]

_LARGEST = 2**48
_MOST = 100  # items of a list


class Reader:
    """Reads rows that have a heading. Raises ValueError that names column and fault."""

    def __init__(self, columns: Sequence[tuple[int, Column]], width: int) -> None:
        self._columns = [(place, column, PARSERS[column.kind]) for place, column in columns]
        self._width = width

    def values(self, row: Sequence[str]) -> dict[str, Any]:
        """Return a row's values by column; None for what does not apply."""
        if len(row) != self._width:
            raise ValueError(f"{len(row)} cells where the heading has {self._width}")
        return {column.name: _value(row[place], column, parse) for place, column, parse in self._columns}


def reader_of(table: Table, heading: Sequence[str]) -> Reader:
    """Return what reads the table under that heading. Columns that it does not know are left out.

    Raises ValueError for a heading that lacks a column, or has one twice.
    """
    if missing := [name for name in table.names if name not in heading]:
        raise ValueError(f"there is no column {missing[0]!r}")
    if len(set(heading)) < len(heading):
        raise ValueError("two columns have one name")
    return Reader([(heading.index(column.name), column) for column in table.columns], len(heading))


def _value(text: str, column: Column, parse: Parse) -> Any:
    if not text:
        if column.is_required:
            raise ValueError(f"{column.name} is empty")
        return None
    try:
        return parse(text)
    except (ValueError, TypeError, RecursionError, OverflowError) as error:
        raise ValueError(f"{column.name} is no {column.kind.value}: {text[:40]!r}") from error


@lru_cache(4096)
def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no time zone")
    return moment.astimezone(UTC)


def _integer(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 15 and int(text) <= _LARGEST):
        raise ValueError("no whole number, or too large")
    return int(text)


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("no finite number")
    return number


@lru_cache(4096)
def _list(text: str) -> tuple[str, ...]:
    items = json.loads(text)
    if not isinstance(items, list) or len(items) > _MOST or not all(isinstance(item, str) for item in items):
        raise ValueError("no list of texts")
    return tuple(items)


PARSERS: dict[Kind, Parse] = {
    Kind.NAME: without_guard,
    Kind.TEXT: without_guard,
    Kind.MOMENT: _moment,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _number,
    Kind.LIST: _list,
}
