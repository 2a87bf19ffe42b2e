import csv
import io

import pytest

from tests.builders.told import a_told
from tracker.exporters import FORMATS
from tracker.exporters.rows import ExportRow, export_row


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_a_row_reads_back_under_the_same_keys() -> None:
    data = b"".join(FORMATS["csv"]([export_row(a_told(path='a,"b"\r\nc', vendor=None))]))
    (row,) = read(data)
    assert list(row) == list(ExportRow._fields)
    assert (row["path"], row["vendor"], row["encoding"]) == ('a,"b"\r\nc', "", "urlencode sha256")
    assert (row["confidence"], row["count"], row["preview"]) == ("1.0", "1", "m•••@m•••")


def test_without_rows_the_heading_is_there() -> None:
    assert b"".join(FORMATS["csv"]([])).decode().rstrip("\r\n").split(",") == list(ExportRow._fields)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n="])
@pytest.mark.parametrize("key", ["host", "path", "site", "preview", "reasoning", "vendor", "source"])
def test_no_cell_begins_as_a_formula(key: str, start: str) -> None:
    (row,) = read(b"".join(FORMATS["csv"]([export_row(a_told(**{key: f"{start}cmd|'/c calc'!A0"}))])))
    assert row[key].startswith("'")


def test_numbers_that_are_equal_are_written_as_what_they_are() -> None:
    rows = [export_row(a_told(confidence=confidence, times=1, entry=1)) for confidence in (1.0, 0.5)]
    assert [(row["entry"], row["confidence"], row["count"]) for row in read(b"".join(FORMATS["csv"](rows)))] == [
        ("1", "1.0", "1"),
        ("1", "0.5", "1"),
    ]
