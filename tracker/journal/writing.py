"""One writer of the journal."""

import contextlib
import errno
import os
import secrets
import sys
import time
from pathlib import Path

from tracker.journal.frames import OVERHEAD, framed
from tracker.locks import Lock

SEGMENT_BYTES = 4 << 20
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)


class Journal:
    """Appends records to segments of its own. Nothing is made on disk before the first record.

    After an error the journal is as it was before the record, and the next append tries again: what is written later
    stays readable.
    """

    def __init__(self, folder: Path, key: bytes, *, segment_bytes: int = SEGMENT_BYTES) -> None:
        self.writer = f"{time.time_ns():016x}{secrets.token_hex(8)}"  # in the order of their making
        self._folder, self._key, self._limit = folder, key, segment_bytes
        self._lock = Lock(folder / f"{self.writer}.lock")
        self._descriptor: int | None = None
        self._number, self._offset, self._segment = 0, 0, ""

    def append(self, data: bytes) -> None:
        """Write one record, whole, with one system call. Raises OSError, and then nothing is written."""
        descriptor = self._place(len(data) + OVERHEAD)
        frame = framed(self._key, self._segment, self._offset, data)
        try:
            written = os.write(descriptor, frame)
        except OSError as error:
            self._withdraw(descriptor, error.errno == errno.EFBIG)
            raise
        if written != len(frame):
            self._withdraw(descriptor, is_full=True)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._folder))
        self._offset += written

    def open(self) -> None:
        """Make the segment that the next record goes to. Raises OSError where that cannot be done."""
        self._place(0)

    def turn(self) -> None:
        """Begin a new segment, if there is a record in this one, which is finished then. Raises OSError."""
        if self._descriptor is not None and self._offset > 0:
            self._leave()
            self._place(0)

    def close(self) -> None:
        """End this writer: its segments are now anybody's to finish. One without a record goes at once."""
        is_empty = self._descriptor is not None and self._offset == 0
        self._leave()
        if is_empty:
            with contextlib.suppress(OSError):
                (self._folder / self._segment).unlink(missing_ok=True)
        if is_empty and self._number == 1:
            self._lock.remove()
        self._lock.release()

    def _place(self, size: int) -> int:
        if self._descriptor is not None and (self._is_full(size) or self._is_gone(self._descriptor)):
            self._leave()
        if self._descriptor is None:
            self._descriptor = self._made()
        return self._descriptor

    def _is_full(self, size: int) -> bool:
        return self._offset > 0 and self._offset + size > self._limit

    def _is_gone(self, descriptor: int) -> bool:
        """Somebody removed the file under us: what we wrote there would vanish with it."""
        return sys.platform != "win32" and os.fstat(descriptor).st_nlink == 0  # Windows does not let them

    def _made(self) -> int:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self._lock.acquire():
            raise OSError(errno.EAGAIN, "the journal's writer is locked by another process", str(self._lock.path))
        segment = f"{self.writer}-{self._number:06d}.journal"
        descriptor = os.open(self._folder / segment, _FLAGS, 0o600)
        self._number, self._offset, self._segment = self._number + 1, 0, segment
        return descriptor

    def _withdraw(self, descriptor: int, is_full: bool) -> None:
        """Take back what may have been written of a record. Where even that fails, the segment ends here, torn; it
        ends as well where it is full, for a limit on the size of files leaves room in the next one.
        """
        try:
            os.ftruncate(descriptor, self._offset)
            is_torn = False
        except OSError:
            is_torn = True
        if is_torn or (is_full and self._offset):
            self._leave()

    def _leave(self) -> None:
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None
