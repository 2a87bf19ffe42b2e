"""The run: both up, watched, and down again."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders.programs import a_free_port, soon
from tracker.errors import TrackerError
from tracker.settings import Settings
from tracker.supervision import Plan, running, supervise, supervisor
from tracker.supervision.child import Child

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")


def a_plan(modes: tuple[str, ...] = ()) -> Plan:
    module = "tests.builders.stand_in"
    return Plan(a_free_port(), a_free_port(), modes, proxy_module=module, dashboard_module=module)


def meanwhile(work: Callable[[], None], number: int = signal.SIGTERM) -> Callable[[], None]:
    """Return what does that work in a thread, and then asks for the end."""

    def all_of_it() -> None:
        try:
            work()
        finally:
            os.kill(os.getpid(), number)

    return lambda: threading.Thread(target=all_of_it).start()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_both_run_until_a_signal_and_end_in_order(
    settings: Settings, capfd: pytest.CaptureFixture[str], number: int
) -> None:
    said: list[str] = []
    seen = []
    before = signal.getsignal(number)
    supervise(settings, a_plan(), said.append, meanwhile(lambda: seen.append(running(settings)), number))
    assert seen[0]
    assert running(settings) is None
    assert capfd.readouterr().out.count("ends in order") == 2
    assert said == []
    assert signal.getsignal(number) is before


def test_one_that_dies_is_said_and_started_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[Child] = []
    start = Child.start

    def noted(child: Child) -> None:
        start(child)
        children.append(child)

    monkeypatch.setattr(Child, "start", noted)
    said: list[str] = []

    def kill() -> None:
        os.kill(children[0].process or 0, signal.SIGKILL)
        assert soon(lambda: len(children) > 2)

    supervise(settings, a_plan(), said.append, meanwhile(kill))
    assert said == ["the proxy ended by itself (signal 9); it is started again"]
    assert [child.name for child in children] == ["proxy", "dashboard", "proxy"]


def test_one_that_does_not_start_is_an_error_and_the_other_ends(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fails").touch()
    monkeypatch.setenv("STAND_IN_FAILS", str(tmp_path / "fails"))
    with pytest.raises(TrackerError, match="the proxy did not start"):
        supervise(settings, a_plan(), list[str]().append, pytest.fail)
    assert not settings.running_file.exists()
    assert running(settings) is None


def test_one_that_does_not_answer_is_an_error(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "START", 0)
    with pytest.raises(TrackerError, match="the proxy does not answer on port"):
        supervise(settings, a_plan(), list[str]().append, pytest.fail)


def test_a_proxy_without_a_port_is_not_waited_for(settings: Settings) -> None:
    supervise(settings, a_plan(("local",)), list[str]().append, meanwhile(lambda: None))
    assert not settings.running_file.exists()


def test_the_end_may_be_asked_for_while_it_starts(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    start = Child.start

    def interrupted(child: Child) -> None:
        start(child)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(Child, "start", interrupted)
    said: list[str] = []
    supervise(settings, a_plan(), said.append, pytest.fail)  # fails where it goes on to run
    assert not settings.running_file.exists()
    assert said == []


def test_taken_ports_are_said_before_anything_starts(settings: Settings) -> None:
    port = a_free_port()
    import socket

    with (
        socket.create_server(("127.0.0.1", port)),
        pytest.raises(TrackerError, match="is taken"),
    ):
        supervise(settings, Plan(port, a_free_port()), list[str]().append, pytest.fail)
    assert running(settings) is None
