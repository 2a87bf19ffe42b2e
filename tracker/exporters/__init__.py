"""The ledger's disclosures in formats for others. One format is one module, loaded when it is asked for."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.exporters.selection import Selection

type Text = Callable[["Selection"], Iterator[bytes]]
type Binary = Callable[["Selection", Path], None]


def _json_lines(selection: "Selection") -> Iterator[bytes]:
    from tracker.exporters import json_lines

    return json_lines.encoded(selection.rows())


def _csv(selection: "Selection") -> Iterator[bytes]:
    from tracker.exporters import csv_lines

    return csv_lines.encoded(selection.rows())


def _har(selection: "Selection") -> Iterator[bytes]:
    from tracker.exporters import har

    return har.encoded(selection.rows())


def _json_ld(selection: "Selection") -> Iterator[bytes]:
    from tracker.exporters import json_ld

    return json_ld.encoded(selection)


def _parquet(selection: "Selection", path: Path) -> None:
    from tracker.exporters import parquet

    parquet.write(selection.rows(), path, selection.made)


def _sqlite(selection: "Selection", path: Path) -> None:
    from tracker.exporters import sqlite

    sqlite.write(selection.rows(), selection.companies(), path, selection.made)


TEXTS: dict[str, Text] = {"jsonl": _json_lines, "csv": _csv, "har": _har, "jsonld": _json_ld}
"""What can be printed."""

BINARIES: dict[str, Binary] = {"parquet": _parquet, "sqlite": _sqlite}
"""What needs a file."""

FORMATS = (*TEXTS, *BINARIES)
