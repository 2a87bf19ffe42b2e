"""A proxy's recording without a proxy, with an installation of its own."""

import asyncio

from addons.recording import Recording
from tracker.disclosure import Record
from tracker.journal import read, segments
from tracker.keeper.faults import Loudness
from tracker.keys import load_or_create
from tracker.leaps import is_leap
from tracker.records import from_bytes
from tracker.settings import Settings


class Keeper:
    """Stands for the keeper's process, which has tests of its own."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def call(self) -> None:
        self.done.append("call")

    def check(self) -> None:
        self.done.append("check")

    def close(self) -> None:
        self.done.append("close")


class Bench:
    """A recording, what it said, and what it kept."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.said, self.keeper = settings, list[str](), Keeper()
        self.recording = Recording(settings, Loudness(self.said.append), self.keeper)  # type: ignore[arg-type]

    def records(self) -> list[Record]:
        return [from_bytes(data) for data in self.kept() if not is_leap(data)]

    def kept(self) -> list[bytes]:
        """All that the journal has, in its order."""
        key = load_or_create(self.settings).journal
        kept = [sealed.data for path in segments(self.settings.journal_folder) for sealed in read(path, key)]
        return [data for data in kept if data]

    def beat(self) -> None:
        asyncio.run(self.recording.beat())
