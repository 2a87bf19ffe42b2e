"""Findings out of many files, by one process or several."""

import os
from pathlib import Path

import pytest

from tests.builders.captures import a_har_file, an_entry
from tests.builders.requests import TIME
from tracker.importers import parallel
from tracker.importers.captures import find
from tracker.importers.detecting import Job, detected, search
from tracker.importers.reading import Tally
from tracker.profile import EMPTY
from tracker.rows import Row

KEY = b"k" * 32
LEAK = an_entry("https://px3.adpix.test/i?email=marie.dupont%40mail.example", _padding="large")


def a_folder(folder: Path) -> Path:
    for number in range(6):
        url = f"https://px{number}.adpix.test/i?email=marie.dupont%40mail.example"
        a_har_file(folder / f"{number}.har", an_entry(url), {})
    return folder


def run(folder: Path) -> tuple[list[Row], Tally, int]:
    tally, read = Tally(), [0]
    rows = list(detected(find([folder]).captures, EMPTY, KEY, tally, read.append))
    return rows, tally, sum(read)


def test_findings_come_in_the_files_order(tmp_path: Path) -> None:
    rows, tally, _ = run(a_folder(tmp_path))
    mails = [row for row in rows if row.category == "email_address"]
    assert [row.host for row in mails] == [f"px{number}.adpix.test" for number in range(6)]
    assert len({row.fingerprint for row in mails}) == 1
    assert (tally.requests, tally.broken) == (6, 6)
    assert tally.disclosures == len(rows)


@pytest.mark.parametrize(
    "forks", [False, pytest.param(True, marks=pytest.mark.skipif(not parallel.FORKS, reason="unsafe here"))]
)
def test_several_processes_say_the_same_as_one(forks: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_folder(tmp_path)
    alone = run(tmp_path)
    monkeypatch.setattr(parallel, "FORKS", forks)
    monkeypatch.setattr(parallel, "_WORTHWHILE", 1)
    monkeypatch.setattr(parallel, "_TOO_LARGE", (tmp_path / "0.har").stat().st_size)
    a_har_file(tmp_path / "3.har", LEAK, {})
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    rows, tally, read = run(tmp_path)
    assert [row._replace(time=TIME) for row in rows] == [row._replace(time=TIME) for row in alone[0]]
    assert tally == alone[1]
    assert read == sum(path.stat().st_size for path in tmp_path.iterdir())


def test_a_worker_hands_over_a_file_s_rows_and_counts(tmp_path: Path) -> None:
    (capture,) = find([a_har_file(tmp_path / "a.har", LEAK, {})]).captures
    rows, tally = search(Job(capture, EMPTY, KEY))
    assert "email_address" in {row.category for row in rows}
    assert (tally.requests, tally.broken) == (1, 1)
