"""When the keeper erases what is too old."""

import pytest

from tests.builders.clocks import Clock
from tracker.errors import LedgerError
from tracker.keeper import retention as module
from tracker.keeper.retention import AGAIN, EVERY, Retention
from tracker.ledger import retention as ledgers
from tracker.ledger.opening import Ledger


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(module, "time", made)
    return made


def test_it_is_done_at_once_and_then_once_a_day(ledger: Ledger, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[float] = []
    monkeypatch.setattr(ledgers, "erase_old", lambda _: done.append(clock.now))
    retention = Retention()
    for _ in range(3):
        retention.attempt(ledger)
    clock.now += EVERY
    retention.attempt(ledger)
    assert done == [1000.0, 1000.0 + EVERY]


def test_what_failed_is_tried_again_sooner(ledger: Ledger, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[float] = []

    def broken(_: Ledger) -> None:
        tried.append(clock.now)
        raise LedgerError("locked")

    monkeypatch.setattr(ledgers, "erase_old", broken)
    retention = Retention()
    with pytest.raises(LedgerError):
        retention.attempt(ledger)
    retention.attempt(ledger)
    clock.now += AGAIN
    with pytest.raises(LedgerError):
        retention.attempt(ledger)
    assert len(tried) == 2
