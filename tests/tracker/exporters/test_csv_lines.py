import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.rows import a_row
from tracker.exporters.csv_lines import encoded
from tracker.rows import Row, without_guard


def read(*rows: Row) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(encoded(rows)).decode(), newline="")))


def test_a_row_reads_back_under_the_same_keys() -> None:
    (row,) = read(a_row(path='a,"b"\r\nc', vendor=None))
    assert list(row) == list(Row._fields)
    assert (row["path"], row["vendor"], row["encoding"]) == ('a,"b"\r\nc', "", "urlencode sha256")
    assert (row["confidence"], row["count"], row["preview"]) == ("1.0", "1", "m•••@m•••")
    assert row["time"] == row["last"] == "2026-03-02T12:00:00.000Z"


def test_without_rows_the_heading_is_there() -> None:
    assert b"".join(encoded([])).decode().rstrip("\r\n").split(",") == list(Row._fields)


def test_labels_are_a_json_object_that_no_spreadsheet_takes_for_a_formula() -> None:
    rows = read(a_row(labels={"country": "fr", "run": "=3"}), a_row(), a_row(labels={"country": "fr", "run": "=3"}))
    assert [row["labels"] for row in rows] == ['{"country":"fr","run":"=3"}', "", '{"country":"fr","run":"=3"}']


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n="])
@pytest.mark.parametrize("key", ["host", "path", "site", "preview", "reasoning", "vendor", "source"])
def test_no_cell_begins_as_a_formula(key: str, start: str) -> None:
    (row,) = read(a_row(**{key: f"{start}cmd|'/c calc'!A0"}))
    assert row[key].startswith("'")


def test_numbers_that_are_equal_are_written_as_what_they_are() -> None:
    rows = read(*(a_row(confidence=confidence, count=1, entry=1) for confidence in (1.0, 0.5)))
    assert [(row["entry"], row["confidence"], row["count"]) for row in rows] == [("1", "1.0", "1"), ("1", "0.5", "1")]


texts_of_strangers = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"]), max_size=20)


@given(st.lists(texts_of_strangers, min_size=4, max_size=4))
def test_what_was_guarded_can_be_taken_back(texts: list[str]) -> None:
    (row,) = read(a_row(**dict(zip(("host", "path", "preview", "reasoning"), texts, strict=True))))
    assert [without_guard(row[key]) for key in ("host", "path", "preview", "reasoning")] == texts
