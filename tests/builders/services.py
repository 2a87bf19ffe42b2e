"""A stand-in on loopback for services that make aliases: it answers as it is told, and remembers what it was asked."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

KEY = "made-up-key-0123456789"


class Told(NamedTuple):
    """What the service answers."""

    status: int = 201
    document: Any = None
    body: bytes | None = None
    headers: Mapping[str, str] = {}
    head: bytes = b""  # sent in place of all the rest, and then nothing

    @property
    def bytes(self) -> bytes:
        return json.dumps(self.document).encode() if self.body is None else self.body


class Asked(NamedTuple):
    """What the service was asked."""

    method: str
    path: str
    headers: dict[str, str]
    document: Any


@contextmanager
def a_service(*answers: Told) -> Iterator[tuple[str, list[Asked]]]:
    """The address of a service that gives these answers one after the other, and what it was asked."""
    asked: list[Asked] = []
    stop = threading.Event()

    class _Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            size = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(size)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked.append(Asked(self.command, self.path, headers, json.loads(body) if body else None))
            told = answers[min(len(asked), len(answers)) - 1]
            if told.head:
                self.wfile.write(told.head)
                self.wfile.flush()
                stop.wait(5)
                return
            self.send_response(told.status)
            for name, value in {"Content-Length": str(len(told.bytes)), **told.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(told.bytes)

        do_GET = _answer  # noqa: N815 - as http.server calls it
        do_POST = _answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
        thread.join()
