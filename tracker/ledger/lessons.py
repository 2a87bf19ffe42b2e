"""Values learnt from forms on their way from a proxy into the ledger: small sealed files, gone once they are there.

Not in the journal, whose segments outlive what was taken from them. A file appears whole or not at all, and its
content may come twice: the ledger has each value once. Loads no database.
"""

import contextlib
import os
import secrets
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import orjson

from tracker.keys import Keys
from tracker.learning import Lesson
from tracker.ledger.sealing import seal, unseal
from tracker.ledger.storable import storable
from tracker.profile import Value
from tracker.settings import Settings
from tracker.taxonomy import Category

_PURPOSE = b"lesson 1"
_ENDING, _DRAFT = ".lesson", ".draft"
_ABANDONED = 60.0  # seconds after which nobody finishes a draft


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
    folder = settings.lessons_folder
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{time.time_ns():016x}{secrets.token_hex(8)}{_ENDING}"  # in the order of their writing
    draft = path.with_suffix(_DRAFT)
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(seal(keys.profile, orjson.dumps(rows), _PURPOSE))
        draft.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def are_waiting(settings: Settings) -> bool:
    """Whether there is something for the ledger to take. Cheap."""
    try:
        with os.scandir(settings.lessons_folder) as entries:
            return any(entry.name.endswith(_ENDING) for entry in entries)
    except OSError:
        return False


def read(settings: Settings, keys: Keys) -> list[Kept]:
    """Return what waits, in the order of its writing. Files that are none of ours hold nothing. Raises OSError."""
    return [kept for path in _files(settings, _ENDING) if (kept := _kept(path, keys)) is not None]


def _kept(path: Path, keys: Keys) -> Kept | None:
    try:
        rows = orjson.loads(unseal(keys.profile, path.read_bytes(), _PURPOSE))
        return Kept(path, tuple(_lesson(*row) for row in rows))
    except FileNotFoundError:  # somebody else has taken it
        return None
    except (ValueError, TypeError):  # damaged, of another installation, or of a version that knows other categories
        return Kept(path, ())


def _lesson(category: str, value: str, origin: str, seconds: float) -> Lesson:
    return Lesson(Value(Category(category), value, origin), datetime.fromtimestamp(seconds, UTC))


def remove(kept: Iterable[Kept], settings: Settings) -> None:
    """Remove what the ledger has taken, and what was begun and never finished. Raises OSError."""
    for path, _ in kept:
        path.unlink(missing_ok=True)
    for path in _files(settings, _DRAFT):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > _ABANDONED:
                path.unlink()


def discard(settings: Settings) -> None:
    """Remove all that waits, unread. Raises OSError."""
    for path in (*_files(settings, _ENDING), *_files(settings, _DRAFT)):
        path.unlink(missing_ok=True)


def _files(settings: Settings, ending: str) -> list[Path]:
    return sorted(settings.lessons_folder.glob(f"*{ending}"))
