"""`tracker detect`."""

import json
from pathlib import Path

import pytest

from tests.builders.captures import a_har_file, an_entry
from tracker.cli import main

LEAK = an_entry("https://px.adpix.test/i?email=marie.dupont%40mail.example", headers={"Referer": "https://shop.test/"})
PROFILE = '[[value]]\ncategory = "text"\nvalue = "Villa Sesame 17"\n'


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))


def test_findings_are_printed_in_order_and_no_ledger_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_har_file(tmp_path / "a.har", an_entry(), LEAK)
    assert main(["detect", str(path), "--format", "jsonl"]) == 0
    out, err = capsys.readouterr()
    rows = [json.loads(line) for line in out.splitlines()]
    (mail,) = [row for row in rows if row["category"] == "email_address"]
    assert (mail["source"], mail["entry"], mail["recipient"]) == (str(path), 1, "adpix.test")
    assert (mail["site"], mail["party"], mail["location"], mail["path"]) == ("shop.test", "third", "query", "email")
    assert "marie" not in out
    assert err.startswith("1 file, 2 requests: ")
    assert not (tmp_path / "home").exists()


def test_fingerprints_mean_nothing_outside_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_har_file(tmp_path / "a.har", LEAK)
    prints = []
    for _ in range(2):
        assert main(["detect", str(path), "--format", "jsonl"]) == 0
        prints.append({json.loads(line)["fingerprint"] for line in capsys.readouterr().out.splitlines()})
    assert not prints[0] & prints[1]


def test_one_s_own_values_are_looked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_har_file(tmp_path / "a.har", an_entry("https://px.adpix.test/i?zz=Villa+Sesame+17"))
    (tmp_path / "me.toml").write_text(PROFILE)
    assert main(["detect", str(path), "--profile", str(tmp_path / "me.toml"), "--format", "jsonl"]) == 0
    assert "profile" in [json.loads(line)["method"] for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("form", ["table", "csv"])
def test_other_formats_are_printed_too(tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_har_file(tmp_path / "a.har", LEAK)
    assert main(["detect", str(path), "--format", form]) == 0
    out = capsys.readouterr().out
    assert "email_address" in out
    assert "marie" not in out


def test_what_is_no_capture_fails_with_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    assert main(["detect", str(tmp_path / "notes.txt")]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert main(["detect", str(tmp_path)]) == 1
    assert "no HAR files" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["missing.har"], [".", "--format", "xml"]])
def test_a_wrong_command_line_is_told(arguments: list[str]) -> None:
    assert main(["detect", *arguments]) == 2


def test_a_profile_that_cannot_be_read_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_har_file(tmp_path / "a.har", LEAK)
    assert main(["detect", str(path), "--profile", str(tmp_path / "none.toml")]) == 1
    assert "none.toml" in capsys.readouterr().err
