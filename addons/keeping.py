"""The keeper's process, as the proxy sees it: started once, called when there is something to bring into the ledger."""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

import tracker
from tracker.keeper.calls import FAREWELL
from tracker.keeper.faults import Loudness, described

CALLS_EVERY = 0.04  # seconds: less than the keeper gathers, so that no record waits for a later call
_ROOT = str(Path(tracker.__file__).parent.parent)


def command() -> list[str]:
    """Return the command that runs the keeper, whatever the current folder is."""
    return [sys.executable, "-P", "-m", "tracker.keeper"]


def environment() -> dict[str, str]:
    """Return this process's environment, with our packages to be found."""
    given = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": os.pathsep.join([_ROOT, *([given] if given else [])])}


class KeeperProcess:
    """Starts the keeper, calls it, and starts it again when it has died. Never raises."""

    def __init__(self, loudness: Loudness, *, is_quiet: bool = False) -> None:
        self._loudness, self._is_quiet = loudness, is_quiet
        self._process: subprocess.Popen[bytes] | None = None
        self._called = 0.0
        self._not_before, self._pause = 0.0, 1.0

    def call(self) -> None:
        """Say that there is something in the journal. Costs nearly nothing when it was said just now."""
        now = time.monotonic()
        if now - self._called >= CALLS_EVERY:
            self._called = now
            self._tell()

    def check(self) -> None:
        """Start the keeper if it does not run."""
        now = time.monotonic()
        if (self._process is None or self._process.poll() is not None) and now >= self._not_before:
            self._pause = min(self._pause * 2, 60.0) if self._process else 1.0
            self._not_before = now + self._pause
            self._start()

    def close(self) -> None:
        """Tell the keeper that this proxy ends, and wait until it has brought in what is left."""
        if self._process is None:
            return
        self._let_go(self._process)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(FAREWELL + 2)

    def _tell(self) -> None:
        if self._process is None:
            self.check()
        if self._process and self._process.stdin:
            with contextlib.suppress(OSError, ValueError):  # full: it has calls enough; broken: `check` sees to it
                os.write(self._process.stdin.fileno(), b"\n")

    def _let_go(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdin:
            with contextlib.suppress(OSError):
                process.stdin.close()

    def _start(self) -> None:
        if self._process is not None:
            self._let_go(self._process)
            self._loudness.fault("the process that keeps the ledger ended; it is started again, nothing is lost")
        is_windows = sys.platform == "win32"
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this very interpreter
                command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL if self._is_quiet else None,
                env=environment(),
                start_new_session=not is_windows,  # a Ctrl-C is for the proxy: the keeper ends after it, with all kept
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) if is_windows else 0,
            )
            if self._process.stdin:
                os.set_blocking(self._process.stdin.fileno(), False)
        except OSError as error:
            self._loudness.fault(f"the process that keeps the ledger does not start ({described(error)})")
