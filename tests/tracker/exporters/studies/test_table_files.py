import csv
import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from tests.builders.records import NOON
from tracker.dictionary import Kind
from tracker.exporters.characters import on_one_line
from tracker.exporters.studies.archive import Archive
from tracker.exporters.studies.table_files import write_table
from tracker.importers.study_cells import reader_of
from tracker.study_tables import Column, Table

TABLE = Table(
    "things",
    "things of a test",
    (
        Column("name", Kind.NAME, "a name"),
        Column("text", Kind.TEXT, "a text", "words", False),
        Column("time", Kind.MOMENT, "a time", "UTC"),
        Column("count", Kind.INTEGER, "a number", "", False),
        Column("share", Kind.NUMBER, "a share"),
        Column("steps", Kind.LIST, "steps"),
    ),
    ("name",),
)
ROWS = [("a", None, NOON, 3, 0.5, ("urlencode", "sha256")), ("=b", "x,\"y'", NOON, None, 1.0, ())]


def written(folder: Path, rows: Any) -> tuple[list[list[str]], Any, int]:
    out = io.BytesIO()
    with Archive(out) as archive:
        count = write_table(archive, TABLE, rows, folder)
    with zipfile.ZipFile(out) as archive_read:
        text = archive_read.read("data/things.csv").decode()
        table = parquet.read_table(io.BytesIO(archive_read.read("data/things.parquet")))
    return list(csv.reader(io.StringIO(text, newline=""))), table, count


def test_both_files_say_the_same(tmp_path: Path) -> None:
    lines, table, count = written(tmp_path, ROWS)
    assert count == table.num_rows == 2
    assert lines[1] == ["a", "", "2026-03-02T12:00:00.000Z", "3", "0.5", '["urlencode","sha256"]']
    assert lines[2] == ["'=b", "x,\"y'", "2026-03-02T12:00:00.000Z", "", "1.0", "[]"]
    assert [tuple(row.values()) for row in table.to_pylist()] == [(*row[:5], list(row[5])) for row in ROWS]
    assert os.listdir(tmp_path) == []


def test_parquet_has_types_and_meanings(tmp_path: Path) -> None:
    layout = written(tmp_path, ROWS)[1].schema
    assert layout.field("time").type == pa.timestamp("us", tz="UTC")
    assert pa.types.is_dictionary(layout.field("name").type)
    assert layout.field("steps").type == pa.list_(pa.string())
    assert layout.field("text").metadata == {b"description": b"a text", b"unit": b"words"}
    assert (layout.field("name").nullable, layout.field("text").nullable) == (False, True)


def test_nothing_is_a_heading_and_a_table_without_rows(tmp_path: Path) -> None:
    lines, table, count = written(tmp_path, [])
    assert (lines, table.num_rows, count) == ([list(TABLE.names)], 0, 0)


def test_however_many_rows_few_are_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.exporters.studies.table_files.AT_ONCE", 10)
    lines, table, count = written(tmp_path, (ROWS[0] for _ in range(25)))
    assert (len(lines), table.num_rows, count) == (26, 25, 25)


texts = st.text(st.characters(), min_size=1, max_size=20).map(on_one_line)
rows = st.tuples(
    texts,
    st.none() | texts,
    st.just(NOON),
    st.none() | st.integers(0, 2**48),
    st.floats(0, 1),
    st.lists(texts, max_size=3).map(tuple),
)


@settings(max_examples=50)
@given(rows)
def test_whatever_strangers_chose_csv_reads_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, row: tuple[Any, ...]
) -> None:
    lines, table, _ = written(tmp_path_factory.getbasetemp(), [row])
    assert tuple(reader_of(TABLE, lines[0]).values(lines[1]).values()) == row
    assert table.to_pylist()[0]["name"] == row[0]
