"""Records made durable: into the journal, or, while it cannot be written, into memory, and loudly."""

import contextlib
from collections import deque
from collections.abc import Callable

from tracker.disclosure import Record
from tracker.journal import Journal
from tracker.keeper.faults import Loudness, described
from tracker.keeper.reports import Reporter
from tracker.records import to_bytes

BACKLOG = 32 << 20  # bytes that wait in memory at most


class Recorder:
    """Keeps records, in their order. Raises only what `to_bytes` does."""

    def __init__(self, journal: Journal, reporter: Reporter, loudness: Loudness, call: Callable[[], None]) -> None:
        self._journal, self._reporter, self._loudness, self._call = journal, reporter, loudness, call
        self._waiting: deque[bytes] = deque()
        self._bytes = self.lost = 0

    @property
    def is_failing(self) -> bool:
        """Whether the journal could not be written the last time."""
        return bool(self._waiting) or self._reporter.report.fault is not None

    def keep(self, record: Record) -> bool:
        """Make a record durable; whether it is. If it is not, it waits in memory for the disk to recover."""
        return self.keep_bytes(to_bytes(record))

    def keep_bytes(self, data: bytes) -> bool:
        """Make a record of any kind durable, as `keep` does."""
        try:
            if self._waiting:
                self._write_waiting()
            self._journal.append(data)
        except OSError as error:
            self._wait(data)
            self._failed(error)
            return False
        if self._reporter.report.fault:
            self._mended()
        self._call()
        return True

    def attempt(self) -> None:
        """Write what waits in memory, if the disk takes it by now."""
        if not self.is_failing:
            return
        try:
            self._journal.open()
            self._write_waiting()
        except OSError as error:
            self._failed(error)
            return
        self._mended()

    def prepare(self) -> None:
        """Find out ahead whether the journal can be written."""
        try:
            self._journal.open()
        except OSError as error:
            self._failed(error)
        else:
            self._reporter.say(None)

    def close(self) -> None:
        """Write what can still be written, and end."""
        if self._waiting:
            with contextlib.suppress(OSError):
                self._write_waiting()
        if self._waiting:
            self._loudness.insist(f"{len(self._waiting)} requests are lost: the disk did not recover in time")
        self._journal.close()
        self._reporter.close()

    def _write_waiting(self) -> None:
        while self._waiting:
            self._journal.append(self._waiting[0])
            self._bytes -= len(self._waiting.popleft())
        self._call()

    def _wait(self, data: bytes) -> None:
        if self._bytes + len(data) > BACKLOG:
            self.lost += 1
            return
        self._waiting.append(data)
        self._bytes += len(data)

    def _failed(self, error: OSError) -> None:
        fault = f"the journal cannot be written ({described(error)}): what leaves now is not safely recorded"
        lost = f", {self.lost} are lost" if self.lost else ""
        self._loudness.fault(fault, f"; {len(self._waiting)} requests wait in memory{lost}")
        self._reporter.say(fault, len(self._waiting) + self.lost)

    def _mended(self) -> None:
        words = "the journal can be written again" + (f"; {self.lost} requests were lost" if self.lost else "")
        self.lost = 0
        self._loudness.mended(words)
        self._reporter.say(None)
