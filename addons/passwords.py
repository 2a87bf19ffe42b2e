"""Passwords that the person gives to sites: looked at behind the requests' back, and forgotten at once.

A thread of its own waits until a site has got no other password for some seconds (pages send what is half typed), tells
its strength, makes its digest, and keeps that, sealed, for the ledger. What still waits when the process is killed is
lost. A password is never written, printed or logged; it stays in this process's memory for seconds, a minute or two
where many come at once.
"""

import hmac
import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from tracker.disclosure import Finding
from tracker.keys import Keys
from tracker.ledger import password_parcels as files
from tracker.passwords.digests import COST, Cost, Digester
from tracker.passwords.given import Given, given, prepare
from tracker.passwords.strength import strength
from tracker.passwords.uses import Use
from tracker.settings import Settings
from tracker.sites import Context

QUIET = 2.0  # seconds in which a site has got no other password
AGAIN = 600.0  # seconds in which the same password at the same site counts once
MOST_WAITING, MOST_A_MINUTE, MOST_UNWRITTEN = 8, 6, 24
FAREWELL = 4.0  # seconds for what waits when the proxy ends
_MINUTE, _SITES, _RETRY = 60.0, 256, 5.0


class _Waiting(NamedTuple):
    given: Given
    time: datetime
    due: float  # on the monotonic clock


class Passwords:
    """What one proxy does with passwords. No method waits for the thread but `close`.

    `words`: what somebody who knows the person would try, asked for when it is needed.
    """

    def __init__(
        self, settings: Settings, keys: Keys, words: Callable[[], Iterable[str]] = tuple, cost: Cost = COST
    ) -> None:
        self._settings, self._keys, self._words = settings, keys, words
        self._digester, self._key = Digester(keys, cost), secrets.token_bytes(32)
        self._changed = threading.Condition()
        self._waiting: OrderedDict[str, _Waiting] = OrderedDict()
        self._known: OrderedDict[str, tuple[bytes, float]] = OrderedDict()
        self._made: deque[float] = deque(maxlen=MOST_A_MINUTE)
        self._unwritten: list[Use] = []
        self._faults: list[Exception] = []
        self._thread: threading.Thread | None = None
        self._erasures, self._end = 0, 0.0
        prepare()

    @property
    def is_on(self) -> bool:
        """Whether the person wants this."""
        return self._settings.passwords

    def take(self, findings: tuple[Finding, ...], context: Context) -> None:
        """Look, soon, at the password that the person submits, if there is one. Never raises, never waits."""
        found = given(findings, context) if self.is_on else None
        if found is None or not self._is_new(found):
            return
        with self._changed:
            self._waiting.pop(found.site, None)
            self._waiting[found.site] = _Waiting(found, datetime.now(UTC), time.monotonic() + QUIET)
            if len(self._waiting) > MOST_WAITING:
                self._known.pop(self._waiting.popitem(last=False)[0], None)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="tracker-passwords", daemon=True)
                self._thread.start()
            self._changed.notify()

    def forget(self) -> None:
        """Forget what is not in the ledger yet: the person has erased what was recorded."""
        with self._changed:
            self._erasures += 1
            self._waiting.clear()
            self._known.clear()
            self._unwritten.clear()

    def faults(self) -> list[Exception]:
        """Return what went wrong in the thread since the last call."""
        faults, self._faults = self._faults, []
        return faults

    def close(self) -> None:
        """Finish what waits, as far as there is time."""
        with self._changed:
            self._end = time.monotonic() + FAREWELL
            self._changed.notify()
        if self._thread:
            self._thread.join(FAREWELL)

    def _is_new(self, found: Given) -> bool:
        """Whether this site was not given this very password just now. A quick hash, in memory only, tells."""
        data = f"{found.site}\0{found.password}".encode("utf-8", "surrogatepass")
        seal, now = hmac.digest(self._key, data, "sha256"), time.monotonic()
        known, since = self._known.pop(found.site, (b"", 0.0))
        is_known = known == seal and now - since < AGAIN
        self._known[found.site] = seal, since if is_known else now
        if len(self._known) > _SITES:
            self._known.popitem(last=False)
        return not is_known

    # ---- in the thread

    def _work(self) -> None:
        while not self._is_over():
            self._write()
            one = self._due()
            if one is not None:
                self._look_at(one)
        self._write()

    def _is_over(self) -> bool:
        with self._changed:
            return bool(self._end) and (not self._waiting or time.monotonic() > self._end)

    def _due(self) -> _Waiting | None:
        """Return the next that may be looked at by now, or wait for it, or for something else to happen."""
        with self._changed:
            pause = self._pause(time.monotonic())
            if pause is None or pause > 0:
                self._changed.wait(min(pause or _RETRY, _RETRY) if self._unwritten else pause)
                return None
            self._made.append(time.monotonic())
            return self._waiting.popitem(last=False)[1]

    def _pause(self, now: float) -> float | None:
        """Seconds until the first of those that wait may be looked at; None where none waits."""
        if self._end or not self._waiting:
            return 0.0 if self._waiting else None
        first = next(iter(self._waiting.values())).due
        is_full = len(self._made) == MOST_A_MINUTE
        return max(first, self._made[0] + _MINUTE if is_full else first) - now

    def _look_at(self, one: _Waiting) -> None:
        erasures, found = self._erasures, one.given
        try:
            words = (found.site.partition(".")[0], *found.words, *self._words())
            known = strength(found.password, words)
            use = Use(found.site, self._digester.digest(found.password, known), known, one.time)
        except Exception as error:  # noqa: BLE001 - whatever the estimate or a lack of memory raises: the next may do
            self._faults.append(error)
            return
        with self._changed:
            if erasures == self._erasures:
                self._unwritten.append(use)

    def _write(self) -> None:
        """Keep for the ledger what was found, and what could not be kept before."""
        with self._changed:
            erasures, uses = self._erasures, tuple(self._unwritten)
        if not uses:
            return
        try:
            files.write(self._settings, self._keys, uses)
        except OSError:  # the journal, on the same disk, says it loudly; the next turn tries again
            del self._unwritten[:-MOST_UNWRITTEN]
            return
        with self._changed:
            if erasures == self._erasures:
                del self._unwritten[: len(uses)]
