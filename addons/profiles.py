"""The person's profile as the sealed file holds it, noticed when it was written anew; and what is looked for of it."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tracker.detection import Knowledge, knowledge_of
from tracker.detection.fields import Fields
from tracker.detection.indicators import Indicators
from tracker.disclosure import Finding
from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.ledger.snapshots import Snapshot, snapshot_of
from tracker.profile import EMPTY, Profile, Value
from tracker.settings import Settings
from tracker.traffic import Request

RETRY = 30.0  # seconds until a file that could not be read is read again
MOST_NEW = 8  # values that are compiled by themselves
_PATIENCE = 0.0005  # seconds that requests wait at most for a thread that compiles; usually Python lets them wait 0.005


class ProfileWatch:
    """Knows whether the sealed profile is another one than before."""

    def __init__(self, settings: Settings, keys: Keys) -> None:
        self._settings, self._keys = settings, keys
        self._seen: tuple[int, ...] | None = None
        self._failed: float | None = None

    def has_changed(self) -> bool:
        """Whether the file is another one than at the last call, or could not be read then. Cheap."""
        try:
            status = self._settings.profile_snapshot.stat()
            now = (status.st_mtime_ns, status.st_size, status.st_ino)
        except OSError:
            now = None
        was, self._seen = self._seen, now
        is_due = self._failed is not None and time.monotonic() - self._failed >= RETRY
        if is_due:
            self._failed = None
        return is_due or now != was

    def snapshot(self) -> Snapshot:
        """Return what is in the file, an empty profile where there is none. Raises LedgerError for a damaged one."""
        try:
            return Snapshot() if self._seen is None else snapshot_of(self._settings, self._keys)
        except LedgerError:
            self._failed = time.monotonic()
            raise


class Sought:
    """What is looked for. When the profile changes, as little as will do is compiled anew.

    To compile a value takes some 50 ms, and some 20 ms of that nothing else runs: for all of a profile that would be
    felt by whoever is browsing. So what is new is searched for beside the rest, and what is gone is passed over.
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = self._compiled = profile
        self.indicators = self._all = Indicators(profile)

    def change(self, profile: Profile, *, is_erased: bool = False) -> None:
        """Look for another profile; `is_erased` where nothing of what is gone may stay in memory. Takes its time."""
        new = tuple(value for value in profile.values if value not in self._compiled.values)
        gone = frozenset(self._compiled.values) - frozenset(profile.values)
        is_other = is_erased or not profile.values or profile.country != self._compiled.country
        with _others_first():
            if is_other or len(new) > MOST_NEW or len(gone) > MOST_NEW:
                self._compiled, self._all, new, gone = profile, Indicators(profile), (), frozenset()
            fresh = Profile(new, profile.country)
            self.indicators = _Layers(self._all, Indicators(fresh), gone) if new or gone else self._all
        self.profile = profile

    def put_into(self, knowledge: Knowledge) -> None:
        """Let knowledge look for it, and go on knowing what it has learnt."""
        if self.profile.country != knowledge.profile.country:
            knowledge.judgements = knowledge_of(EMPTY).judgements  # phone numbers were read otherwise
        knowledge.profile, knowledge.indicators = self.profile, self.indicators


class _Layers(Indicators):
    """What was compiled before, without what is gone, and what is new."""

    def __init__(self, old: Indicators, new: Indicators, gone: frozenset[Value]) -> None:
        self._layers, self._gone = (old, new), gone

    def search(self, fields: Fields, request: Request) -> list[Finding]:
        found = [finding for layer in self._layers for finding in layer.search(fields, request)]
        if not (found and self._gone):
            return found
        return [finding for finding in found if Value(finding.category, finding.value) not in self._gone]


@contextmanager
def _others_first() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(min(usual, _PATIENCE))
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
