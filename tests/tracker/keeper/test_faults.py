"""Saying what is wrong: loudly, not endlessly, and without values."""

import sys

import pytest
from sqlalchemy.exc import OperationalError

from tests.builders.clocks import Clock
from tracker.errors import ConfigurationError, LedgerError
from tracker.keeper.faults import Loudness, described, to_standard_error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device", "/home/marie/ledger"), "No space left on device"),
        (OSError("marie.dupont@mail.example"), "OSError"),
        (LedgerError("the ledger's key\n is gone"), "the ledger's key is gone"),
        (ConfigurationError("wrong"), "wrong"),
        (ValueError("marie.dupont@mail.example"), "ValueError"),
        (OperationalError("INSERT", {"v": "marie"}, Exception("database or disk is full")), "database or disk is full"),
    ],
)
def test_an_error_in_words_holds_no_value(error: Exception, words: str) -> None:
    assert described(error) == words


def test_a_fault_is_said_at_once_and_then_from_time_to_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, said = Clock(5.0), list[str]()
    monkeypatch.setattr("tracker.keeper.faults.time.monotonic", clock)
    loudness = Loudness(said.append, every=60)
    for _ in range(3):
        loudness.fault("the disk is full", "; 1 waits")
    loudness.fault("another")
    clock.now += 61
    loudness.fault("the disk is full", "; 2 wait")
    assert said == ["the disk is full; 1 waits", "another", "the disk is full; 2 wait"]


def test_what_is_mended_is_said_once_and_the_next_fault_again() -> None:
    said: list[str] = []
    loudness = Loudness(said.append)
    loudness.mended("well")
    loudness.fault("ill")
    loudness.mended("well")
    loudness.mended("well")
    loudness.fault("ill")
    loudness.insist("in any case")
    assert said == ["ill", "well", "ill", "in any case"]


def test_standard_error_that_nobody_reads_is_no_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    to_standard_error("the disk is full")
    assert capsys.readouterr().err == "tracker: the disk is full\n"
    monkeypatch.setattr(sys, "stderr", None)
    to_standard_error("the disk is full")
