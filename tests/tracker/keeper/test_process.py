"""The keeper's process: brings in what it is called for, survives the ledger's troubles, ends after the proxy."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.builders.guards import a_rule
from tests.builders.journals import a_journal
from tests.builders.lessons import a_lesson
from tests.builders.passwords import a_use
from tests.builders.records import MAIL, a_record
from tests.builders.written import CATALOGUE, assert_sums_are_right, rows, written
from tracker.aliases import Aliases
from tracker.control import change, experience
from tracker.journal import segments
from tracker.keeper import process as module
from tracker.keeper.calls import Calls
from tracker.keeper.draining import lock_of
from tracker.keeper.process import Keeper
from tracker.keeper.reports import Reporter, faults, reports
from tracker.keys import Keys, load_or_create
from tracker.ledger import lessons, password_parcels
from tracker.ledger.aliases import note_aliases
from tracker.ledger.models import HostTally, Pending, Request
from tracker.ledger.opening import open_ledger
from tracker.ledger.retention import keep_days
from tracker.ledger.snapshots import read_snapshot
from tracker.marking.holdings import read
from tracker.rules import Action
from tracker.settings import Settings


class Bench:
    """A keeper at work in a thread, with the proxy's end of its pipe."""

    def __init__(self, settings: Settings) -> None:
        read, self._write = os.pipe()
        self.settings, self.is_let_go = settings, False
        self.keeper = Keeper(settings, Calls(read), Reporter(settings, "keeper"))
        self.thread = threading.Thread(target=self.keeper.run, daemon=True)
        self.thread.start()

    def call(self) -> None:
        os.write(self._write, b"\n")

    def let_go(self) -> None:
        if not self.is_let_go:
            self.is_let_go = True
            os.close(self._write)
        self.thread.join(20)
        assert not self.thread.is_alive()

    def ids(self) -> set[str]:
        with open_ledger(self.settings, load_or_create(self.settings)) as ledger, ledger.session() as session:
            return set(session.scalars(select(Request.uid)))


