"""Rows on standard output, in the format that the person asked for."""

import sys
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Literal, NamedTuple

from tracker.rows import Row, csv_line, json_line
from tracker.terminal import Column, printable, table

type Format = Literal["table", "jsonl", "csv"]

_COLUMNS = (
    Column("entry", 6),
    Column("host", 20, 3),
    Column("vendor", 10, 1),
    Column("party", 7),
    Column("category", 16),
    Column("where", 14, 3),
    Column("value", 12, 1),
    Column("found by", 12),
)


def print_rows(rows: Iterable[Row], form: Format) -> None:
    """Print findings as they come: JSON lines, CSV, or for each source a table."""
    if form == "jsonl":
        print_json_lines(rows)
    elif form == "csv":
        _print(line.encode() for line in _csv(rows))
    else:
        _print(line.encode(sys.stdout.encoding, "replace") for line in _tables(rows))


def print_json_lines(rows: Iterable[NamedTuple]) -> None:
    """Print rows of any shape, one JSON object a line, as UTF-8 on every platform."""
    _print(map(json_line, rows))


def _print(lines: Iterable[bytes]) -> None:
    """Not by click's `echo`: it takes out what looks like colours, and so could leave a formula at a cell's start."""
    out = sys.stdout.buffer
    for line in lines:
        out.write(line)
    out.flush()


def _csv(rows: Iterable[Row]) -> Iterator[str]:
    return chain([csv_line(Row._fields)], map(csv_line, rows))


def _tables(rows: Iterable[Row]) -> Iterator[str]:
    for source, found in groupby(rows, key=lambda row: row.source):
        yield f"\n{printable(source or '')}\n"
        for line in table(_COLUMNS, map(_cells, found)):
            yield f"{line}\n"


def _cells(row: Row) -> tuple[str, ...]:
    steps = "".join(f" ← {step}" for step in reversed(row.encoding))
    return (
        str(row.entry),
        row.host,
        row.vendor or "",
        row.party,
        row.category,
        f"{row.location} {row.path}{steps}",
        row.preview,
        f"{row.method} {row.confidence:.2f}",
    )
