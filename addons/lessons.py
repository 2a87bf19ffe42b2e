"""The values that the person submits in forms: looked for from now on, and sealed for the ledger to keep.

They lie in memory until the sealed profile has them, and in sealed files until the ledger has. Nothing here asks the
database.
"""

import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from tracker.disclosure import Finding, Method
from tracker.keys import Keys
from tracker.learning import Lesson, learnable
from tracker.ledger import lessons as files
from tracker.ledger.snapshots import Snapshot
from tracker.masking import Fingerprinter
from tracker.profile import Profile, Value
from tracker.settings import Settings
from tracker.sites import Context
from tracker.taxonomy import SECRETS

MOST = 24  # values that the ledger does not have yet
MOST_OF_SITE = 8  # new values of one site in an hour: its pages must not fill the memory
_SITES = 256
_HOUR, _DAY = 3600.0, 86400.0
_ON_ITS_WAY = 5.0  # seconds until the ledger has what was kept for it


class Lessons:
    """What one proxy has learnt since the sealed profile was written."""

    def __init__(self, settings: Settings, keys: Keys, snapshot: Snapshot) -> None:
        self._settings, self._keys = settings, keys
        self._fingerprint = Fingerprinter(keys.fingerprint).fingerprint
        self._pending: OrderedDict[str, tuple[float, Value]] = OrderedDict()
        self._unwritten: list[Lesson] = []
        self._sites: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._told: dict[str, float] = {}
        self._known: dict[str, Value] = {}
        self._snapshot = snapshot
        self.has_news = False
        self.take(snapshot)

    @property
    def is_on(self) -> bool:
        """Whether the person wants this."""
        said = self._settings.learning
        return self._snapshot.rules.is_learning if said is None else said

    def take(self, snapshot: Snapshot) -> bool:
        """Go on from the sealed profile as it is now; whether something was erased there, which is forgotten here."""
        rules = snapshot.rules
        is_erased = rules.erasures != self._snapshot.rules.erasures
        if is_erased:
            self._pending.clear()
            self._unwritten.clear()
            self._told.clear()
        self._snapshot = snapshot
        self._known = {self._named(value): value for value in snapshot.profile.values if value.category not in SECRETS}
        before = time.monotonic() - _ON_ITS_WAY
        for fingerprint, (since, _) in list(self._pending.items()):
            if fingerprint in self._known or fingerprint in rules.refused or since < before:
                del self._pending[fingerprint]
        return is_erased

    def profile(self) -> Profile:
        """Return the sealed profile with what was learnt since."""
        self.has_news = False
        known = self._snapshot.profile
        return Profile((*known.values, *(value for _, value in self._pending.values())), known.country)

    def learn(self, findings: tuple[Finding, ...], context: Context) -> None:
        """Learn from what the person submits. Never raises but for a fault of our own."""
        if not self.is_on:
            return
        now = datetime.now(UTC)
        given = (*learnable(findings, context), *_own(findings))
        if lessons := [Lesson(value, now) for value in given if self._is_worth_telling(value, context.site or "")]:
            self._unwritten += lessons
            self.attempt()

    def attempt(self) -> bool:
        """Keep for the ledger what could not be kept before; whether there was anything, and it is kept now."""
        if not self._unwritten:
            return False
        try:
            files.write(self._settings, self._keys, self._unwritten)
        except OSError:  # the journal, on the same disk, says it loudly; the next beat tries again
            del self._unwritten[:-MOST]
            return False
        self._unwritten = []
        return True

    def _is_worth_telling(self, value: Value, site: str) -> bool:
        """Whether the ledger should hear of it: of a new value once, of one that was learnt once a day."""
        fingerprint = self._named(value)
        known = self._known.get(fingerprint)
        if known is not None:
            return bool(known.origin) and self._is_first_today(fingerprint)
        if not value.origin or fingerprint in self._pending or fingerprint in self._snapshot.rules.refused:
            return False
        if not self._has_room(site):
            return False
        self._pending[fingerprint] = time.monotonic(), value
        if len(self._pending) > MOST:
            self._pending.popitem(last=False)
        self.has_news = True
        return True

    def _is_first_today(self, fingerprint: str) -> bool:
        now = time.monotonic()
        if now - self._told.get(fingerprint, now - _DAY) < _DAY:
            return False
        self._told[fingerprint] = now
        return True

    def _has_room(self, site: str) -> bool:
        now = time.monotonic()
        since, count = self._sites.pop(site, (now, 0))
        if now - since > _HOUR:
            since, count = now, 0
        self._sites[site] = since, count + 1
        if len(self._sites) > _SITES:
            self._sites.popitem(last=False)
        return count < MOST_OF_SITE

    def _named(self, value: Value) -> str:
        return self._fingerprint(value.category, value.value, "")


def _own(findings: Iterable[Finding]) -> Iterator[Value]:
    """Values of the profile that were given again."""
    return (Value(finding.category, finding.value) for finding in findings if finding.evidence.method is Method.PROFILE)
