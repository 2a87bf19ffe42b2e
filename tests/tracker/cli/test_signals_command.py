from pathlib import Path

import pytest

from tracker.cli import main
from tracker.cli.deciding import decided


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main(["signals", *arguments]) == status
    said = capsys.readouterr()
    return said.err if status else said.out


def test_all_are_off_until_they_are_turned_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert [line.split()[:2] for line in run(capsys).splitlines()] == [
        ["gpc", "off"],
        ["dnt", "off"],
        ["referer", "off"],
        ["link-ids", "off"],
    ]
    assert run(capsys, "link-ids", "on").startswith("link-ids  on ")
    assert run(capsys, "link-ids").startswith("link-ids  on ")
    assert decided().signals.link_ids
    run(capsys, "link-ids", "off")
    assert not any(decided().signals)


@pytest.mark.parametrize("given", [["x"], ["gpc", "maybe"]], ids=["signal", "choice"])
def test_what_there_is_not_is_one_line(capsys: pytest.CaptureFixture[str], given: list[str]) -> None:
    assert run(capsys, *given, status=2).count("\n") == 1
