"""`tracker import`."""

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
