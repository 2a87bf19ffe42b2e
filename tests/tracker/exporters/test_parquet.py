import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.builders.records import NOON
from tests.builders.rows import a_row
from tracker.dictionary import EVIDENCE, MEANINGS
from tracker.errors import ConfigurationError
from tracker.exporters.parquet import write
from tracker.rows import Row


def read(path: Path, *rows: Row) -> Any:
    write(rows, path, NOON)
    return parquet.read_table(str(path))


def test_rows_read_back_as_they_were(tmp_path: Path) -> None:
    rows = [a_row(), a_row(source="a.har", vendor=None, site=None, encoding=(), count=3, last=NOON + timedelta(1))]
    table = read(tmp_path / "a.parquet", *rows)
    told = table.to_pylist()
    assert [
        Row(**{key: one[key] for key in Row._fields})._replace(encoding=tuple(one["encoding"])) for one in told
    ] == rows
    assert told[0]["evidence"] == {
        key: list(rows[0].encoding) if key == "encoding" else getattr(rows[0], key) for key in EVIDENCE
    }


def test_columns_have_types(tmp_path: Path) -> None:
    layout = read(tmp_path / "a.parquet", a_row()).schema
    assert layout.field("time").type == layout.field("last").type == pa.timestamp("us", tz="UTC")
    assert pa.types.is_dictionary(layout.field("host").type)
    assert layout.field("encoding").type == pa.list_(pa.string())
    assert layout.field("count").type == pa.int64()
    assert layout.field("confidence").type == pa.float64()
    assert [field.name for field in layout.field("evidence").type] == list(EVIDENCE)
    assert layout.names == [*Row._fields, "evidence"]


def test_labels_are_texts_by_key(tmp_path: Path) -> None:
    labels = [{"country": "fr", "run": "3"}, None, {"note": "\udc80"}]
    table = read(tmp_path / "a.parquet", *(a_row(labels=some) for some in labels))
    assert table.schema.field("labels").type == pa.map_(pa.string(), pa.string())
    assert table.column("labels").to_pylist(maps_as_pydicts="strict") == [labels[0], None, {"note": "?"}]


def test_each_column_says_what_it_means(tmp_path: Path) -> None:
    layout = read(tmp_path / "a.parquet", a_row()).schema
    assert layout.field("time").metadata[b"unit"] == b"UTC"
    assert all(layout.field(key).metadata[b"description"].decode() == MEANINGS[key].text for key in Row._fields)
    assert layout.metadata[b"tracker.made"] == b"2026-03-02T12:00:00.000Z"
    assert layout.metadata[b"tracker.version"]
    assert list(json.loads(layout.metadata[b"tracker.keys"])) == list(Row._fields)


def test_nothing_is_a_table_without_rows(tmp_path: Path) -> None:
    table = read(tmp_path / "a.parquet")
    assert (table.num_rows, table.column_names) == (0, [*Row._fields, "evidence"])


def test_hostile_names_stay_within_their_cells(tmp_path: Path) -> None:
    table = read(tmp_path / "a.parquet", a_row(path="=1\0\x1b[2J\n", source="a\ud800.har", encoding=("x\ud800",)))
    assert table.column("path").to_pylist() == ["=1\0\x1b[2J\n"]
    assert (table.column("source").to_pylist(), table.column("encoding").to_pylist()) == (["a?.har"], [["x?"]])


def test_however_many_rows_few_are_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.exporters.parquet._AT_ONCE", 100)
    path = tmp_path / "a.parquet"
    write((a_row(entry=number, host=f"h{number}.test") for number in range(1050)), path)
    file = parquet.ParquetFile(str(path))
    assert (file.num_row_groups, file.metadata.num_rows) == (11, 1050)
    assert file.read().column("entry").to_pylist() == list(range(1050))


def test_times_beyond_seconds_are_exact(tmp_path: Path) -> None:
    time = datetime(2026, 1, 2, 3, 4, 5, 678_901, tzinfo=UTC)
    assert read(tmp_path / "a.parquet", a_row(time=time)).column("time").to_pylist() == [time]


def test_without_pyarrow_one_line_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigurationError, match="pip install pyarrow"):
        write([], tmp_path / "a.parquet")


def test_aliases_are_a_list_or_nothing(tmp_path: Path) -> None:
    table = read(tmp_path / "a.parquet", a_row(aliases=("a.test", "b.test")), a_row())
    assert table.column("aliases").to_pylist() == [["a.test", "b.test"], None]
