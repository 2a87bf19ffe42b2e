"""One process under supervision."""

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.builders.clocks import Clock
from tests.builders.programs import soon
from tracker.supervision import child as module
from tracker.supervision.child import Child

OBEDIENT = "import sys; sys.stdin.read()"
DEAF = "import time; time.sleep(60)"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("tracker.supervision.child.time.monotonic", made)
    return made


@pytest.fixture
def children() -> Iterator[list[Child]]:
    made: list[Child] = []
    yield made
    for child in made:
        child.stop()


def a_child(children: list[Child], script: str, said: list[str]) -> Child:
    child = Child("proxy", [sys.executable, "-c", script], dict(os.environ), said.append)
    children.append(child)
    return child


def test_it_ends_when_it_is_let_go(children: list[Child]) -> None:
    said: list[str] = []
    child = a_child(children, OBEDIENT, said)
    assert (child.is_alive, child.process) == (False, None)
    child.start()
    assert child.is_alive
    assert child.process
    child.stop()
    child.stop()
    assert not child.is_alive
    assert said == []


def test_what_was_never_started_needs_no_end(children: list[Child]) -> None:
    child = a_child(children, OBEDIENT, [])
    child.check()
    child.stop()
    assert not child.is_alive


def test_one_that_does_not_end_is_killed(children: list[Child], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    said: list[str] = []
    child = a_child(children, DEAF, said)
    child.start()
    child.stop()
    assert not child.is_alive
    assert said == ["the proxy does not end by itself; it is killed"]


def test_one_that_dies_is_started_again_after_a_pause(children: list[Child], clock: Clock) -> None:
    said: list[str] = []
    child = a_child(children, "import sys; sys.exit(3)", said)
    child.start()
    waits = []
    for _ in range(5):
        assert soon(lambda: not child.is_alive)
        child.check()
        before, began = child._process, clock.now
        while child._process is before:
            clock.now += 0.5
            child.check()
        waits.append(clock.now - began)
    assert waits == [1, 2, 4, 8, 16]
    assert said[0] == "the proxy ended by itself (exit status 3); it is started again"
    assert len(said) == 5


def test_after_a_calm_time_the_pause_is_short_again(children: list[Child], clock: Clock) -> None:
    said: list[str] = []
    child = a_child(children, DEAF, said)
    child._pause = 30.0
    child.start()
    clock.now += 100
    child.check()
    process: Any = child._process
    process.kill()
    process.wait()
    child.check()
    clock.now += 0.5
    child.check()
    assert child._process is not process
    if sys.platform != "win32":
        assert "signal 9" in said[0]
    child._process.kill()  # type: ignore[union-attr]


def test_a_ctrl_c_in_the_terminal_is_for_the_supervisor(children: list[Child]) -> None:
    child = a_child(children, OBEDIENT, [])
    child.start()
    if sys.platform != "win32":
        assert os.getpgid(child.process or 0) != os.getpgid(0)
