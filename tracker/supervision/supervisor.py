"""The run itself: both processes up, watched, and down again."""

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from tracker.errors import TrackerError
from tracker.settings import Settings
from tracker.supervision import ports
from tracker.supervision.child import Child
from tracker.supervision.plan import HOST, Plan, dashboard_command, dashboard_environment, environment, proxy_command
from tracker.supervision.running import announced

START = 60.0  # seconds that both processes are given to answer
_GLANCE = 0.25
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class RefusedError(TrackerError):
    """An argument that proxy or dashboard does not take, as it has said itself."""


def supervise(settings: Settings, plan: Plan, say: Callable[[str], None], ready: Callable[[], None]) -> None:
    """Run proxy and dashboard until a signal asks for the end. `ready` is called when both answer.

    Raises TrackerError when they cannot be started: ports taken, Tracker running already, a mode that does not work.
    """
    with announced(settings, plan), _asked_to_end() as end:
        ports.check(plan)
        proxy = Child("proxy", proxy_command(plan, settings), environment(settings), say)
        dashboard = Child("dashboard", dashboard_command(plan), dashboard_environment(plan, settings), say)
        try:
            _start([proxy, dashboard], plan, end)
            if not end.is_set():
                ready()
            while not end.wait(_GLANCE):
                if proxy.refuses:
                    raise RefusedError("the proxy did not start; what it said stands above")
                proxy.check()
                dashboard.check()
        finally:
            proxy.stop()  # first, so that the dashboard can still tell of its end
            dashboard.stop()


def _start(children: list[Child], plan: Plan, end: threading.Event) -> None:
    waited = [plan.place, (HOST, plan.dashboard_port)]
    for child in children:
        child.start()
    deadline = time.monotonic() + START
    for child, place in zip(children, waited, strict=True):
        while not end.is_set() and not (place is None or ports.answers(place[1], place[0])):
            if not child.is_alive:
                error = RefusedError if child.refuses else TrackerError
                raise error(f"the {child.name} did not start; what it said stands above")
            if time.monotonic() > deadline and place:
                raise TrackerError(f"the {child.name} does not answer on port {place[1]}")
            end.wait(0.05)


@contextlib.contextmanager
def _asked_to_end() -> Iterator[threading.Event]:
    """An event that the signals set which ask a process to end. The first Ctrl-C is enough."""
    end = threading.Event()

    def ask(_number: int, _frame: Any) -> None:
        end.set()

    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    before = {number: signal.signal(number, ask) for number in numbers}
    try:
        yield end
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
