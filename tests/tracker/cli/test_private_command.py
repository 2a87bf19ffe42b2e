from pathlib import Path

import pytest

from tracker.cli import main
from tracker.cli.deciding import decided


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main(["private", *arguments]) == status
    said = capsys.readouterr()
    return said.err if status else said.out


def test_sites_are_not_recorded_and_recorded_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys) == "Everything is recorded; on no site it is not.\n"
    assert run(capsys, "https://www.shop.test/a") == "What leaves from shop.test is not recorded from now on.\n"
    run(capsys, "bank.test")
    assert run(capsys) == "bank.test\nshop.test\n"
    assert run(capsys, "shop.test", "--remove") == "What leaves from shop.test is recorded again.\n"
    assert decided().private_sites == {"bank.test"}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["shop"], "'shop' is no site or host"),
        (["--remove"], "say which site"),
        (["shop.test", "--remove"], "shop.test is recorded already"),
        (["a.test", "b.test"], "unexpected extra argument"),
    ],
    ids=["no site", "none", "not private", "two"],
)
def test_what_cannot_be_is_one_line(capsys: pytest.CaptureFixture[str], given: list[str], words: str) -> None:
    said = run(capsys, *given, status=2)
    assert words in said
    assert said.count("\n") == 1
