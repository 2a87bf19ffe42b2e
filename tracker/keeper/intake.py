"""What is taken from the journal at once: the next records, and how far each segment is then in the ledger."""

from collections.abc import Iterator, Mapping, Sized
from dataclasses import dataclass, field
from pathlib import Path

from tracker.aliases import Aliases, is_aliases
from tracker.aliases import from_bytes as aliases_from_bytes
from tracker.disclosure import Record
from tracker.journal import read, segments
from tracker.leaps import Leap, is_leap
from tracker.leaps import from_bytes as leap_from_bytes
from tracker.records import from_bytes
from tracker.rulings import Ruled, is_rulings
from tracker.rulings import from_bytes as rulings_from_bytes

BATCH = 2000


@dataclass
class Batch:
    """Records in the order of their writing, the new offset by segment, what could not be read as a record, where
    hosts' names lead, what rules did, and which times the clock told twice.
    """

    records: list[Record] = field(default_factory=list)
    offsets: dict[str, int] = field(default_factory=dict)
    damaged: int = 0
    unknown: list[bytes] = field(default_factory=list, repr=False)
    aliases: list[Aliases] = field(default_factory=list)
    rulings: list[Ruled] = field(default_factory=list)
    leaps: list[Leap] = field(default_factory=list)

    def __len__(self) -> int:
        kinds: tuple[Sized, ...] = (self.records, self.unknown, self.aliases, self.rulings, self.leaps)
        return self.damaged + sum(map(len, kinds))

    def add(self, segment: str, data: bytes | None, end: int) -> None:
        self.offsets[segment] = end
        if data is None:
            self.damaged += 1
            return
        try:
            if is_aliases(data):
                self.aliases.append(aliases_from_bytes(data))
            elif is_rulings(data):
                self.rulings.append(rulings_from_bytes(data))
            elif is_leap(data):
                self.leaps.append(leap_from_bytes(data))
            else:
                self.records.append(from_bytes(data))
        except ValueError:  # written by a later version: kept until that one is back
            self.unknown.append(data)


def sizes(folder: Path) -> dict[str, int]:
    """Return each segment's size: the journal's end as of now."""
    return {path.name: size for path in segments(folder) if (size := _size(path))}


def extents(folder: Path) -> dict[str, int]:
    """Return the size of each segment, those without a record yet as well: they end the ones before them."""
    return {path.name: _size(path) for path in segments(folder)}


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:  # the keeper has just removed it
        return 0


def batches(folder: Path, key: bytes, offsets: Mapping[str, int], limit: int = BATCH) -> Iterator[Batch]:
    """Return what lies in the journal beyond those offsets, in batches of at most `limit` records."""
    batch = Batch()
    for path in segments(folder):
        start = offsets.get(path.name, 0)
        if _size(path) <= start:
            continue
        for sealed in read(path, key, start):
            batch.add(path.name, sealed.data, sealed.end)
            if len(batch) >= limit:
                yield batch
                batch = Batch()
    if batch.offsets:
        yield batch
