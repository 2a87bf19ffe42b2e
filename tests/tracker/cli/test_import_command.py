"""`tracker import`."""

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.builders.captures import a_har_file, an_entry
from tracker.cli import main
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
    assert first[0] == "1 file, 1 request: 1 new of 1 disclosures; 0 requests were known"
    assert "has no request" in first[-1]
    shutil.copy(path, tmp_path / "b.har")
    assert main(["import", str(tmp_path / "b.har")]) == 0
    assert capsys.readouterr().err.splitlines()[0].endswith("0 new of 1 disclosures; 1 requests were known")


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
