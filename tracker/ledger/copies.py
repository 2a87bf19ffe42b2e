"""The last good copy of the ledger's file, and the journal's segments since: what a damaged ledger is restored from.

They lie in a folder of their own, under the ledger's key. A copy is made beside the running ledger by SQLite's backup
(https://www.sqlite.org/backup.html), of one moment, while others write. SQLCipher proves each page that it reads, and
the whole is checked before it takes the place of the copy before. PostgreSQL has backups of its own.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.ledger.engines import keyed
from tracker.ledger.failures import DamagedLedgerError, told
from tracker.settings import Settings

SPARE = 200 << 20  # bytes of the disk that a copy leaves free
MOST_KEPT = 256 << 20  # bytes of segments
_STEP = 500  # pages between two questions whether it is still wanted
_FOLDER, _COPY, _DRAFT = "copies", "ledger.db", "ledger.db.draft"


class Copy(NamedTuple):
    """The last good copy: the moment that it shows, and its size in bytes."""

    path: Path
    time: datetime
    size: int


class CopyingStoppedError(Exception):
    """It is not wanted any more."""


def folder_of(settings: Settings) -> Path:
    """Return where they lie."""
    return settings.home / _FOLDER


def last(settings: Settings) -> Copy | None:
    """Return the last good copy, None where there is none."""
    path = folder_of(settings) / _COPY
    try:
        found = path.stat()
    except OSError:
        return None
    return Copy(path, datetime.fromtimestamp(found.st_mtime, UTC), found.st_size)


def make(settings: Settings, keys: Keys, is_over: Callable[[], bool] = lambda: False) -> bool:
    """Make a copy and put it in the place of the last one; false where something was erased meanwhile.

    Raises DamagedLedgerError when the ledger turns out to be damaged, LedgerError where there is no room, and
    CopyingStoppedError.
    """
    draft = folder_of(settings) / _DRAFT
    _see_to_room(settings)
    try:
        _begin(draft)
        try:
            _make(settings, keys, draft, is_over)
        except OSError:
            if draft.exists():
                raise
            return False  # who erases removes the draft as well: it may hold what was erased
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        if isinstance(error, LedgerError):
            raise
        raise LedgerError(f"{draft}: no copy of the ledger can be made ({error.strerror})") from error
    return True


def _begin(draft: Path) -> None:
    draft.parent.mkdir(mode=0o700, exist_ok=True)
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _make(settings: Settings, keys: Keys, draft: Path, is_over: Callable[[], bool]) -> None:
    before, begun = kept(settings), datetime.now(UTC).timestamp()
    with told(str(settings.ledger_file)), keyed(settings.ledger_file, keys) as source, keyed(draft, keys) as target:
        _copy(settings.ledger_file, source, target, is_over)
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    os.utime(draft, (begun, begun))
    draft.replace(folder_of(settings) / _COPY)
    _make_durable(folder_of(settings))
    for segment in before:  # all that was in them then is in the copy
        segment.unlink(missing_ok=True)


def _make_durable(folder: Path) -> None:
    """A power cut must not take the new name and leave the segments gone."""
    if sys.platform == "win32":  # pragma: no cover - folders cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _see_to_room(settings: Settings) -> None:
    size, free = settings.ledger_file.stat().st_size, shutil.disk_usage(settings.home).free
    if free < size + SPARE:
        raise LedgerError(
            f"{folder_of(settings)}: no room for a copy of the ledger ({size / 1e6:.0f} MB); make room on the disk"
        )


def _copy(place: Path, source: Any, target: Any, is_over: Callable[[], bool]) -> None:
    def _go_on(*_: int) -> None:
        if is_over():
            raise CopyingStoppedError

    for pragma in ("journal_mode = OFF", "synchronous = OFF"):  # a draft that breaks off is nobody's loss
        target.execute(f"PRAGMA {pragma}").close()
    source.execute("BEGIN").close()
    source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on it sees this moment alone
    source.backup(target, pages=_STEP, progress=_go_on)
    if fault := fault_of(target):
        raise DamagedLedgerError.of(str(place), fault)


def fault_of(connection: Any) -> str | None:
    """Return what a check of a whole file finds, None where all is well."""
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return None if found == "ok" else str(found)


def is_kept(settings: Settings) -> bool:
    """Whether there is a copy, or one is just being made: what came since is kept for it."""
    folder = folder_of(settings)
    return (folder / _COPY).exists() or (folder / _DRAFT).exists()


def kept(settings: Settings) -> dict[Path, int]:
    """Return the segments that are in the ledger, and not wholly in the copy, oldest first, with their sizes."""
    found = {}
    for path in sorted(folder_of(settings).glob("*-*.journal")):
        with suppress(FileNotFoundError):  # a copy that was just made has removed it
            found[path] = path.stat().st_size
    return found


def keep(settings: Settings, segment: Path) -> None:
    """Move a segment that is in the ledger beside the copy; the oldest go where they are too many."""
    segment.replace(folder_of(settings) / segment.name)
    sizes = kept(settings)
    left = sum(sizes.values())
    for path, size in sizes.items():
        if left <= MOST_KEPT:
            break
        left -= size
        path.unlink(missing_ok=True)


def drop(home: Path) -> bool:
    """Remove copy, segments and what was found damaged, for something was erased; whether all of it is gone."""
    is_gone = True
    for path in _leftovers(home):
        try:
            path.unlink(missing_ok=True)
        except OSError:  # Windows: a copy is just being made
            is_gone = False
    return is_gone


def _leftovers(home: Path) -> Iterator[Path]:
    yield from (home / _FOLDER).glob("*")
    yield from home.glob("ledger.db.broken-*")
