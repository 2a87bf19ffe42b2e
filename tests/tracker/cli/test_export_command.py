import csv
import io
import json
import os
import sys
from pathlib import Path

import pytest

from tests.builders.records import MAIL, NOON, a_disclosure, a_record, a_user_agent, an_evidence
from tests.builders.rulings import a_ruled, a_ruling, noted
from tests.builders.written import written
from tracker.cli import main
from tracker.exporters import FORMATS, TEXTS
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
        (["--category", "email_address"], 2),
        (["--category", "email_address", "--party", "third"], 1),
        (["--manner", "ambient"], 1),
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


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_written_to_a_file_that_is_whole(
    home: Path, tmp_path_factory: pytest.TempPathFactory, form: str
) -> None:
    folder = tmp_path_factory.mktemp("out")
    assert main(["export", "--format", form, "--vendor", "adpix", "-o", str(folder / "out")]) == 0
    data = (folder / "out").read_bytes()
    assert os.listdir(folder) == ["out"]
    assert b"adpix" in data
    assert MAIL.encode() not in data


@pytest.mark.parametrize("form", TEXTS)
def test_text_can_be_printed(home: Path, capfdbinary: pytest.CaptureFixture[bytes], form: str) -> None:
    assert main(["export", "--format", form]) == 0
    out, err = capfdbinary.readouterr()
    assert b"adpix" in out
    assert err == b""


def test_without_pyarrow_no_file_is_left(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert main(["export", "--format", "parquet", "-o", str(home / "out.parquet")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not list(home.glob("*.parquet*"))


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
        (["--format", "parquet"], 2, "name a file to write, -o FILE"),
        (["--format", "sqlite", "-o", "-"], 2, "name a file to write, -o FILE"),
        (["--format", "parquet", "-o", os.devnull], 1, "this format needs one"),
        (["--study", "S", "--manner", "ambient"], 2, "do not narrow a study"),
        (["--category", "none"], 2, "is not one of"),
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


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_what_rules_did_can_be_exported(
    home: Path, keys: Keys, capfdbinary: pytest.CaptureFixture[bytes], form: str
) -> None:
    with open_ledger(Settings(home), keys) as ledger:
        noted(ledger, a_ruled(a_ruling(path="=uid")), a_ruled(host="c.metrica.test"))
    assert main(["export", "--rulings", "--format", form, "--vendor", "adpix", "-o", str(home / "out")]) == 0
    assert main(["export", "--rulings", "--format", form, "--vendor", "adpix"]) == 0
    out = capfdbinary.readouterr().out
    assert out == (home / "out").read_bytes()
    found = json.loads(out) if form == "jsonl" else next(csv.DictReader(io.StringIO(out.decode(), newline="")))
    assert (found["host"], found["outcome"], found["path"].lstrip("'")) == ("px.adpix.test", "stripped", "=uid")
    assert found["path"].startswith("'") is (form == "csv")


@pytest.mark.parametrize(
    "wrong", [["--format", "har"], ["--study", "s"], ["--category", "health"], ["--party", "third"]], ids=range(4)
)
def test_of_what_rules_did_only_some_can_be_asked_for(
    home: Path, capfdbinary: pytest.CaptureFixture[bytes], wrong: list[str]
) -> None:
    assert main(["export", "--rulings", *wrong]) == 2
    assert b"--rulings goes with" in capfdbinary.readouterr().err
