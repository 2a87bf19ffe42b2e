from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from tracker import settings
from tracker.cli import main
from tracker.cli.deciding import decided
from tracker.control import pinned
from tracker.control.pinned import Learnt
from tracker.keys import load_or_create


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main(["ignore", *arguments]) == status
    said = capsys.readouterr()
    return said.err if status else said.out


def test_hosts_are_passed_through_or_always_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys).startswith("Nothing was decided for any host")
    assert "is passed through unread" in run(capsys, "https://Pay.bank.test/")
    assert "is never passed through" in run(capsys, "--read", "api.bank.test")
    assert run(capsys) == "passed through  pay.bank.test\nalways read     api.bank.test\n"
    run(capsys, "--read", "pay.bank.test")
    assert decided().passed_hosts == frozenset()
    assert "is read, unless" in run(capsys, "--remove", "pay.bank.test")
    assert decided().read_hosts == {"api.bank.test"}


def test_what_the_proxy_learnt_is_shown_and_can_be_reversed(capsys: pytest.CaptureFixture[str]) -> None:
    installation = settings.load()
    for host in ("api.bank.test", "pay.shop.test"):
        learn = partial(Learnt.with_pinned, host=host, program="made up", now=datetime(2026, 11, 20, 12, tzinfo=UTC))
        pinned.change(installation, load_or_create(installation), learn)
    assert run(capsys).splitlines() == [
        "learnt          api.bank.test  since 2026-11-20: a program refuses to be read there",
        "learnt          pay.shop.test  since 2026-11-20: a program refuses to be read there",
    ]
    run(capsys, "--read", "shop.test")
    assert "pay.shop.test" not in run(capsys)
    assert "is read, unless" in run(capsys, "--remove", "api.bank.test")
    assert run(capsys) == "always read     shop.test\n"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["host"], "'host' is no site or host"),
        (["--remove"], "say which host"),
        (["--read"], "say which host"),
        (["a.test", "--read", "--remove"], "not both"),
        (["a.test", "--remove"], "nothing was decided for a.test"),
    ],
    ids=["no host", "none", "none to read", "both", "not decided"],
)
def test_what_cannot_be_is_one_line(capsys: pytest.CaptureFixture[str], given: list[str], words: str) -> None:
    said = run(capsys, *given, status=2)
    assert words in said
    assert said.count("\n") == 1
