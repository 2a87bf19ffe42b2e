"""The rows that scripts read."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.records import a_disclosure, a_record
from tracker.rows import Row, csv_cell, csv_line, json_bytes, json_line, rfc3339, rows_of, without_guard

KEYS = [
    *("source", "entry", "time", "host", "recipient", "vendor", "site", "party", "category", "location", "path"),
    *("method", "encoding", "confidence", "reasoning", "preview", "fingerprint", "manner", "scheme", "count"),
    *("last", "http_method", "site_confidence", "site_basis", "labels", "aliases"),
]


class Pair(NamedTuple):
    name: str
    size: int | None


def test_a_record_gives_one_row_for_each_disclosure() -> None:
    rows = list(rows_of(a_record(a_disclosure(), a_disclosure()), "acme"))
    assert len(rows) == 2
    assert {row.vendor for row in rows} == {"acme"}


def test_a_record_without_disclosures_gives_no_row() -> None:
    assert not list(rows_of(replace(a_record(), disclosures=()), None))


def test_the_keys_are_those_that_scripts_were_promised() -> None:
    (row,) = rows_of(a_record(a_disclosure()), None)
    told = json.loads(json_line(row))
    assert list(told) == KEYS
    assert told["vendor"] is None
    assert (told["encoding"], told["count"], told["last"]) == ([], 1, told["time"])
    assert told["category"] == "email_address"


def test_the_value_is_in_no_row() -> None:
    (row,) = rows_of(a_record(a_disclosure()), None)
    assert "marie" not in str(row).lower()


@pytest.mark.parametrize(
    ("time", "written"),
    [
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "2026-01-02T03:04:05.000Z"),
        (datetime(2026, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC), "2026-01-02T03:04:05.678Z"),
        (datetime(2026, 1, 2, 3, 4, 5, 678_901, tzinfo=UTC), "2026-01-02T03:04:05.678901Z"),
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=2))), "2026-01-02T01:04:05.000Z"),
    ],
)
def test_times_are_written_in_utc(time: datetime, written: str) -> None:
    assert rfc3339(time) == written


def test_half_of_a_surrogate_pair_is_written_as_a_question_mark() -> None:
    assert json.loads(json_line(Pair("a\ud800b", None))) == {"name": "a?b", "size": None}


def test_what_json_has_no_place_for_is_an_error_of_ours() -> None:
    with pytest.raises(TypeError):
        json_bytes({"a": {1, 2}})


def test_text_that_is_no_unicode_is_mended_wherever_it_lies() -> None:
    assert json.loads(json_bytes({"a\ud800": [("b\ud800", 1, None)]})) == {"a?": [["b?", 1, None]]}


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (7, "7"),
        (-0.5, "-0.5"),
        ("plain", "plain"),
        (("urlencode", "sha256"), "urlencode sha256"),
        ((), ""),
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("\r=1", "'\r=1"),
        ("\uff1dcmd", "'\uff1dcmd"),
        ("a=b", "a=b"),
        ("a\0b", "a\ufffdb"),
        ("\x1b[2J=cmd()", "\ufffd[2J=cmd()"),
        ("\u200b=cmd()", "\ufffd=cmd()"),
        ("two\nlines\tand", "two\nlines\tand"),
    ],
)
def test_what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(value: object, cell: str) -> None:
    assert csv_cell(value) == cell


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=5))
def test_a_csv_line_reads_back_as_its_cells(cells: list[str]) -> None:
    (row,) = csv.reader(io.StringIO(csv_line(tuple(cells)), newline=""))
    assert [cell.removeprefix("'") for cell in row] == [csv_cell(cell).removeprefix("'") for cell in cells]


def test_a_row_has_as_many_cells_as_it_has_keys() -> None:
    assert list(Row._fields) == KEYS


@pytest.mark.parametrize(
    ("cell", "text"),
    [("'=1+1", "=1+1"), ("''=1", "'=1"), ("'plain", "'plain"), ("plain", "plain"), ("", ""), ("'", "'")],
)
def test_the_apostrophe_before_a_formula_can_be_taken_off_again(cell: str, text: str) -> None:
    assert without_guard(cell) == text
    assert csv_cell(text) == cell
