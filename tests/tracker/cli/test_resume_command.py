import pytest

from tests.tracker.cli.conftest import Run
from tracker.cli import main
from tracker.cli.deciding import decided


def test_a_pause_is_ended(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == "Recording was not paused.\n"
    assert main(["pause", "2h"]) == 0
    capsys.readouterr()
    assert run() == "Recording goes on.\n"
    assert decided().paused_until is None
