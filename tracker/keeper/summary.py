"""What companies have, written for the mark on the page: while the mark is on, and where something changed."""

import contextlib
import time
from collections.abc import Hashable
from typing import TYPE_CHECKING

from tracker.control import ControlWatch
from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.marking import holdings
from tracker.settings import Settings

if TYPE_CHECKING:
    from tracker.ledger.opening import Ledger

EVERY = 10.0  # seconds


class Summary:
    """Knows when it is time again, and whether the person wants the mark."""

    def __init__(self, settings: Settings, keys: Keys) -> None:
        self._settings, self._keys = settings, keys
        self._watch = ControlWatch(settings, keys)
        self._is_on: bool | None = None
        self._written: Hashable = None
        self._due = 0.0

    def attempt(self, ledger: "Ledger") -> None:
        """Write it where it is time, and something of it changed; remove it once the mark is off. Raises OSError."""
        with contextlib.suppress(LedgerError):  # what holds cannot be read just now: what held before does
            if (control := self._watch.attempt()) is not None or self._is_on is None:
                self._choose(is_on=control is not None and control.mark)
        now = time.monotonic()
        if not self._is_on or now < self._due:
            return
        from tracker.ledger.queries.every_holder import marks
        from tracker.ledger.queries.having import having

        self._due = now + EVERY
        with ledger.reading() as session:
            state = marks(session)
            if state == self._written and self._settings.mark_file.exists():
                return
            rows = having(session)
        holdings.write(self._settings, self._keys, rows)
        self._written = state

    def _choose(self, *, is_on: bool) -> None:
        self._is_on, self._written = is_on, None
        if not is_on:
            holdings.erase(self._settings)
