from pathlib import Path

import pytest

from tracker.cli import main
from tracker.cli.deciding import decided
from tracker.control import Aliasing


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main(["aliases", *arguments]) == status
    said = capsys.readouterr()
    return said.err if status else said.out


def test_aliases_are_made_of_a_mailbox_or_a_domain(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Mailbox: none" in run(capsys, "show")
    assert run(capsys, "of", "criteo") == "criteo: none; something made up is sent instead\n"
    assert run(capsys, "address", "marie@Mail.example") == "criteo gets marie+criteo@mail.example.\n"
    assert run(capsys, "domain", "@marie.example") == "criteo gets criteo@marie.example.\n"
    assert run(capsys, "of", "www.shop.test", "criteo") == (
        "shop.test: shop.test@marie.example\ncriteo: criteo@marie.example\n"
    )
    assert run(capsys, "domain", "none") == "criteo gets marie+criteo@mail.example.\n"
    assert run(capsys, "address", "none") == "No aliases are made.\n"
    assert decided().aliasing == Aliasing()


def test_aliases_made_elsewhere_go_first(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "address", "marie@mail.example")
    assert run(capsys, "add", "www.shop.test", "x1@relay.example") == "shop.test gets x1@relay.example.\n"
    assert run(capsys, "of", "shop.test") == "shop.test: x1@relay.example\n"
    assert "x1@relay.example" in run(capsys, "show")
    assert run(capsys, "remove", "shop.test") == "Removed.\n"
    assert run(capsys, "of", "shop.test") == "shop.test: marie+shop.test@mail.example\n"


def test_aliases_that_no_rule_gives_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["aliases", "address", "marie@mail.example"]) == 0
    assert "No rule gives aliases yet" in capsys.readouterr().err
    assert main(["rules", "add", "alias"]) == 0
    assert main(["aliases", "address", "marie@mail.example"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["address", "marie"], "'marie' is no e-mail address"),
        (["domain", "marie"], "'marie' is no domain for mail"),
        (["of", "nobody"], "no company is called 'nobody'"),
        (["add", "nobody", "a@b.example"], "no company is called 'nobody'"),
        (["add", "criteo", "a"], "'a' is no e-mail address"),
        (["remove", "criteo"], "no alias is known for criteo"),
        (["remove", "nobody"], "no company is called"),
    ],
    ids=["address", "domain", "of", "add nobody", "add", "remove", "remove nobody"],
)
def test_what_cannot_be_is_one_line(capsys: pytest.CaptureFixture[str], given: list[str], words: str) -> None:
    said = run(capsys, *given, status=2)
    assert words in said
    assert said.count("\n") == 1
