"""A stand-in on loopback for services that make aliases: it answers as it is told, and remembers what it was asked."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from tests.builders.loopback import Handler, served

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

    class _Handler(Handler):
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
            self.answer(told.status, dict(told.headers), told.bytes)

        do_GET = _answer  # noqa: N815 - as http.server calls it
        do_POST = _answer  # noqa: N815

    with served(_Handler) as base:
        try:
            yield base, asked
        finally:
            stop.set()
