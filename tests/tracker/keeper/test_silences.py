"""How long the keeper gathers, and when the sums follow: at once after a silence, at a distance while much leaves."""

import os

import pytest

from tests.builders.clocks import Clock
from tests.builders.journals import a_journal
from tests.builders.records import a_record
from tests.builders.written import rows
from tracker.keeper import process as module
from tracker.keeper.calls import GATHER, QUICK, SETTLE, Calls
from tracker.keeper.process import Keeper
from tracker.keeper.reports import Reporter
from tracker.keys import Keys
from tracker.ledger.models import Pending
from tracker.ledger.opening import open_ledger
from tracker.records import to_bytes
from tracker.settings import Settings


def test_a_call_after_a_silence_is_heeded_at_once_and_transactions_keep_their_distance(
    home: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    keeper = Keeper(home, Calls(987654), Reporter(home, "keeper"))
    assert keeper._gathering() == QUICK
    journal = a_journal(home, keys, a_record(), is_closed=False)
    assert keeper._attempt()
    assert keeper._gathering() == pytest.approx(GATHER)
    clock.now += GATHER / 4
    assert keeper._gathering() == pytest.approx(GATHER * 3 / 4)
    assert keeper._attempt()  # nothing came: that is no transaction
    clock.now += GATHER
    assert keeper._gathering() == QUICK
    journal.close()
    keeper._close()


def test_what_breaks_a_silence_is_in_the_sums_as_well(
    home: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    read, write = os.pipe()
    keeper = Keeper(home, Calls(read), Reporter(home, "keeper"))
    journal, left = a_journal(home, keys, is_closed=False), []
    with open_ledger(home, keys) as ledger:
        for seconds in (0, 2 * SETTLE, SETTLE / 2):
            clock.now += seconds
            journal.append(to_bytes(a_record()))
            keeper._attempt()
            left.append(len(rows(ledger, Pending.host_id)))
        keeper._attempt()  # nothing new: the traffic pauses
        left.append(len(rows(ledger, Pending.host_id)))
        clock.now += 2 * SETTLE
        keeper._attempt()
        clock.now += SETTLE / 2
        journal.append(to_bytes(a_record()))
        keeper._attempt()
        left.append(len(rows(ledger, Pending.host_id)))
    journal.close()
    os.close(write)
    keeper._close()
    assert left == [0, 0, 1, 0, 0]
