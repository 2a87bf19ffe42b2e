"""The ledger's disclosures in formats for others. One format is one module; here they are listed."""

from collections.abc import Callable, Iterable, Iterator

from tracker.exporters import csv_lines, json_lines
from tracker.exporters.rows import ExportRow

type Format = Callable[[Iterable[ExportRow]], Iterator[bytes]]

FORMATS: dict[str, Format] = {"jsonl": json_lines.encoded, "csv": csv_lines.encoded}
