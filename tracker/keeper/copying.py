"""When the last good copy of the ledger is made anew: beside the keeper's work, in a thread of its own.

The larger the ledger, the less often: about 60 MB of copies an hour are written. Nothing recorded hangs on it, for the
journal since the last copy is kept as well; only what a person did by hand since then is not in it.
"""

import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tracker.keeper.faults import described
from tracker.settings import Settings

if TYPE_CHECKING:
    from tracker.keys import Keys
    from tracker.ledger.opening import Ledger

LEAST, MOST = 15 * 60.0, 12 * 3600.0  # seconds between two copies
PER_MB = 60.0  # seconds
FIRST = 5.0  # seconds after the keeper's start
AGAIN = 60.0  # seconds until the next attempt where one failed


def pause_of(size: int) -> float:
    """Return how many seconds lie between two copies of a ledger of so many bytes."""
    return min(max(size / 1e6 * PER_MB, LEAST), MOST)


class Copying:
    """Makes a copy where it is time. `fault` says why there is none, or none that is new."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._thread: threading.Thread | None = None
        self._next = time.monotonic() + FIRST
        self.fault: str | None = None
        self._error: Exception | None = None
        self._damages = 0
        self._is_over = False

    def attempt(self, ledger: "Ledger", keys: "Keys") -> None:
        """Begin a copy where it is time, and see to what became of the last one. Raises LedgerError.

        Damage that two attempts in a row meet is damage: the ledger is restored.
        """
        if self._settings.database_url is not None or self.is_at_work:
            return
        error, self._error = self._error, None
        if error is not None:
            self._next = time.monotonic() + AGAIN
            self._see_to(error, ledger)
        elif time.monotonic() >= self._next and self._is_due():
            self._thread = threading.Thread(target=self._make, args=(keys,), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Give up a copy that is being made."""
        self._is_over = True
        if self._thread is not None:
            self._thread.join()

    @property
    def is_at_work(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _is_due(self) -> bool:
        """Whether the ledger has changed since a copy that is old, or of a time that is yet to come."""
        from tracker.ledger.copies import last

        copy = last(self._settings)
        if copy is None:
            return self._settings.ledger_file.exists()
        age = (datetime.now(UTC) - copy.time).total_seconds()
        if age < 0:  # the clock was set back: no change would ever be later than that
            return True
        return age >= pause_of(copy.size) and self._changed() > copy.time.timestamp()

    def _changed(self) -> float:
        file = self._settings.ledger_file
        log = file.with_name(f"{file.name}-wal")
        return max((path.stat().st_mtime for path in (file, log) if path.exists()), default=0.0)

    def _make(self, keys: "Keys") -> None:
        from tracker.ledger import copies

        try:
            copies.make(self._settings, keys, lambda: self._is_over)
            self._damages, self.fault = 0, None
        except copies.CopyingStoppedError:
            pass
        except Exception as error:  # noqa: BLE001 - whatever the disk does: the ledger itself goes on
            self._error = error

    def _see_to(self, error: Exception, ledger: "Ledger") -> None:
        from tracker.ledger.failures import DamagedLedgerError

        if not isinstance(error, DamagedLedgerError):
            self.fault = described(error)
            return
        self._damages += 1
        if self._damages == 1:
            self._next = 0.0
            return
        self._damages = 0
        with ledger.mended_where_damaged(is_sure=True):
            raise error
