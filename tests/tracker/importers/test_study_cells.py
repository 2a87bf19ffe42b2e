from datetime import UTC, datetime
from typing import Any

import pytest

from tracker.dictionary import Kind
from tracker.importers.study_cells import PARSERS, reader_of
from tracker.study_tables import TABLES, Column, Table

TABLE = Table(
    "things",
    "things of a test",
    (Column("name", Kind.NAME, "a name"), Column("count", Kind.INTEGER, "a number", "", False)),
    ("name",),
)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.NAME, "'=1", "=1"),
        (Kind.NAME, "''=1", "'=1"),
        (Kind.TEXT, "'quoted", "'quoted"),
        (Kind.MOMENT, "2026-03-02T12:00:00.000Z", datetime(2026, 3, 2, 12, tzinfo=UTC)),
        (Kind.MOMENT, "2026-03-02T14:00:00+02:00", datetime(2026, 3, 2, 12, tzinfo=UTC)),
        (Kind.INTEGER, "12", 12),
        (Kind.NUMBER, "0.5", 0.5),
        (Kind.LIST, '["urlencode","sha256"]', ("urlencode", "sha256")),
        (Kind.LIST, "[]", ()),
    ],
)
def test_a_cell_reads_back(kind: Kind, text: str, value: Any) -> None:
    assert PARSERS[kind](text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.MOMENT, "yesterday"),
        (Kind.MOMENT, "2026-03-02T12:00:00"),
        (Kind.INTEGER, "-1"),
        (Kind.INTEGER, "٣"),
        (Kind.INTEGER, "9" * 5000),
        (Kind.INTEGER, str(2**48 + 1)),
        (Kind.NUMBER, "nan"),
        (Kind.NUMBER, "inf"),
        (Kind.LIST, "{}"),
        (Kind.LIST, "[1]"),
        (Kind.LIST, "["),
        (Kind.LIST, "[" * 100_000),
        (Kind.LIST, '["a"' + ',"a"' * 100 + "]"),
    ],
    ids=str,
)
def test_what_is_none_is_an_error(kind: Kind, text: str) -> None:
    table = Table("t", "t", (Column("x", kind, "x"),), ("x",))
    with pytest.raises(ValueError, match=r"^x is no "):
        reader_of(table, ["x"]).values([text])


def test_a_row_is_read_by_its_heading_whatever_the_order() -> None:
    reader = reader_of(TABLE, ["count", "later", "name"])
    assert reader.values(["", "new", "a"]) == {"name": "a", "count": None}


@pytest.mark.parametrize(
    ("heading", "row", "words"),
    [
        (["name"], ["a"], "there is no column 'count'"),
        ([], [], "there is no column 'name'"),
        (["name", "count", "name"], ["a", "1", "b"], "two columns have one name"),
        (["name", "count"], ["a"], "1 cells where the heading has 2"),
        (["name", "count"], ["", "1"], "name is empty"),
    ],
)
def test_a_table_of_another_shape_is_an_error(heading: list[str], row: list[str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        reader_of(TABLE, heading).values(row)


def test_every_kind_that_a_table_uses_can_be_read() -> None:
    assert {column.kind for table in TABLES for column in table.columns} <= set(PARSERS)
