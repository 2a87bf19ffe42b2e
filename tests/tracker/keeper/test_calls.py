"""How the proxy calls the keeper."""

import os
import time

from tracker.keeper.calls import Calls


def test_a_call_is_heard_at_once_and_once() -> None:
    read, write = os.pipe()
    calls = Calls(read)
    assert not calls.wait(0)
    os.write(write, b"\n")
    assert calls.wait(5)
    assert not calls.wait(0)
    assert not calls.is_over
    os.close(write)
    assert calls.wait(5)
    assert calls.is_over


def test_waiting_ends_by_itself() -> None:
    read, write = os.pipe()
    calls, begin = Calls(read), time.monotonic()
    assert not calls.wait(0.05)
    assert time.monotonic() - begin < 5
    os.close(write)


def test_a_descriptor_that_is_none_counts_as_the_end() -> None:
    calls = Calls(987654)
    assert calls.wait(5)
    assert calls.is_over
