"""Rows in the formats that a person may ask for."""

import csv
import io
import json

import pytest

from tests.builders.records import a_disclosure, a_record, an_evidence
from tracker.cli.printing import Format, print_rows
from tracker.rows import Row, rows_of

HOSTILE = an_evidence("\x1b[2J=cmd()", encoding=("urlencode", "sha256"))


def rows() -> list[Row]:
    first = a_record(a_disclosure(), source="a.har", entry=3)
    second = a_record(a_disclosure(evidence=HOSTILE), source="b\x1b[31m.har", entry=0)
    return [*rows_of(first, "acme"), *rows_of(second, None)]


def printed(form: Format, capsys: pytest.CaptureFixture[str]) -> str:
    print_rows(iter(rows()), form)
    return capsys.readouterr().out


def test_json_lines_hold_one_object_each(capsys: pytest.CaptureFixture[str]) -> None:
    told = [json.loads(line) for line in printed("jsonl", capsys).splitlines()]
    assert [(row["source"], row["entry"], row["vendor"]) for row in told] == [
        ("a.har", 3, "acme"),
        ("b\x1b[31m.har", 0, None),
    ]


def test_csv_has_a_heading_and_no_formula(capsys: pytest.CaptureFixture[str]) -> None:
    heading, *lines = csv.reader(io.StringIO(printed("csv", capsys), newline=""))
    assert tuple(heading) == Row._fields
    assert [dict(zip(heading, line, strict=True))["encoding"] for line in lines] == ["", "urlencode sha256"]
    assert not any(cell.startswith("=") for line in lines for cell in line)


def test_the_table_stands_under_each_source_and_steers_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed("table", capsys)
    assert "\x1b" not in text
    assert text.count("category") == 2
    assert "\na.har\n" in text
    assert "\nb\\x1b[31m.har\n" in text
    assert "email_address" in text


def test_without_findings_nothing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(iter(()), "table")
    assert capsys.readouterr().out == ""
