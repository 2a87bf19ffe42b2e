"""Sources as they were fetched and converted."""

from pathlib import Path

import pytest

from tests.tracker.vendors.test_fetched import put
from tracker.upstream import tables
from tracker.vendors import converted


def test_it_says_where_its_rows_come_from(tmp_path: Path) -> None:
    put(tmp_path, "v2fly", {"newpix.test": 0})
    path = tables.path_of(tmp_path, "v2fly")
    via, body = converted.read(path)
    table = tables.read(path)
    assert table
    assert (via, body) == (table.header.provenance, table.body)
    assert via == "V2Fly (MIT, 2026-01-02)"


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"{}\n{}",
        b"[]\n{}",
        b'{"format": 1, "title": "", "licence": "", "retrieved": 5}\n{}',
        b'{"format": 1, "title": "", "licence": "", "retrieved": ""}\n{',
        b'{"format": 2, "title": "", "licence": "", "retrieved": ""}\n{}',
    ],
    ids=["no file", "empty", "no format", "a list", "no day", "cut off", "another format"],
)
def test_what_is_broken_raises_what_is_said(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(converted.BROKEN):
        converted.read(path)
