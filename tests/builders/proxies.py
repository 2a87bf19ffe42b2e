"""A proxy with our addon in it, as a process, and what the ledger then holds."""

import json
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

from tests.builders.commands import done_program
from tests.builders.programs import a_free_port, a_program, listens, soon, through

PATIENCE = 60.0


class Proxy(NamedTuple):
    """A running proxy, and where it listens."""

    port: int
    process: "subprocess.Popen[str]"

    def post(self, origin: int, *names: str) -> None:
        """Send a form with an e-mail address in the field of each name, one after the other; each must arrive."""
        for name in names:
            assert through(self.port, origin, "/f", form(name))[0] == 200

    def keepers(self) -> list[psutil.Process]:
        """Return its keeper's process, in a list; none before there is something to keep."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        return [process for process in below if "tracker.keeper" in process.cmdline()]

    def end(self) -> str:
        """Ask it to end; return what it said on standard error."""
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.communicate(timeout=PATIENCE)[1]


@contextmanager
def a_proxy(home: Path, *options: str, is_udp: bool = False, **environment: str) -> Iterator[Proxy]:
    """A proxy of the installation in that home, for as long as the context lasts. `is_udp`: it listens for QUIC."""
    port = a_free_port()
    given = ("--listen-host", "127.0.0.1", "-p", str(port), "--set", f"confdir={home / 'ca'}")
    proxy = Proxy(port, a_program(home, "-m", "addons", *given, *options, **environment))
    try:
        assert soon(lambda: _is_taken(port) if is_udp else listens(port))
        yield proxy
    finally:
        if not proxy.process.stderr or not proxy.process.stderr.closed:
            proxy.end()


def _is_taken(port: int) -> bool:
    with socket.socket(type=socket.SOCK_DGRAM) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
        return False


def form(name: str) -> bytes:
    """Return the body of a form with an e-mail address in the field of that name."""
    return f"{name}=marie.dupont%40mail.example".encode()


def paths(home: Path) -> set[str]:
    """Return in which fields the ledger has data, once all of the journal is in it."""
    done = done_program(home, "export", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    return {json.loads(line)["path"] for line in done.stdout.splitlines()}
