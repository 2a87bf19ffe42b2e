"""A lock between processes, which the operating system releases when its holder ends, however it ends."""

import os
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

if sys.platform == "win32":  # pragma: no cover - tests run where they run
    import msvcrt

    def _is_locked(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _is_locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


_PAUSE = 0.05  # seconds between two attempts


class Lock:
    """A lock on a file. As a context, it is released at the end; acquire it before."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        return self._descriptor is not None

    def acquire(self) -> bool:
        """Take the lock, without waiting; whether it is held now. Raises OSError where the file cannot be made."""
        while self._descriptor is None:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            if not _is_locked(descriptor):
                os.close(descriptor)
                return False
            if self._is_there(descriptor):
                self._descriptor = descriptor
            else:
                os.close(descriptor)  # its last holder removed the file in the meantime: this one locks nothing
        return True

    def acquire_within(self, seconds: float) -> bool:
        """Take the lock, waiting for at most so long; whether it is held now. Raises OSError as `acquire` does."""
        end = time.monotonic() + seconds
        while not self.acquire():
            if time.monotonic() >= end:
                return False
            time.sleep(_PAUSE)
        return True

    def _is_there(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), os.stat(self.path))
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Give the lock back."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def remove(self) -> None:
        """Give the lock back and remove its file: for the holder, when nobody needs that lock any more."""
        if sys.platform == "win32":  # pragma: no cover - an open file cannot be removed there
            self.release()
        self.path.unlink(missing_ok=True)
        self.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
