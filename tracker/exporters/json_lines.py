"""JSON lines (https://jsonlines.org): one object a row, UTF-8."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracker.rows import json_line


def encoded(rows: Iterable[NamedTuple]) -> Iterator[bytes]:
    """Yield one line for each row."""
    return map(json_line, rows)
