"""CSV (RFC 4180), UTF-8, with a heading. Safe to open in a spreadsheet: what it would take for a formula gets an
apostrophe in front. Lists are joined by spaces; what does not apply is empty.
"""

from collections.abc import Iterable, Iterator

from tracker.exporters.rows import ExportRow
from tracker.rows import csv_line


def encoded(rows: Iterable[ExportRow]) -> Iterator[bytes]:
    """Yield the heading, then one line for each row."""
    yield csv_line(ExportRow._fields).encode()
    for row in rows:
        yield csv_line(row).encode()
