"""`tracker dashboard`: the dashboard alone, as a process of its own."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tracker.errors import TrackerError

if TYPE_CHECKING:
    from tracker.settings import Settings
    from tracker.supervision.plan import Plan

_START = 60.0  # seconds that it is given to answer
_GLANCE = 0.1


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8081, show_default=True, help="Where it listens.")
@click.option("--open/--no-open", "wants_browser", default=True, show_default=True, help="Open it in your browser.")
def command(port: int, wants_browser: bool) -> None:
    """Show the dashboard alone, on the ledger as it is.

    Prints its address with a key that is good for one use, and serves until Ctrl-C. Nothing is recorded meanwhile.
    """
    from tracker.settings import load
    from tracker.supervision.plan import Plan

    settings, plan = load(), Plan(dashboard_port=port)
    _check(plan)
    _bring_in(settings)
    with _process(plan, settings) as process:
        _await(process, plan)
        click.echo(f"Dashboard: {plan.entrance}")
        click.echo("End it with Ctrl-C.")
        if wants_browser:
            _open_browser(plan)
        with contextlib.suppress(KeyboardInterrupt):
            _watch(process)


def _check(plan: "Plan") -> None:
    from tracker.supervision.ports import is_free

    if not is_free(plan.dashboard_port):
        raise TrackerError(f"port {plan.dashboard_port} is taken by another program: choose another one with --port")


def _bring_in(settings: "Settings") -> None:
    """See that the ledger can be read, and that what the journal still holds is in it."""
    from tracker.keeper import drain
    from tracker.keys import load_or_create
    from tracker.ledger.opening import open_ledger
    from tracker.ledger.retention import erase_old

    keys = load_or_create(settings)
    with open_ledger(settings, keys) as ledger:
        drain(ledger, settings, keys)
        erase_old(ledger)


@contextlib.contextmanager
def _process(plan: "Plan", settings: "Settings") -> Iterator[subprocess.Popen[bytes]]:
    """The dashboard's process, on a leash: it ends with ours, however ours ends."""
    from tracker.supervision.plan import dashboard_command, dashboard_environment

    is_windows = sys.platform == "win32"
    process = subprocess.Popen(  # noqa: S603 - this very interpreter
        dashboard_command(plan),
        stdin=subprocess.PIPE,
        env=dashboard_environment(plan, settings),
        start_new_session=not is_windows,  # Ctrl-C is for us alone
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) if is_windows else 0,
    )
    try:
        yield process
    finally:
        if process.stdin:
            process.stdin.close()
        process.wait()


def _await(process: subprocess.Popen[bytes], plan: "Plan") -> None:
    from tracker.supervision.ports import answers

    deadline = time.monotonic() + _START
    while not answers(plan.dashboard_port):
        if process.poll() is not None:
            raise TrackerError("the dashboard did not start; what it said stands above")
        if time.monotonic() > deadline:
            raise TrackerError(f"the dashboard does not answer on port {plan.dashboard_port}")
        time.sleep(_GLANCE)


def _watch(process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        time.sleep(_GLANCE)  # not wait(): on Windows that would not be interrupted by Ctrl-C
    raise TrackerError("the dashboard ended by itself; what it said stands above")


def _open_browser(plan: "Plan") -> None:
    import webbrowser

    from tracker.browsing import has_display

    if has_display():
        webbrowser.open(plan.browser_entrance)
