"""What runs: a file that others read, true for as long as its writer lives."""

import contextlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tracker.errors import TrackerError
from tracker.journal import Lock
from tracker.settings import Settings
from tracker.supervision.plan import Plan


class Running(NamedTuple):
    """A running `tracker start`: its process, the proxy's address as `host:port` (None where no mode has one), the
    dashboard's address without its token.
    """

    process: int
    proxy: str | None
    dashboard: str
    modes: tuple[str, ...]
    since: datetime


def running(settings: Settings) -> Running | None:
    """Return what runs, or None. What a killed process left behind does not count."""
    if not settings.running_file.exists() or _is_stale(settings):
        return None
    try:
        process, proxy, dashboard, modes, since = json.loads(settings.running_file.read_text("utf-8")).values()
        return Running(process, proxy, dashboard, tuple(modes), datetime.fromisoformat(since))
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def _is_stale(settings: Settings) -> bool:
    try:
        with _lock(settings) as lock:
            return lock.acquire()
    except OSError:
        return False  # a folder that only reads: believe what it says


def _lock(settings: Settings) -> Lock:
    return Lock(settings.running_file.with_suffix(".lock"))


@contextlib.contextmanager
def announced(settings: Settings, plan: Plan) -> Iterator[None]:
    """Say in the file that the plan is running. Raises TrackerError when another one is."""
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _lock(settings) as lock:
        if not lock.acquire():
            other = running(settings)
            where = f" (process {other.process}, {other.dashboard})" if other else ""
            raise TrackerError(f"Tracker runs already in {settings.home}{where}: end that one first")
        try:
            _write(settings.running_file, plan)
            yield
        finally:
            settings.running_file.unlink(missing_ok=True)
            lock.remove()


def _write(path: Path, plan: Plan) -> None:
    now = Running(os.getpid(), plan.proxy, plan.dashboard, plan.modes, datetime.now(UTC))
    text = json.dumps(now._asdict(), default=datetime.isoformat)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
