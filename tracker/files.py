"""Files that hold what they held or what they shall hold, whatever happens, for their owner alone, and their locks.

Loads no database.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.errors import LedgerError
from tracker.locks import Lock

PATIENCE = 30.0  # seconds


def replace(path: Path, data: bytes, *, is_synced: bool = False) -> None:
    """Put the data there, all at once; on the disk itself where it is to be synced. Raises OSError."""
    with drafted(path, data, is_synced=is_synced) as draft:
        draft.replace(path)


@contextmanager
def drafted(path: Path, data: bytes, *, is_synced: bool = False) -> Iterator[Path]:
    """A file with the data beside that path, to be put in its place: no disk can be full any more. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")  # mode 0600
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            if is_synced:
                file.flush()
                os.fsync(descriptor)
        yield draft
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def state_of(path: Path) -> tuple[int, ...] | None:
    """Return what is another once the file is written, or another has taken its place; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


@contextmanager
def writing(lock: Path, what: str, patience: float | None = None) -> Iterator[None]:
    """Hold the lock while something of the home is written; makes the home where there is none.

    `what` names it in a message. Raises LedgerError where another process holds the lock for more than `patience`
    (else PATIENCE) seconds, and where a file cannot be written.
    """
    try:
        lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with Lock(lock) as held:
            if not held.acquire_within(PATIENCE if patience is None else patience):
                raise LedgerError(f"{lock}: another process writes {what} for long; end it")
            yield
    except LedgerError:
        raise
    except OSError as error:
        raise LedgerError(f"{lock}: {what} cannot be written there ({error.strerror}); nothing was changed") from error
