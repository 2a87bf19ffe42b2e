"""Hosts that pass unread: what is shown, and what can be decided."""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from flask import Flask, get_flashed_messages

from dashboard.passed import FEW, MOST, Host, Passed, decide_of, passed
from dashboard.wiring import wiring
from tests.builders.dashboards import KEYS
from tests.builders.ledgers import fill
from tests.builders.records import a_record
from tracker.control import WATCHING, Control, change, load, pinned
from tracker.control.pinned import Learnt
from tracker.disclosure import BlindSpot
from tracker.errors import LedgerError
from tracker.ledger.opening import Ledger
from tracker.settings import Settings

_NOW = datetime.now(UTC)


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "home", key_store="file")


def _learn(home: Settings, *hosts: str) -> None:
    for host in hosts:
        pinned.change(home, KEYS, partial(Learnt.with_pinned, host=host, program="app", now=_NOW))


def _shown(ledger: Ledger, home: Settings) -> Passed:
    with ledger.reading() as session:
        return passed(session, load(home, KEYS), pinned.load(home, KEYS))


def _deeds(host: Host) -> list[str]:
    return [deed.value for deed in host.deeds]


def test_nothing_is_shown_at_first(ledger: Ledger, home: Settings) -> None:
    assert _shown(ledger, home) == Passed((), 0, 0)


def test_each_host_says_how_it_is_and_what_can_be_decided(ledger: Ledger, home: Settings) -> None:
    fill(
        ledger,
        [
            a_record(host=host, blind_spots=(BlindSpot("pinned"),))
            for host in ("new.test", "api.bank.test", "a.chosen.test")
        ],
    )
    fill(ledger, [a_record(host="film.test", blind_spots=(BlindSpot("oversized"),))])
    _learn(home, "api.bank.test", "b.chosen.test")
    change(home, KEYS, lambda _: Control(passed_hosts=frozenset({"chosen.test"}), read_hosts=frozenset({"read.test"})))
    found = {host.name: (host.words, _deeds(host)) for host in _shown(ledger, home).hosts}
    assert found == {
        "chosen.test": ("passed through unread, as you decided", ["read", "leave"]),
        "read.test": ("always read, as you decided", ["pass", "leave"]),
        "api.bank.test": ("passed through unread where the program refuses to be read", ["pass", "read"]),
        "new.test": ("a program refused to be read here, and did not get through", ["pass"]),
    }


def test_what_is_decided_holds_and_what_was_learnt_is_forgotten_with_it(empty_app: Flask) -> None:
    with empty_app.test_request_context("/"):
        home = wiring().settings()
        _learn(home, "api.bank.test")
        decide_of("api.bank.test", "pass", "Done.")
        assert set(load(home, KEYS).passed_hosts) == {"api.bank.test"}
        assert pinned.load(home, KEYS).pinned
        decide_of("api.bank.test", "read", "Done.")
        assert set(load(home, KEYS).read_hosts) == {"api.bank.test"}
        assert not pinned.load(home, KEYS).pinned
        decide_of("api.bank.test", "leave", "Done.")
        assert not load(home, KEYS).read_hosts
        assert get_flashed_messages() == ["Done."] * 3


def test_what_cannot_be_forgotten_is_said(empty_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Learnt:
        raise LedgerError("which hosts are pinned cannot be written")

    monkeypatch.setattr(pinned, "change", refuse)
    with empty_app.test_request_context("/"):
        decide_of("api.bank.test", "read", "Done.")
        assert len(get_flashed_messages(category_filter=["wrong"])) == 1


def test_a_program_that_does_not_know_us_is_told_of_for_a_day(ledger: Ledger, home: Settings) -> None:
    pinned.change(home, KEYS, lambda learnt: learnt.with_strangers({"browser": 9, "other": 3}, _NOW))
    assert _shown(ledger, home).stranger_sites == 9
    pinned.change(home, KEYS, lambda learnt: learnt.with_strangers({"browser": 9}, _NOW - timedelta(days=2)))
    assert _shown(ledger, home).stranger_sites == 0


def test_few_are_shown_at_first_and_the_others_counted(ledger: Ledger, home: Settings) -> None:
    _learn(home, *(f"h{number}.test" for number in range(FEW + 3)))
    with ledger.reading() as session:
        learnt = pinned.load(home, KEYS)
        few, all_of_them = (passed(session, WATCHING, learnt, most) for most in (FEW, MOST))
    assert ([host.name for host in few.hosts[:2]], len(few.hosts), few.more) == (["h12.test", "h11.test"], FEW, 3)
    assert (len(all_of_them.hosts), all_of_them.more) == (FEW + 3, 0)
