"""The person's profile as the sealed file holds it, noticed when it was written anew; and what is looked for of it."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tracker import files
from tracker.detection import Knowledge, knowledge_of
from tracker.detection.indicators import Indicators
from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.ledger.snapshots import Snapshot, snapshot_of
from tracker.profile import EMPTY, Profile
from tracker.settings import Settings

RETRY = 30.0  # seconds until a file that could not be read is read again
_PATIENCE = 0.0005  # seconds that requests wait at most for a thread that compiles; usually Python lets them wait 0.005


class ProfileWatch:
    """Knows whether the sealed profile is another one than before."""

    def __init__(self, settings: Settings, keys: Keys) -> None:
        self._settings, self._keys = settings, keys
        self._seen: tuple[int, ...] | None = None
        self._failed: float | None = None

    def has_changed(self) -> bool:
        """Whether the file is another one than at the last call, or could not be read then. Cheap."""
        was, self._seen = self._seen, files.state_of(self._settings.profile_snapshot)
        is_due = self._failed is not None and time.monotonic() - self._failed >= RETRY
        if is_due:
            self._failed = None
        return is_due or self._seen != was

    def snapshot(self) -> Snapshot:
        """Return what is in the file, an empty profile where there is none. Raises LedgerError for a damaged one."""
        try:
            return Snapshot() if self._seen is None else snapshot_of(self._settings, self._keys)
        except LedgerError:
            self._failed = time.monotonic()
            raise


class Sought:
    """What is looked for."""

    def __init__(self, profile: Profile) -> None:
        self.profile, self.indicators = profile, Indicators(profile)

    def change(self, profile: Profile, *, is_erased: bool = False) -> None:
        """Look for another profile; `is_erased` where nothing of what is gone may stay in memory. Takes its time."""
        with _others_first():
            self.indicators = Indicators(profile) if is_erased else self.indicators.changed(profile)
        self.profile = profile

    def put_into(self, knowledge: Knowledge) -> None:
        """Let knowledge look for it, and go on knowing what it has learnt."""
        if self.profile.country != knowledge.profile.country:
            knowledge.judgements = knowledge_of(EMPTY).judgements  # phone numbers were read otherwise
        knowledge.profile, knowledge.indicators = self.profile, self.indicators


@contextmanager
def _others_first() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(min(usual, _PATIENCE))
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
