import csv
import io
import json
from pathlib import Path

import pytest

from tests.builders.records import MAIL, NOON, a_disclosure, a_record, a_user_agent, an_evidence
from tests.builders.written import written
from tracker.cli import main
from tracker.keys import Keys
from tracker.ledger.opening import open_ledger
from tracker.settings import Settings


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: Keys, ledger_template: Path) -> Path:
    """An installation with three disclosures in its ledger."""
    settings = Settings(tmp_path)
    settings.key_file.write_bytes(keys.secret)
    settings.ledger_file.write_bytes(ledger_template.read_bytes())
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    with open_ledger(settings, keys) as ledger:
        formula = a_disclosure(evidence=an_evidence("=HYPERLINK(1)"))
        written(ledger, a_record(formula, host="px.adpix.test"), a_record(a_disclosure(), a_user_agent()))
    return tmp_path


def test_json_lines_are_what_is_printed(home: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export"]) == 0
    out, err = capfdbinary.readouterr()
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["vendor"], row["category"]) for row in rows] == [
        ("adpix", "email_address"),
        (None, "email_address"),
        (None, "user_agent"),
    ]
    assert err == b""
    assert MAIL.encode() not in out


def test_csv_is_safe_to_open(home: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", "--format", "csv", "--vendor", "adpix"]) == 0
    (row,) = csv.DictReader(io.StringIO(capfdbinary.readouterr().out.decode(), newline=""))
    assert row["path"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("options", "number"),
    [
        ([], 3),
        (["--vendor", "shop.example"], 2),
        (["--vendor", "nobody"], 0),
        (["--since", "2026-03-02"], 3),
        (["--since", "2026-03-03"], 0),
        (["--until", "2026-03-02T12:00:00Z"], 0),
        (["--since", "2026-03-02T12:00:00Z", "--until", "2026-03-02T12:00:01Z"], 3),
    ],
)
def test_a_part_can_be_asked_for(
    home: Path, capfdbinary: pytest.CaptureFixture[bytes], options: list[str], number: int
) -> None:
    assert main(["export", *options]) == 0
    assert len(capfdbinary.readouterr().out.splitlines()) == number


def test_a_file_takes_it_in_place_of_the_screen(home: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    out = home / "out.jsonl"
    assert main(["export", "-o", str(out)]) == 0
    assert len(out.read_bytes().splitlines()) == 3
    assert capfdbinary.readouterr() == (b"", b"")
    assert main(["export", "-o", "-"]) == 0
    assert capfdbinary.readouterr().out == out.read_bytes()


def test_what_is_still_in_the_journal_is_exported_too(
    home: Path, keys: Keys, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from tracker.journal import Journal
    from tracker.records import to_bytes

    journal = Journal(Settings(home).journal_folder, keys.journal)
    journal.append(to_bytes(a_record(host="late.test", time=NOON)))
    journal.close()
    assert main(["export"]) == 0
    assert b"late.test" in capfdbinary.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--since", "yesterday"], 2, "write 2026-03-01"),
        (["--format", "xml"], 2, "jsonl"),
        (["-o", "."], 1, "is a folder"),
        (["-o", "none/out.csv"], 1, "there is no folder"),
    ],
)
def test_what_cannot_be_done_is_said(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
    words: str,
) -> None:
    monkeypatch.chdir(home)
    assert main(["export", *arguments]) == status
    assert words in capsys.readouterr().err
