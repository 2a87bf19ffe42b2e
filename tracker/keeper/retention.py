"""Once a day, what is older than the person wants to keep is erased for good: by whoever keeps the ledger."""

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.ledger.opening import Ledger

EVERY = 24 * 3600.0  # seconds
AGAIN = 3600.0  # seconds until the next attempt where one failed


class Retention:
    """Knows when it is time again: at the first call, then once a day."""

    def __init__(self) -> None:
        self._due = 0.0

    def attempt(self, ledger: "Ledger") -> None:
        """Erase what is too old, where it is time. Costs nothing otherwise. Raises LedgerError."""
        now = time.monotonic()
        if now < self._due:
            return
        from tracker.ledger.retention import erase_old

        self._due = now + AGAIN
        erase_old(ledger)
        self._due = now + EVERY