@pytest.fixture
def bench(home: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(module, "GATHER", 0.01)
    monkeypatch.setattr(module, "GLANCE", 0.2)
    monkeypatch.setattr(module, "FAREWELL", 0.3)
    made = Bench(home)
    yield made
    made.let_go()


def soon(condition: Callable[[], bool], seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def test_what_it_is_called_for_is_in_the_ledger_soon(bench: Bench, keys: Keys) -> None:
    journal = a_journal(bench.settings, keys, a_record(id="one"), is_closed=False)
    bench.call()
    assert soon(lambda: bench.ids() == {"one"})
    journal.close()


def test_what_others_write_is_found_without_a_call(bench: Bench, keys: Keys) -> None:
    a_journal(bench.settings, keys, a_record(id="one"))
    assert soon(lambda: bench.ids() == {"one"})
    assert soon(lambda: segments(bench.settings.journal_folder) == [])


def test_what_proxies_have_learnt_is_taken_though_the_journal_is_as_before(bench: Bench, keys: Keys) -> None:
    assert soon(lambda: [report.role for report in reports(bench.settings)] == ["keeper"])
    lessons.write(bench.settings, keys, [a_lesson()])
    assert soon(lambda: [value.value for value in read_snapshot(bench.settings, keys).values] == [MAIL])
    assert soon(lambda: not lessons.are_waiting(bench.settings))


def test_what_is_told_of_passwords_is_taken_though_the_journal_is_as_before(bench: Bench, keys: Keys) -> None:
    assert soon(lambda: [report.role for report in reports(bench.settings)] == ["keeper"])
    password_parcels.write(bench.settings, keys, [a_use()])
    assert soon(lambda: not password_parcels.parcels(bench.settings).are_waiting())


def test_everything_is_in_the_ledger_when_the_proxy_is_gone(bench: Bench, keys: Keys) -> None:
    journal = a_journal(bench.settings, keys, *[a_record() for _ in range(50)], is_closed=False)
    journal.close()
    bench.let_go()
    assert len(bench.ids()) == 50
    assert segments(bench.settings.journal_folder) == []
    assert reports(bench.settings) == []


def test_it_says_that_it_lives(bench: Bench) -> None:
    assert soon(lambda: [report.role for report in reports(bench.settings)] == ["keeper"])


def test_a_ledger_that_fails_is_reported_and_nothing_is_lost(
    home: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "GATHER", 0.01)
    monkeypatch.setattr(module, "GLANCE", 0.05)
    good = home.ledger_file.read_bytes()
    home.ledger_file.write_bytes(b"this is no database" * 1000)
    bench = Bench(home)
    a_journal(home, keys, a_record(id="one"))
    bench.call()
    assert soon(lambda: bool(faults(home)))
    assert "the ledger cannot be written" in (faults(home)[0].fault or "")
    home.ledger_file.write_bytes(good)
    assert soon(lambda: not faults(home))
    bench.let_go()
    assert bench.ids() == {"one"}
    said = capsys.readouterr().err.splitlines()
    assert "the ledger cannot be written" in said[0]
    assert said[-1] == "tracker: the ledger can be written again"


def test_what_cannot_be_brought_in_stays_in_the_journal(
    home: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "GATHER", 0.01)
    monkeypatch.setattr(module, "FAREWELL", 0.1)
    home.ledger_file.write_bytes(b"this is no database" * 1000)
    a_journal(home, keys, a_record())
    bench = Bench(home)
    bench.let_go()
    assert len(segments(home.journal_folder)) == 1


def test_while_another_one_keeps_it_waits_for_its_turn(
    home: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "GLANCE", 0.05)
    a_journal(home, keys, a_record(id="one"))
    with lock_of(home) as other:
        other.acquire()
        bench = Bench(home)
        time.sleep(0.3)
        assert bench.ids() == set()
    assert soon(lambda: bench.ids() == {"one"})
    bench.let_go()


_KILLED = """
import os, signal, sys
from tests.builders.guards import a_rule
from tests.builders.journals import a_journal
from tests.builders.records import a_record
from tracker.keeper.draining import drain_all
from tracker.keys import load_or_create
from tracker.ledger.opening import open_ledger
from tracker.settings import load
settings = load()
keys = load_or_create(settings)
a_journal(settings, keys, a_record(id="one"))
with open_ledger(settings, keys) as ledger:
    drain_all(ledger, settings, keys, settled=False)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
def test_what_a_killed_keeper_left_pending_is_settled_though_nothing_arrives(
    home: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(home.home))
    assert subprocess.run([sys.executable, "-c", _KILLED], check=False).returncode == -signal.SIGKILL
    with open_ledger(home, keys) as ledger:
        assert len(rows(ledger, Pending.host_id)) == 1
        assert rows(ledger, HostTally.host_id) == []
        bench = Bench(home)
        assert soon(lambda: rows(ledger, Pending.host_id) == [])
        bench.let_go()
        assert_sums_are_right(ledger)


def test_without_anything_to_do_it_opens_no_ledger(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GLANCE", 0.01)
    bench = Bench(home)
    time.sleep(0.1)
    assert bench.keeper._open is None
    bench.let_go()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
def test_a_ctrl_c_in_the_terminal_does_not_end_it_before_its_work_is_done(
    home: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(home.home))
    process = subprocess.Popen([sys.executable, "-m", "tracker.keeper"], stdin=subprocess.PIPE)
    assert soon(lambda: bool(reports(home)))
    a_journal(home, keys, a_record(id="last words"))
    process.send_signal(2)
    process.send_signal(1)
    time.sleep(0.1)
    process.communicate(timeout=20)
    assert process.returncode == 0
    with open_ledger(home, keys) as ledger, ledger.session() as session:
        assert list(session.scalars(select(Request.uid))) == ["last words"]


def test_a_lookout_that_fails_is_said_and_the_ledger_is_kept(
    bench: Bench, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise OSError("no desktop")

    monkeypatch.setattr("tracker.notifying.Lookout.look", broken)
    a_journal(bench.settings, keys, a_record(id="one"))
    bench.call()
    assert soon(lambda: bench.ids() == {"one"})
    assert soon(lambda: [report.unnotified for report in reports(bench.settings)] == ["OSError"])
    assert not faults(bench.settings)


def test_what_is_older_than_the_person_keeps_is_erased(bench: Bench, keys: Keys) -> None:
    with open_ledger(bench.settings, keys) as ledger, ledger.session() as session:
        keep_days(session, 30)
    now, day = datetime.now(UTC), timedelta(days=1)
    lately = [a_record(id=f"new {number}", time=now - number * day) for number in range(3)]
    a_journal(bench.settings, keys, *lately, a_record(id="old", time=now - 31 * day))
    bench.call()
    assert soon(lambda: bench.ids() == {"new 0", "new 1", "new 2"})


def test_what_companies_have_is_written_for_the_mark(bench: Bench, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.keeper.summary.EVERY", 0.0)
    change(bench.settings, keys, lambda now: now._replace(mark=True))
    a_journal(bench.settings, keys, a_record(id="one"))
    bench.call()
    assert soon(lambda: "shop.example" in (read(bench.settings, keys) or {}))


def test_what_rules_go_by_is_written_though_nothing_new_arrives(bench: Bench, keys: Keys) -> None:
    with open_ledger(bench.settings, keys) as ledger:
        written(ledger, a_record(host="m.shop.example"))
        with ledger.session() as session:
            note_aliases(session, [Aliases("m.shop.example", datetime.now(UTC), ("x.adpix.test",))], CATALOGUE)
    change(bench.settings, keys, lambda now: now._replace(rules=(a_rule(Action.STRIP),)))
    bench.keeper._settled = 0.0
    bench.call()
    assert soon(lambda: bool(experience.read(bench.settings, keys)))


def test_the_collector_is_spared_what_is_loaded() -> None:
    before = gc.get_threshold()
    try:
        module.spare_the_collector()
        assert gc.get_threshold()[0] >= 100_000
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
