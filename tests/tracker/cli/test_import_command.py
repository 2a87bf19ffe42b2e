"""`tracker import`."""

import gzip
import hashlib
import json
import shutil
from pathlib import Path

import pytest

from tests.builders.captures import a_har_file, an_entry
from tracker.cli import main
from tracker.importers import learning
from tracker.settings import Settings

LEAK = an_entry("https://px.adpix.test/i?email=marie.dupont%40mail.example")


@pytest.fixture(autouse=True)
def _home(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    monkeypatch.delenv("TRACKER_DATABASE_URL", raising=False)


def test_the_same_file_twice_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_har_file(tmp_path / "a.har", LEAK, {})
    assert main(["import", str(path)]) == 0
    first = capsys.readouterr().err.splitlines()
    assert first[0] == "1 file, 1 request: 1 new of 1 disclosure; 0 requests known"
    assert "has no request" in first[-1]
    assert main(["import", str(path)]) == 0
    assert capsys.readouterr().err.splitlines()[1:] == ["1 file in the ledger already: not read again"]
    shutil.copy(path, tmp_path / "b.har")
    assert main(["import", str(tmp_path / "b.har")]) == 0
    assert capsys.readouterr().err.splitlines()[1] == "1 copy of other files: left out, their labels too"
    with gzip.open(tmp_path / "c.har.gz", "wb") as packed:
        packed.write(path.read_bytes())
    assert main(["import", str(tmp_path / "c.har.gz")]) == 0
    assert "0 new of 1 disclosure; 1 request known" in capsys.readouterr().err


def test_one_s_own_values_may_come_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_har_file(tmp_path / "a.har", an_entry("https://px.adpix.test/i?zz=Villa+Sesame+17"))
    assert main(["import", str(path)]) == 0
    assert ": 0 new" in capsys.readouterr().err
    (tmp_path / "me.toml").write_text('[[value]]\ncategory = "text"\nvalue = "Villa Sesame 17"\n')
    assert main(["import", str(path), "--profile", str(tmp_path / "me.toml")]) == 0
    assert ": 1 new of 1" in capsys.readouterr().err


def test_the_value_is_in_no_byte_under_the_home(tmp_path: Path, settings: Settings) -> None:
    assert main(["import", str(a_har_file(tmp_path / "a.har", LEAK))]) == 0
    assert all(b"marie.dupont" not in file.read_bytes() for file in settings.home.rglob("*") if file.is_file())


def test_a_file_that_is_no_capture_makes_no_ledger(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    assert main(["import", str(tmp_path / "notes.txt")]) == 1
    assert not settings.home.exists()


def a_capture(folder: Path) -> Path:
    """A pixel with the hash of an address that is given in a form later."""
    digest = hashlib.sha256(b"marie.dupont@mail.example").hexdigest()
    url = "https://www.shop.test/register"
    post = an_entry(url, "POST", {"Referer": url}, "email=marie.dupont%40mail.example")
    return a_har_file(folder / "mine.har", an_entry(f"https://px.adpix.test/i?v={digest}"), post)


@pytest.mark.parametrize(("options", "found"), [([], 1), (["--learn"], 2)])
def test_what_forms_in_the_captures_hold_is_learnt_only_when_asked_for(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str], options: list[str], found: int
) -> None:
    assert main(["import", str(a_capture(tmp_path)), *options]) == 0
    assert f": {found} new of" in capsys.readouterr().err
    assert main(["profile", "list"]) == 0
    assert ("from a form on shop.test" in capsys.readouterr().out) is bool(options)
    assert all(b"marie.dupont" not in file.read_bytes() for file in settings.home.rglob("*") if file.is_file())


def test_learning_with_other_peoples_values_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(a_capture(tmp_path)), "--learn", "--profile", "me.toml"]) == 2
    assert "leave --profile out" in capsys.readouterr().err


def test_no_export_shows_what_was_learnt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", str(a_capture(tmp_path)), "--learn"])
    for form in ("jsonl", "csv"):
        main(["export", "--format", form])
    main(["status"])
    main(["doctor"])
    out, err = capsys.readouterr()
    assert "m•••@m•••" in out
    assert "marie" not in out + err


def test_labels_are_told_and_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for run in "12":
        url = f"https://px.adpix.test/{run}?email=marie.dupont%40mail.example"
        path = a_har_file(tmp_path / f"{run}.har", an_entry(url))
        assert main(["import", str(path), "--label", "country=fr", "--label", f"run={run}"]) == 0
    capsys.readouterr()
    assert main(["export", "--label", "run=2"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["labels"] == {"country": "fr", "run": "2"}
    assert main(["export", "--label", "run=2", "--label", "run=1", "--label", "country=fr"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert main(["import", str(tmp_path / "1.har"), "--label", "run=9"]) == 0
    assert "1 with new labels" in capsys.readouterr().err
    assert main(["export", "--label", "run=9"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize("labels", [["run"], ["Run=3"], ["run="]])
def test_a_label_that_is_none_is_a_wrong_command_line(
    tmp_path: Path, settings: Settings, labels: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_har_file(tmp_path / "a.har", LEAK)
    assert main(["import", str(path), *(f"--label={label}" for label in labels)]) == 2
    assert "--label" in capsys.readouterr().err
    assert not settings.home.exists()


def test_broken_captures_are_told_and_the_rest_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = a_har_file(tmp_path / "a.har", LEAK).read_bytes()
    (tmp_path / "b.har").write_bytes(whole[:-30])
    (tmp_path / "c.har").write_bytes(b"")
    (tmp_path / "notes.txt").write_bytes(b"notes")
    for _ in range(2):
        assert main(["import", str(tmp_path)]) == 1
        lines = capsys.readouterr().err.splitlines()
        assert "2 files that could not be read to the end:" in lines
        assert any("in the folders: no captures, left out" in line for line in lines)
        assert sum("b.har" in line for line in lines) == sum("c.har" in line for line in lines) == 1
    assert main(["export"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_forgetting_all_forgets_the_captures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_har_file(tmp_path / "a.har", LEAK)
    assert main(["import", str(path), "--label", "run=1"]) == 0
    assert main(["forget", "--all"]) == 0
    capsys.readouterr()
    assert main(["import", str(path)]) == 0
    assert "1 new of 1" in capsys.readouterr().err
    assert main(["export"]) == 0
    assert json.loads(capsys.readouterr().out)["labels"] is None


def test_what_was_learnt_from_is_not_learnt_from_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_capture(tmp_path)
    assert main(["import", str(path), "--learn"]) == 0
    asked: list[int] = []

    def asking(captures: list[object], _: object) -> list[object]:
        asked.append(len(captures))
        return []

    monkeypatch.setattr(learning, "lessons_in", asking)
    assert main(["import", str(path), "--learn"]) == 0
    assert asked == [0]
    assert "1 file in the ledger already" in capsys.readouterr().err
