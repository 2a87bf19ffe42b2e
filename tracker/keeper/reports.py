"""What running processes say of their own state, for `tracker doctor` and the dashboard: one small file each.

The file is made while there is room, padded, and later written over in place: a full disk can still be reported.
"""

import contextlib
import json
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tracker.journal import Lock
from tracker.settings import Settings

BEFORE, WITHOUT = "before", "without"
_ROOM = 2048


class Report(NamedTuple):
    """What a process last said. `fault` is None when all is well; `since` is when that began. `unrecorded` counts
    requests that are not safely recorded, `errors` those that our own code failed on, `unresolved` how often it could
    not be told where a host's name leads; `unnotified` why notifications cannot be shown, empty where they can;
    `withheld` counts requests that were not recorded on purpose: while paused, and on private sites. `rules` is what a
    proxy goes by while what the person decided cannot be read: BEFORE, what it knew of that; WITHOUT, nothing.
    """

    role: str
    process: int
    fault: str | None
    since: datetime
    unrecorded: int = 0
    errors: int = 0
    unresolved: int = 0
    unnotified: str = ""
    withheld: int = 0
    rules: str = ""


def folder_of(settings: Settings) -> Path:
    """Return where the reports lie."""
    return settings.home / "state"


class Reporter:
    """Keeps one process's report. Never raises: a report that cannot be written is shown by the fault itself."""

    def __init__(self, settings: Settings, role: str) -> None:
        self.role, self.report = role, Report(role, os.getpid(), None, datetime.now(UTC))
        self._path = folder_of(settings) / f"{role}-{secrets.token_hex(8)}.json"
        self._lock = Lock(self._path.with_suffix(".lock"))
        self._descriptor: int | None = None

    def say(self, fault: str | None, unrecorded: int = 0) -> None:
        """Report a fault, or None that all is well."""
        since = self.report.since if fault == self.report.fault else datetime.now(UTC)
        self._tell(self.report._replace(fault=fault, since=since, unrecorded=unrecorded))

    def say_errors(self, count: int) -> None:
        """Report how many requests our own code failed on."""
        self._tell(self.report._replace(errors=count))

    def say_unresolved(self, count: int) -> None:
        """Report how often it could not be told where a host's name leads: that is no fault."""
        self._tell(self.report._replace(unresolved=count))

    def say_withheld(self, count: int) -> None:
        """Report how many requests were not recorded on purpose."""
        if count != self.report.withheld:
            self._tell(self.report._replace(withheld=count))

    def say_rules(self, state: str) -> None:
        """Report what is gone by while what was decided cannot be read; '' where it can."""
        if state != self.report.rules:
            self._tell(self.report._replace(rules=state))

    def say_unnotified(self, words: str | None) -> None:
        """Report why notifications cannot be shown, or None that they can: that is no fault of the recording."""
        if (words or "") != self.report.unnotified:
            self._tell(self.report._replace(unnotified=words or ""))

    def _tell(self, report: Report) -> None:
        self.report = report
        with contextlib.suppress(OSError):
            self._write()

    def _write(self) -> None:
        if self._descriptor is None:
            self._descriptor = self._made()
        text = json.dumps(self.report, default=datetime.isoformat)[:_ROOM]
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, text.encode().ljust(_ROOM))

    def _made(self) -> int:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock.acquire()
        return os.open(self._path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)

    def close(self) -> None:
        """Remove the report: its process ends as it should."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
            self._lock.remove()


def reports(settings: Settings) -> list[Report]:
    """Return what the processes that are alive say; the files of those that are gone are removed."""
    return [report for path in sorted(folder_of(settings).glob("*.json")) if (report := _read(path)) is not None]


def faults(settings: Settings) -> list[Report]:
    """Return the reports that tell of a fault."""
    return [report for report in reports(settings) if report.fault]


def _read(path: Path) -> Report | None:
    try:
        with Lock(path.with_suffix(".lock")) as lock:
            if lock.acquire():
                path.unlink(missing_ok=True)
                lock.remove()
                return None
    except OSError:
        pass  # a folder that cannot be written: what is said there still counts
    try:
        role, process, fault, since, *counts = json.loads(path.read_text(encoding="utf-8"))
        return Report(role, process, fault, datetime.fromisoformat(since), *counts)
    except (OSError, ValueError, TypeError):
        return None
