"""Values learnt from forms on their way from a proxy into the ledger: small sealed files, gone once they are there.

The ledger has each value once, though its file may come twice. Loads no database.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import orjson

from tracker.keys import Keys
from tracker.learning import Lesson
from tracker.ledger.parcels import Parcels
from tracker.ledger.storable import storable
from tracker.profile import Value
from tracker.sealing import seal, unseal
from tracker.settings import Settings
from tracker.taxonomy import Category

_PURPOSE = b"lesson 1"


class Kept(NamedTuple):
    """A file, and what it holds."""

    path: Path
    lessons: tuple[Lesson, ...]


def write(settings: Settings, keys: Keys, lessons: Iterable[Lesson]) -> None:
    """Keep lessons, sealed, until the ledger has them. Raises OSError, and then nothing is kept.

    What the ledger could not store (half of a surrogate pair) is left out: it would keep the others from being written.
    """
    rows = [
        [value.category, value.value, value.origin, time.timestamp()]
        for value, time in lessons
        if storable(value.value + value.origin) == value.value + value.origin
    ]
    parcels(settings).write(seal(keys.profile, orjson.dumps(rows), _PURPOSE))


def are_waiting(settings: Settings) -> bool:
    """Whether there is something for the ledger to take. Cheap."""
    return parcels(settings).are_waiting()


def read(settings: Settings, keys: Keys) -> list[Kept]:
    """Return what waits, in the order of its writing. Files that are none of ours hold nothing. Raises OSError."""

    def _opened(sealed: bytes) -> tuple[Lesson, ...]:
        return tuple(_lesson(*row) for row in orjson.loads(unseal(keys.profile, sealed, _PURPOSE)))

    return [Kept(*found) for found in parcels(settings).read(_opened)]


def _lesson(category: str, value: str, origin: str, seconds: float) -> Lesson:
    return Lesson(Value(Category(category), value, origin), datetime.fromtimestamp(seconds, UTC))


def remove(kept: Iterable[Kept], settings: Settings) -> None:
    """Remove what the ledger has taken, and what was begun and never finished. Raises OSError."""
    parcels(settings).remove(path for path, _ in kept)


def discard(settings: Settings) -> None:
    """Remove all that waits, unread. Raises OSError."""
    parcels(settings).discard()


def parcels(settings: Settings) -> Parcels:
    """Return the folder in which they wait."""
    return Parcels(settings.lessons_folder, ".lesson")
