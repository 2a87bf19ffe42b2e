"""The program itself as a process, for tests that use it as a person does."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 60.0


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Program:
    """A running `tracker` command and what it printed so far."""

    process: subprocess.Popen[str]
    output: list[str] = field(default_factory=list)

    def wait_for(self, words: str) -> str:
        """Return the first line of its output that holds those words. Fails when it does not come."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for line in list(self.output):
                if words in line:
                    return line
            if self.process.poll() is not None and not self._is_being_read():
                break
            time.sleep(0.05)
        raise AssertionError(f"no line with {words!r} in:\n{''.join(self.output)}")

    def end(self) -> int:
        """Ask it to end, as Ctrl-C does, and return its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)

    def read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.output.append(line)

    def _is_being_read(self) -> bool:
        return any(thread.name == f"output of {self.process.pid}" for thread in threading.enumerate())


def environment(home: Path) -> dict[str, str]:
    """Return an environment in which the program keeps everything under that home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    return kept | {"TRACKER_HOME": str(home), "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}


@contextlib.contextmanager
def running_program(home: Path, *arguments: str) -> Iterator[Program]:
    """A `tracker` command that runs for as long as the context lasts."""
    command = [sys.executable, "-m", "tracker", *arguments]
    process = subprocess.Popen(
        command, env=environment(home), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    program = Program(process)
    reader = threading.Thread(target=program.read, name=f"output of {process.pid}", daemon=True)
    reader.start()
    try:
        yield program
    finally:
        program.end()
        reader.join(PATIENCE)
        assert process.stdout is not None
        process.stdout.close()


def done_program(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a `tracker` command to its end and return what it printed."""
    command = [sys.executable, "-m", "tracker", *arguments]
    return subprocess.run(command, env=environment(home), text=True, capture_output=True, timeout=120, check=False)
