"""The person's profile as the sealed file holds it: read at the start, and again when it was written anew."""

from tracker.detection import Knowledge, knowledge_of
from tracker.keys import Keys
from tracker.profile import EMPTY, Profile
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

    def profile(self) -> Profile:
        """Return the profile in the file, an empty one where there is none. Raises LedgerError for a damaged one."""
        if self._seen is None:
            return EMPTY
        from tracker.ledger.profiles import read_snapshot

        return read_snapshot(self._settings, self._keys)


def put_into(knowledge: Knowledge, fresh: Knowledge) -> None:
    """Let knowledge look for another profile, and go on knowing what it has learnt."""
    knowledge.profile, knowledge.indicators = fresh.profile, fresh.indicators


def knowledge_with(watch: ProfileWatch) -> Knowledge:
    """Return knowledge that looks for the profile in the file."""
    return knowledge_of(watch.profile())
