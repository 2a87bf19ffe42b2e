"""Small files on their way from a proxy into the ledger, gone once they are there.

Not in the journal, whose segments outlive what was taken from them. A file appears whole or not at all, and its
content may come twice: whoever takes it in has each thing once. Loads no database.
"""

import contextlib
import os
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tracker.errors import LedgerError

_DRAFT = ".draft"
_ABANDONED = 60.0  # seconds after which nobody finishes a draft


class Parcels(NamedTuple):
    """The files in a folder with that ending. What they hold is sealed by whoever writes them."""

    folder: Path
    ending: str

    def write(self, sealed: bytes) -> None:
        """Add a file. Raises OSError, and then nothing is kept."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = (
            self.folder / f"{time.time_ns():016x}{secrets.token_hex(8)}{self.ending}"
        )  # in the order of their writing
        draft = path.with_suffix(_DRAFT)
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(sealed)
            draft.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
            raise

    def are_waiting(self) -> bool:
        """Whether there is something for the ledger to take. Cheap."""
        try:
            with os.scandir(self.folder) as entries:
                return any(entry.name.endswith(self.ending) for entry in entries)
        except OSError:
            return False

    def paths(self) -> list[Path]:
        """Return what waits, in the order of its writing."""
        return self._paths(self.ending)

    def read[Thing](self, opened: Callable[[bytes], tuple[Thing, ...]]) -> list[tuple[Path, tuple[Thing, ...]]]:
        """Return what waits, with what `opened` makes of it, in the order of its writing. Raises OSError.

        A file of which it can make nothing (ValueError, TypeError) is damaged, of another installation or of another
        version, and holds nothing.
        """
        return [(path, found) for path in self.paths() if (found := _read(path, opened)) is not None]

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Within this context, errors of files become LedgerErrors that name the folder."""
        try:
            yield
        except OSError as error:
            raise LedgerError(f"{self.folder}: cannot be read or emptied ({error.strerror})") from error

    def remove(self, paths: Iterable[Path]) -> None:
        """Remove what the ledger has taken, and what was begun and never finished. Raises OSError."""
        for path in paths:
            path.unlink(missing_ok=True)
        for path in self._paths(_DRAFT):
            with contextlib.suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > _ABANDONED:
                    path.unlink()

    def discard(self) -> None:
        """Remove all that waits, unread. Raises OSError."""
        for path in (*self.paths(), *self._paths(_DRAFT)):
            path.unlink(missing_ok=True)

    def _paths(self, ending: str) -> list[Path]:
        return sorted(self.folder.glob(f"*{ending}"))


def _read[Thing](path: Path, opened: Callable[[bytes], tuple[Thing, ...]]) -> tuple[Thing, ...] | None:
    try:
        return opened(path.read_bytes())
    except FileNotFoundError:  # somebody else has taken it
        return None
    except (ValueError, TypeError):
        return ()
