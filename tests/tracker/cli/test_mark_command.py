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


def test_sites_are_left_without_it_and_get_it_back(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "hide", "www.boutique.example")
    assert said.endswith("Without a mark, as you wish: boutique.example.\n")
    assert decided().unmarked_sites == {"boutique.example"}
    assert run(capsys, "show", "boutique.example") == "The mark on pages is off.\n"


@pytest.mark.parametrize("given", [("hide",), ("show",), ("on", "boutique.example"), ("status", "x")])
def test_a_site_is_named_where_it_is_needed_and_nowhere_else(
    capsys: pytest.CaptureFixture[str], given: tuple[str, ...]
) -> None:
    assert "name a site" in run(capsys, *given, status=2)
