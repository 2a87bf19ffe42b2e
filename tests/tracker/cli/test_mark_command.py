from pathlib import Path

import pytest

from tracker.cli import main
from tracker.cli.deciding import decided


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main(["mark", *arguments]) == status
    said = capsys.readouterr()
    return said.err if status else said.out


def test_it_is_off_until_it_is_turned_on(capsys: pytest.CaptureFixture[str]) -> None:
    for given, expected in ((), "off"), (("on",), "on"), (("status",), "on"), (("off",), "off"):
        assert run(capsys, *given) == f"The mark on pages is {expected}.\n"
    assert not decided().mark


def test_what_is_no_choice_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "maybe", status=2).count("\n") == 1
