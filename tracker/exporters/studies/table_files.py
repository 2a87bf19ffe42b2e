"""A table of a study as two files, CSV and Parquet, written in one go, some thousand rows at a time."""

import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import batched
from pathlib import Path
from typing import Any

from tracker.dictionary import Kind
from tracker.exporters.parquet import arrow_type, pyarrow
from tracker.exporters.studies.archive import Archive
from tracker.rows import csv_cell, json_bytes
from tracker.study_tables import Table, place_of

AT_ONCE = 20_000
"""Rows in memory, and in a row group."""

type Row = tuple[Any, ...]


def write_table(archive: Archive, table: Table, rows: Iterable[Row], folder: Path) -> int:
    """Add a table to the archive and return how many rows it has. The folder takes a file meanwhile.

    Raises ConfigurationError where pyarrow is not installed.
    """
    pa, parquet = pyarrow()
    layout, count, known = _schema(pa, table), 0, lru_cache(20_000, typed=True)(_cell)
    with tempfile.TemporaryFile(dir=folder, prefix=".tracker-study.") as draft:
        with (
            archive.member(place_of(table, "csv")) as out,
            parquet.ParquetWriter(draft, layout, compression="zstd") as columns,
        ):
            out.write(_lines([table.names]))
            for some in batched(rows, AT_ONCE):
                count += len(some)
                out.write(_lines(map(known, row) for row in some))
                columns.write_batch(_batch(pa, some, layout, table))
        draft.seek(0)
        with archive.member(place_of(table, "parquet")) as out:
            shutil.copyfileobj(draft, out, 1 << 20)
    return count


def _cell(value: Any) -> str:
    return csv_cell(json_bytes(value).decode() if isinstance(value, tuple) else value)


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _schema(pa: Any, table: Table) -> Any:
    fields = [
        pa.field(
            column.name,
            arrow_type(pa, column.kind),
            nullable=not column.is_required,
            metadata={"description": column.text} | ({"unit": column.unit} if column.unit else {}),
        )
        for column in table.columns
    ]
    return pa.schema(fields, metadata={"tracker.description": table.text})


def _batch(pa: Any, some: Iterable[Row], layout: Any, table: Table) -> Any:
    made: dict[Kind, Callable[[Any], Any]] = {
        Kind.NAME: lambda values: pa.array(values, pa.string()).dictionary_encode()
    }
    columns = [
        made.get(column.kind, lambda values, field=field: pa.array(values, field.type))(values)
        for column, field, values in zip(table.columns, layout, zip(*some, strict=True), strict=True)
    ]
    return pa.record_batch(columns, schema=layout)
