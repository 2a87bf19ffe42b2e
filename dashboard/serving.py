"""The dashboard's process: serves the ledger's pages on this machine's loopback, until it is told to end."""

import argparse
import contextlib
import errno
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from types import FrameType
from typing import Any

from dashboard import garbage
from dashboard.answers import Answers
from dashboard.downloads import clear
from dashboard.faults import faults
from dashboard.gate import Gate, made_token
from dashboard.live import Live
from dashboard.wiring import Wiring
from tracker.errors import TrackerError
from tracker.keys import Keys, load_or_create
from tracker.ledger.opening import open_in_time
from tracker.settings import Settings, load

HOST = "127.0.0.1"
TOKEN = "TRACKER_DASHBOARD_TOKEN"  # noqa: S105 - the name of a variable
_THREADS = 12  # more than `live.SEATS`: pages are served while tabs listen


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C or SIGTERM; return the exit status.

    The token is the one in TRACKER_DASHBOARD_TOKEN, for those who start us to hand on; otherwise a new one, and the
    address with it is printed.
    """
    wanted = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="tracker: %(message)s")
    logging.getLogger("waitress").setLevel(logging.ERROR)  # at the end it counts the threads that still listen
    given = os.environ.pop(TOKEN, "")
    try:
        settings = load()
        token = given or made_token()
        with server(settings, load_or_create(settings), token, wanted.port) as serving:
            if not given:
                print(f"Dashboard: http://{HOST}:{serving.effective_port}/?token={token}", flush=True)
            with _told_to_end(), contextlib.suppress(KeyboardInterrupt):
                serving.run()
    except TrackerError as error:
        print(f"tracker: {error}", file=sys.stderr)
        return 1
    return 0


@contextmanager
def server(settings: Settings, keys: Keys, token: str, port: int) -> Iterator[Any]:
    """A waitress server, bound and not yet running, over the installation's ledger."""
    import waitress

    from dashboard import views
    from dashboard.app import create_app

    clear(settings)
    with closing(_bound(port)) as bound, open_in_time(settings, keys) as ledger:
        garbage.spare()
        live, answers = Live(ledger), Answers(ledger)
        gate = Gate(token, settings.home / "dashboard.spent")
        parts = Wiring(ledger, gate, live, answers, lambda: faults(settings), _as_of_now(settings), keys)
        serving = waitress.create_server(create_app(parts, keys), sockets=[bound], threads=_THREADS, ident=None)
        answers.prepare(views.ASKED_OF_ALL, then=garbage.settle)
        try:
            yield serving
        finally:
            live.close()
            answers.close()
            serving.close()


def _as_of_now(settings: Settings) -> Callable[[], Settings]:
    """What reads the settings anew; while they cannot be used, those that the dashboard began with hold."""

    def read() -> Settings:
        try:
            current = load()
        except TrackerError:
            return settings
        return current if current.home == settings.home else settings

    return read


def _bound(port: int) -> socket.socket:
    """A socket on the loopback. Raises TrackerError when the port cannot be had."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would allow two servers on one port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((HOST, port))
    except OSError as error:
        bound.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise TrackerError(
                f"port {port} on {HOST} is taken or not allowed; choose another one with --port"
            ) from error
        raise TrackerError(f"port {port} on {HOST} cannot be opened ({error.strerror})") from error
    return bound


@contextmanager
def _told_to_end() -> Iterator[None]:
    """SIGTERM ends the dashboard as Ctrl-C does."""

    def _end(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="Show the ledger's pages.")
    parser.add_argument("--port", type=int, default=8081, help="where on the loopback (default: 8081)")
    return parser
