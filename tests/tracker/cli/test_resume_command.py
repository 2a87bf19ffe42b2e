from pathlib import Path

import pytest

from tracker.cli import main
from tracker.cli.deciding import decided


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main(["resume", *arguments]) == status
    said = capsys.readouterr()
    return said.err if status else said.out


def test_a_pause_is_ended(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys) == "Recording was not paused.\n"
    assert main(["pause", "2h"]) == 0
    capsys.readouterr()
    assert run(capsys) == "Recording goes on.\n"
    assert decided().paused_until is None
