from datetime import UTC, datetime
from functools import partial

import pytest

from tests.tracker.cli.conftest import Run
from tracker import settings
from tracker.cli.deciding import decided
from tracker.control import pinned
from tracker.control.pinned import Learnt
from tracker.keys import load_or_create


def test_hosts_are_passed_through_or_always_read(run: Run) -> None:
    assert run().startswith("Nothing was decided for any host")
    assert "is passed through unread" in run("https://Pay.bank.test/")
    assert "is never passed through" in run("--read", "api.bank.test")
    assert run() == "passed through  pay.bank.test\nalways read     api.bank.test\n"
    run("--read", "pay.bank.test")
    assert decided().passed_hosts == frozenset()
    assert "is read, unless" in run("--remove", "pay.bank.test")
    assert decided().read_hosts == {"api.bank.test"}


def test_what_the_proxy_learnt_is_shown_and_can_be_reversed(run: Run) -> None:
    installation = settings.load()
    for host in ("api.bank.test", "pay.shop.test"):
        learn = partial(Learnt.with_pinned, host=host, program="made up", now=datetime(2026, 11, 20, 12, tzinfo=UTC))
        pinned.change(installation, load_or_create(installation), learn)
    assert run().splitlines() == [
        "learnt          api.bank.test  since 2026-11-20: a program refuses to be read there",
        "learnt          pay.shop.test  since 2026-11-20: a program refuses to be read there",
    ]
    run("--read", "shop.test")
    assert "pay.shop.test" not in run()
    assert "is read, unless" in run("--remove", "api.bank.test")
    assert run() == "always read     shop.test\n"


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
def test_what_cannot_be_is_one_line(run: Run, given: list[str], words: str) -> None:
    said = run(*given, status=2)
    assert words in said
    assert said.count("\n") == 1
