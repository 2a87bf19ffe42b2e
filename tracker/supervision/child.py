"""One process under supervision."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable

CALM = 60.0  # seconds of life after which a process counts as well
SLOWEST = 30.0  # seconds between attempts to start one that dies again and again
REFUSED = 2  # the exit status of programs whose command line is wrong
PATIENCE = 12.0  # seconds that a process is given to end


class Child:
    """A process that is started again when it dies, ever more slowly when it dies often."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], say: Callable[[str], None]) -> None:
        self.name = name
        self._command, self._environment, self._say = command, environment, say
        self._process: subprocess.Popen[bytes] | None = None
        self._began, self._pause, self._due = 0.0, 0.5, 0.0

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def refuses(self) -> bool:
        """Whether the process ended because of its arguments, and has said so."""
        return self._process is not None and self._process.poll() == REFUSED

    @property
    def process(self) -> int | None:
        """The process's number, None when it does not live."""
        return self._process.pid if self._process and self.is_alive else None

    def start(self) -> None:
        """Start the process, in a group of its own: a Ctrl-C in the terminal is for the supervisor."""
        is_windows = sys.platform == "win32"
        self._began = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603 - this very interpreter
            self._command,
            stdin=subprocess.PIPE,
            env=self._environment,
            start_new_session=not is_windows,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) if is_windows else 0,
        )

    def check(self) -> None:
        """Start the process again when it has died, after a pause."""
        now = time.monotonic()
        if self._process is None or self._process.poll() is None:
            return
        if self._due == 0.0:
            self._pause = 0.5 if now - self._began > CALM else min(self._pause * 2, SLOWEST)
            self._due = now + self._pause
            self._say(f"the {self.name} ended by itself ({_ending(self._process.returncode)}); it is started again")
        elif now >= self._due:
            self._due = 0.0
            self._leave()
            self.start()

    def stop(self) -> None:
        """Ask the process to end, wait until it has, and end it where it does not."""
        if self._process is None:
            return
        self._leave()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(PATIENCE)
            return
        self._say(f"the {self.name} does not end by itself; it is killed")
        self._process.kill()
        self._process.wait()

    def _leave(self) -> None:
        """Let go of the leash."""
        if self._process and self._process.stdin:
            with contextlib.suppress(OSError):
                self._process.stdin.close()


def _ending(status: int) -> str:
    return f"signal {-status}" if status < 0 else f"exit status {status}"
