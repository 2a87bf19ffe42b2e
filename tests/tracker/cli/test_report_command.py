"""`tracker report`."""

import hashlib
import re
import shlex
from pathlib import Path

import pytest

from tests.builders.ledgers import a_world, fill
from tracker.cli import main
from tracker.keys import Keys
from tracker.ledger.opening import Ledger
from tracker.settings import Settings


@pytest.fixture(autouse=True)
def installed(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Ledger:
    settings.key_file.write_bytes(keys.secret)
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    monkeypatch.chdir(tmp_path)
    return fill(ledger, a_world(days=6))


def test_a_report_of_a_company_is_written_to_a_file_named_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--vendor", "px.adpix.test"]) == 0
    (path,) = tmp_path.glob("tracker-report-px-adpix-test-*.html")
    assert "<h1>Personal data sent to Adpix</h1>" in path.read_text("utf-8")
    assert capsys.readouterr().err.endswith(".html: Personal data sent to Adpix\n")


@pytest.mark.parametrize(
    ("arguments", "beginning"),
    [
        (["-o", "a.pdf"], b"%PDF-"),
        (["-o", "a.html"], b"<!doctype html>"),
        (["-o", "a.txt"], b"<!doctype html>"),
        (["--format", "pdf", "--paper", "letter", "-o", "a.bin"], b"%PDF-"),
    ],
)
def test_the_format_is_the_one_asked_for(arguments: list[str], beginning: bytes, tmp_path: Path) -> None:
    assert main(["report", "--since", "2026-03-19", *arguments]) == 0
    assert (tmp_path / arguments[-1]).read_bytes().startswith(beginning)


def test_it_can_be_printed(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["report", "--until", "2026-03-17", "-o", "-"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"<!doctype html>")


@pytest.mark.parametrize("is_terminal", [True, False])
def test_that_it_works_is_said_to_a_terminal_alone(
    is_terminal: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: is_terminal)
    assert main(["report", "--vendor", "adpix", "-o", "a.html"]) == 0
    said = capsys.readouterr().err.splitlines()
    assert [line.startswith("Making the report") for line in said] == ([True, False] if is_terminal else [False])


def test_the_command_in_the_report_gives_the_rows_with_the_sum_in_the_report(tmp_path: Path) -> None:
    assert main(["report", "--vendor", "adpix", "--since", "2026-03-17", "-o", "a.html"]) == 0
    text = (tmp_path / "a.html").read_text("utf-8")
    command = re.search(r"<code>tracker (export [^<]*)</code>", text)
    assert command
    assert main(shlex.split(command[1])) == 0
    rows = (tmp_path / "rows.jsonl").read_bytes()
    assert rows.count(b"\n") > 5
    assert hashlib.sha256(rows).hexdigest() in text


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--vendor", "nobody"], 1, "nothing was recorded of 'nobody'"),
        (["--format", "docx"], 2, "'docx' is not one of"),
        (["-o", "nowhere/a.html"], 1, "there is no folder"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: list[str], status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", *arguments]) == status
    told = capsys.readouterr().err
    assert words in told
    assert told.count("\n") == 1
