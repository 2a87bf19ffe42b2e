"""`tracker doctor`."""

from pathlib import Path

import pytest

from tracker.cli import main


def test_a_fresh_installation_is_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))
    assert main(["doctor"]) == 0
    assert capsys.readouterr().out.endswith("All is well.\n")


def test_what_needs_mending_is_said_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home\x1b[2J"
    home.mkdir()
    (home / "key").write_bytes(bytes(32))
    (home / "key").chmod(0o644)
    monkeypatch.setenv("TRACKER_HOME", str(home))
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "problem  key " in said
    assert "→ chmod 600" in said
    assert "1 thing needs mending." in said
    assert "\x1b" not in said
    (home / "ledger.db").write_bytes(b"this is no database" * 1000)
    assert main(["doctor"]) == 1
    assert "2 things need mending." in capsys.readouterr().out
