"""Dashboards over a ledger, and browsers that were let in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.test import TestResponse

from dashboard.answers import Answers
from dashboard.app import create_app
from dashboard.gate import Gate
from dashboard.live import Live
from dashboard.wiring import Wiring
from tracker.keys import KEY_BYTES, Keys
from tracker.ledger.opening import Ledger
from tracker.settings import Settings

TOKEN = "made-up-token"
KEYS = Keys(bytes(range(KEY_BYTES)))


class Compiled(BytecodeCache):
    """Each template, compiled once for all the applications of a run: that took half of the pages' tests."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get(self._key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[self._key(bucket)] = bucket.code

    @staticmethod
    def _key(bucket: Bucket) -> tuple[object, ...]:
        """Its name and content, and what else it is compiled by."""
        by = bucket.environment
        return bucket.key, bucket.checksum, by.trim_blocks, by.lstrip_blocks, getattr(by, "newstyle_gettext", None)


Flask.jinja_options = {"bytecode_cache": Compiled()}


class Browser(FlaskClient):
    """Reads each answer to its end, unless told otherwise: nothing is left open."""

    def open(self, *arguments: Any, **given: Any) -> TestResponse:
        return super().open(*arguments, **({"buffered": True} | given))


@contextmanager
def a_dashboard(
    ledger: Ledger,
    home: Path,
    faults: Sequence[str] = (),
    token: str = TOKEN,
    period: float = 0.02,
    settings: Settings | None = None,
) -> Iterator[Flask]:
    """The application over a ledger; what it keeps lies in `home`."""
    installation = settings or Settings(home, key_store="file")
    live = Live(ledger, period=period, longest=60)
    parts = Wiring(
        ledger,
        Gate(token, home / "dashboard.spent"),
        live,
        Answers(ledger),
        lambda: list(faults),
        lambda: installation,
        KEYS,
    )
    app = create_app(parts, KEYS)
    app.test_client_class = Browser
    app.testing = False  # failures are shown as a person sees them
    try:
        yield app
    finally:
        live.close()


def signed_in(app: Flask, token: str = TOKEN) -> FlaskClient:
    """A browser that has opened the address with the key."""
    client = app.test_client()
    client.get(f"/?token={token}")
    return client


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The application behind a real waitress on the loopback; yields its address without a slash at the end."""
    import waitress

    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=12, ident=None)

    def run() -> None:
        with suppress(OSError):  # its connections are closed under it at the end
            server.run()

    thread = Thread(target=run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        app.extensions["tracker"].live.close()
        server.close()
        for channel in [*server.active_channels.values()]:
            channel.close()  # the browser keeps its connections; the server would wait for it
        thread.join(5)
        server.task_dispatcher.shutdown(timeout=1)
