"""Converted sources on disk."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.builders import disks
from tracker.upstream import tables
from tracker.upstream.source import UpstreamError

HEADER = tables.Header(
    "adlist", "Ad List", "vendors", "MIT", "https://mit.test", "Ad List AB", ["https://adlist.test/a.json"],
    "2026-01-02T03:04:05Z", "7", 2, is_noncommercial=False,
)  # fmt: skip


def a_table(**changes: Any) -> tables.Table:
    return tables.Table(HEADER._replace(**changes), {"domains": {"adpix.test": 0}})


def test_what_is_written_is_read(tmp_path: Path) -> None:
    tables.write(tmp_path / "catalogue", a_table())
    path = tables.path_of(tmp_path / "catalogue", "adlist")
    assert tables.read(path) == a_table()
    assert tables.header_of(path) == HEADER
    assert path.stat().st_mode & 0o077 == 0


def test_each_row_can_say_where_it_comes_from() -> None:
    assert HEADER.provenance == "Ad List (MIT, 2026-01-02)"
    assert HEADER.time.isoformat() == "2026-01-02T03:04:05+00:00"


def test_where_nothing_is_there_is_none(tmp_path: Path) -> None:
    assert tables.read(tmp_path / "adlist.json") is None
    assert tables.header_of(tmp_path / "adlist.json") is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]\n{}\n",
        b'{"format": 2}\n{}\n',
        b'{"format": 1, "source": "adlist"}\n{}\n',
    ],
    ids=["empty", "cut off", "a list", "another format", "half a header"],
)
def test_a_broken_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "adlist.json"
    path.write_bytes(content)
    for read in (tables.read, tables.header_of):
        with pytest.raises(UpstreamError, match=r"adlist\.json .* update the catalogue again"):
            read(path)


@pytest.mark.parametrize("changes", [{"rows": "2"}, {"retrieved": "yesterday"}, {"retrieved": 3}, {"rows": -1}])
def test_a_header_with_other_types_is_broken(tmp_path: Path, changes: dict[str, Any]) -> None:
    tables.write(tmp_path, a_table(**changes))
    with pytest.raises(UpstreamError, match="is broken"):
        tables.header_of(tables.path_of(tmp_path, "adlist"))


def test_a_list_in_place_of_the_rows_is_broken(tmp_path: Path) -> None:
    tables.write(tmp_path, a_table())
    path = tables.path_of(tmp_path, "adlist")
    path.write_bytes(path.read_bytes().partition(b"\n")[0] + b"\n[]\n")
    with pytest.raises(UpstreamError, match="is broken"):
        tables.read(path)


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables.write(tmp_path, a_table())

    monkeypatch.setattr(os, "replace", disks.full)
    with pytest.raises(OSError, match="No space"):
        tables.write(tmp_path, a_table(rows=9))
    assert [path.name for path in tmp_path.iterdir()] == ["adlist.json"]
    assert tables.read(tmp_path / "adlist.json") == a_table()
