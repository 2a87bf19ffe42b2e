"""The person's profile as the sealed file holds it: read at the start, and again when it was written anew."""

from tracker.detection import Knowledge
from tracker.keys import Keys
from tracker.ledger.snapshots import Snapshot, snapshot_of
from tracker.profile import Profile
from tracker.settings import Settings


class ProfileWatch:
    """Knows whether the sealed profile is another one than before."""

    def __init__(self, settings: Settings, keys: Keys) -> None:
        self._settings, self._keys = settings, keys
        self._seen: tuple[int, int] | None = None

    def has_changed(self) -> bool:
        """Whether the file is another one than at the last call. Cheap."""
        try:
            status = self._settings.profile_snapshot.stat()
            now = (status.st_mtime_ns, status.st_size)
        except OSError:
            now = None
        was, self._seen = self._seen, now
        return now != was

    def snapshot(self) -> Snapshot:
        """Return what is in the file, an empty profile where there is none. Raises LedgerError for a damaged one."""
        return Snapshot() if self._seen is None else snapshot_of(self._settings, self._keys)


def put_into(knowledge: Knowledge, fresh: Knowledge) -> None:
    """Let knowledge look for another profile, and go on knowing what it has learnt."""
    if fresh.profile.country != knowledge.profile.country:
        knowledge.judgements = fresh.judgements  # phone numbers were read otherwise
    knowledge.profile, knowledge.indicators = fresh.profile, fresh.indicators


def is_same(one: Profile, other: Profile) -> bool:
    """Whether two profiles look for the same, and say the same of it."""
    return one == other and [value.origin for value in one.values] == [value.origin for value in other.values]
