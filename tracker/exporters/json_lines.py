"""JSON lines (https://jsonlines.org): one object a row, UTF-8."""

from collections.abc import Iterable, Iterator

from tracker.rows import Row, json_line


def encoded(rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield one line for each row."""
    return map(json_line, rows)
