"""When what companies have is written for the mark."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.builders.clocks import Clock
from tests.builders.ledgers import fill
from tracker.control import change
from tracker.keeper import summary as module
from tracker.keeper.summary import EVERY, Summary
from tracker.keys import Keys
from tracker.ledger.opening import Ledger
from tracker.marking import holdings
from tracker.settings import Settings


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Clock:
    made = Clock()
    monkeypatch.setattr(module, "time", made)
    settings.home.mkdir(parents=True, exist_ok=True)
    return made


def turn(settings: Settings, keys: Keys, *, is_on: bool) -> None:
    change(settings, keys, lambda now: now._replace(mark=is_on))


def test_it_is_written_while_the_mark_is_on(ledger: Ledger, settings: Settings, keys: Keys, clock: Clock) -> None:
    fill(ledger)
    summary = Summary(settings, keys)
    summary.attempt(ledger)
    assert holdings.read(settings, keys) is None
    turn(settings, keys, is_on=True)
    summary.attempt(ledger)
    found = holdings.read(settings, keys)
    assert found
    assert "oldcounter.test" in found
    turn(settings, keys, is_on=False)
    summary.attempt(ledger)
    assert not settings.mark_file.exists()


def test_it_is_written_again_only_where_something_changed(
    ledger: Ledger, settings: Settings, keys: Keys, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(ledger)
    turn(settings, keys, is_on=True)
    written: list[object] = []

    def write(*given: Any) -> None:
        written.append(given)
        holdings.write(*given)

    monkeypatch.setattr(module, "holdings", SimpleNamespace(write=write, erase=holdings.erase))
    summary = Summary(settings, keys)
    for _ in range(3):
        summary.attempt(ledger)
        clock.now += EVERY
    assert len(written) == 1
    settings.mark_file.unlink()  # something was forgotten
    summary.attempt(ledger)
    summary.attempt(ledger)
    assert len(written) == 2
