"""The certificates that mitmproxy made for hosts: made anew where they do not hold at the present time.

They hold for 199 days, and mitmproxy gives the last hundred again for as long as it runs, whatever the clock says: a
proxy that runs for longer, or whose clock was wrong for an hour, would be refused at hosts that it knows.
"""

import time
from datetime import UTC, datetime, timedelta

from mitmproxy import ctx
from mitmproxy.certs import CertStore, CertStoreEntry

EVERY = 30.0  # seconds
_SPARE = timedelta(days=1)  # a page that is open goes on for a while with what it was given


class Leaves:
    """Knows when it is time to look at them again."""

    def __init__(self) -> None:
        self._due = 0.0

    def attempt(self) -> None:
        """Have those made anew, when next asked for, that do not hold now. Costs nothing where it is not time."""
        if (now := time.monotonic()) < self._due:
            return
        self._due = now + EVERY
        store = getattr(ctx.master.addons.get("tlsconfig"), "certstore", None)
        if isinstance(store, CertStore):
            dropped(store, datetime.now(UTC))


def dropped(store: CertStore, now: datetime) -> int:
    """Drop what the store has made that does not hold at that moment; return how many. What was given to it stays."""
    stale = {id(entry) for entry in store.expire_queue if not _holds(entry, now)}
    if stale:
        store.expire_queue = [entry for entry in store.expire_queue if id(entry) not in stale]
        store.certs = {name: entry for name, entry in store.certs.items() if id(entry) not in stale}
    return len(stale)


def _holds(entry: CertStoreEntry, now: datetime) -> bool:
    return entry.cert.notbefore <= now < entry.cert.notafter - _SPARE
