"""CSV (RFC 4180), UTF-8, with a heading. Safe to open in a spreadsheet: what it would take for a formula gets an
apostrophe in front. Lists are joined by spaces, labels are JSON; what does not apply is empty.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import batched
from typing import NamedTuple

from tracker.rows import Row, csv_cell

_AT_ONCE = 500  # rows


def encoded(rows: Iterable[NamedTuple], fields: tuple[str, ...] = Row._fields) -> Iterator[bytes]:
    """Yield the heading, then the rows, some at a time."""
    known = lru_cache(10_000, typed=True)(csv_cell)  # most cells repeat; typed, for 1 and 1.0 are written differently

    def cell(value: object) -> str:
        return csv_cell(value) if isinstance(value, dict) else known(value)

    yield _lines([fields])
    for some in batched(rows, _AT_ONCE):
        yield _lines(map(cell, row) for row in some)


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
