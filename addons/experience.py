"""What the ledger knew before this proxy began, and rules go by: read from a sealed file, while a rule asks for it."""

import asyncio

from addons.aliases import AliasWatch
from tracker import files
from tracker.control import Control, experience
from tracker.guarding import Given
from tracker.keys import Keys
from tracker.settings import Settings


class Experienced:
    """Hands on what the file says. Without it, nothing was found out before."""

    def __init__(self, settings: Settings, keys: Keys, aliases: AliasWatch, given: Given) -> None:
        self._settings, self._keys, self._aliases, self._given = settings, keys, aliases, given
        self._seen: tuple[int, ...] | None = None

    def begin(self, control: Control) -> None:
        """Know it before the first request comes."""
        if self._is_due(control):
            self._take(experience.read(self._settings, self._keys))

    async def beat(self, control: Control) -> None:
        """Take over what is another one now. Cheap where nothing is."""
        if self._is_due(control):
            self._take(await asyncio.to_thread(experience.read, self._settings, self._keys))

    def _is_due(self, control: Control) -> bool:
        file = self._settings.experience_file
        was, self._seen = self._seen, files.state_of(file) if experience.is_asked_for(control) else None
        return self._seen != was

    def _take(self, found: experience.Experience | None) -> None:
        if self._seen is None or found is None:
            found = experience.NONE
        self._aliases.before = found.leads
        self._given.seed(found.submitted or b"")
