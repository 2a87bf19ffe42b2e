"""When the last good copy is made anew, and what becomes of damage that is found on the way."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.builders.damages import page_lost
from tests.builders.records import a_record
from tests.builders.written import rows, written
from tracker.errors import LedgerError
from tracker.keeper import copying as module
from tracker.keeper.copying import LEAST, MOST, Copying, pause_of
from tracker.keys import Keys
from tracker.ledger import copies
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.settings import Settings


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST", 0.0)


def soon(what: Callable[[], object]) -> bool:
    end = time.monotonic() + 20
    while not what():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def made(copying: Copying, ledger: Ledger, keys: Keys) -> None:
    """One attempt, and its end."""
    copying.attempt(ledger, keys)
    assert soon(lambda: not copying.is_at_work)


def aged(settings: Settings, seconds: float) -> datetime:
    """Make the copy older, as its time says."""
    copy = copies.last(settings)
    assert copy is not None
    moment = copy.time.timestamp() - seconds
    os.utime(copy.path, (moment, moment))
    return datetime.fromtimestamp(moment, UTC)


def test_the_first_copy_is_made_at_once(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    written(ledger, a_record())
    made(Copying(settings), ledger, keys)
    assert copies.last(settings) is not None


def test_the_start_is_left_alone(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST", 60.0)
    written(ledger, a_record())
    made(Copying(settings), ledger, keys)
    assert copies.last(settings) is None


@pytest.mark.parametrize(
    ("seconds", "is_written", "is_new"),
    [(0.0, True, False), (LEAST + 60, True, True), (LEAST + 60, False, False), (-LEAST, True, True)],
    ids=["young", "old", "old, and nothing was written since", "of a time to come: the clock was set back"],
)
def test_a_copy_is_made_anew_where_it_is_old_and_something_was_written(
    ledger: Ledger, settings: Settings, keys: Keys, seconds: float, is_written: bool, is_new: bool
) -> None:
    written(ledger, a_record())
    copies.make(settings, keys)
    before = aged(settings, seconds)
    if not is_written:
        ledger.close()
        os.utime(settings.ledger_file, (before.timestamp() - 60,) * 2)
    made(Copying(settings), ledger, keys)
    copy = copies.last(settings)
    assert copy is not None
    assert (abs((copy.time - before).total_seconds()) > 0.01) == is_new


@pytest.mark.parametrize(
    ("size", "pause"), [(0, LEAST), (8 << 20, LEAST), (60_000_000, 3600.0), (300_000_000, 18_000.0), (10**12, MOST)]
)
def test_the_larger_the_ledger_the_less_often(size: int, pause: float) -> None:
    assert pause_of(size) == pause


def test_on_a_server_there_are_no_copies(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    elsewhere = Settings(settings.home, "postgresql://nobody@host/ledger", "file")
    made(Copying(elsewhere), ledger, keys)
    assert not copies.folder_of(settings).exists()


def test_damage_that_is_met_twice_is_mended(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    """Damage of a page that nobody has asked for; a first failure may be of the moment."""
    written(ledger, a_record(host="one.test"))
    copies.make(settings, keys)
    written(ledger, a_record(host="two.test"))
    ledger.close()
    aged(settings, LEAST + 60)
    page_lost(Path(settings.ledger_file), settings.ledger_file.stat().st_size // 4096 - 1)
    copying = Copying(settings)
    made(copying, ledger, keys)
    made(copying, ledger, keys)
    made(copying, ledger, keys)
    with pytest.raises(LedgerError, match="the ledger was damaged: its last good copy"):
        copying.attempt(ledger, keys)
    assert rows(ledger, m.Host.name) == [("one.test",)]


def test_what_fails_otherwise_is_said_and_tried_again_later(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "SPARE", 1 << 60)
    written(ledger, a_record())
    copying = Copying(settings)
    made(copying, ledger, keys)
    copying.attempt(ledger, keys)
    assert "no room for a copy" in (copying.fault or "")
    monkeypatch.setattr(copies, "SPARE", 0)
    made(copying, ledger, keys)
    assert copies.last(settings) is None
    monkeypatch.setattr(time, "monotonic", lambda later=time.monotonic: later() + module.AGAIN)
    made(copying, ledger, keys)
    assert copies.last(settings) is not None
    copying.attempt(ledger, keys)
    assert copying.fault is None


def test_a_copy_is_given_up_where_the_keeper_ends(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "_STEP", 1)
    written(ledger, a_record())
    copying = Copying(settings)
    copying.stop()
    made(copying, ledger, keys)
    assert copies.last(settings) is None
    assert copying.fault is None
