"""A damaged ledger, restored from its last good copy. The damaged file is kept beside it, by a name with the date.

What the proxy has recorded since the copy lies in the journal's segments that were kept with it: the copy knows how far
it had come in each, so whoever drains the journal next brings in the rest, once.
"""

import json
import os
import shutil
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.ledger import copies
from tracker.ledger.engines import inode, keyed
from tracker.ledger.failures import told
from tracker.ledger.locking import alone
from tracker.settings import Settings

_NOTE = "restored.json"
_BESIDE = ("-wal", "-shm")


class Mended(NamedTuple):
    """When a ledger was restored, of what moment its copy is, where the damaged file is kept (None: it was gone)."""

    time: datetime
    copy: datetime
    kept: Path | None

    def words(self) -> str:
        """Return in English what was done."""
        said = f"the ledger was damaged: its last good copy, of {_when(self.copy)}, has taken its place"
        return said + (f"; the damaged file is kept as {self.kept}" if self.kept else "")


def is_lost(settings: Settings) -> bool:
    """Whether the ledger is gone, or empty, though there is a copy of it."""
    if settings.database_url is not None or copies.last(settings) is None:
        return False
    try:
        return settings.ledger_file.stat().st_size == 0
    except OSError:
        return True


def mend(settings: Settings, keys: Keys, seen: int | None, *, is_sure: bool = False) -> Mended | None:
    """Put the last good copy in the place of a damaged ledger, and say so on standard error.

    `seen` is the file (`inode`) that was found damaged: where another is there by now, somebody else has mended it.
    None: nothing was done, for it is not damaged, or there is no good copy under this key. Raises LedgerError where the
    disk does not let it.
    """
    copy = copies.last(settings)
    if settings.database_url is not None or copy is None:
        return None
    with alone(settings):
        if inode(settings.ledger_file) != seen or not _is_good_copy(copy.path, keys):
            return None
        if not (is_sure or is_lost(settings)) and _is_good(settings.ledger_file, keys):
            return None
        try:
            mended = _restored(settings, keys, copy)
        except OSError as error:
            words = f"is damaged, and its copy cannot be put in its place ({error.strerror}); make room on the disk"
            raise LedgerError(f"{settings.ledger_file}: {words}") from error
    with suppress(OSError, ValueError, AttributeError):
        print(f"tracker: {mended.words()}", file=sys.stderr, flush=True)
    return mended


def last_mended(settings: Settings) -> Mended | None:
    """Return what was done last, for as long as the person has not removed the damaged file."""
    try:
        told_ = json.loads((settings.home / _NOTE).read_text(encoding="utf-8"))
        time, copy = (datetime.fromisoformat(told_[key]) for key in ("time", "copy"))
        kept = settings.home / Path(told_["kept"]).name
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return Mended(time, copy, kept) if kept.exists() else None


def _is_good(path: Path, keys: Keys) -> bool:
    try:
        with told(str(path)), keyed(path, keys) as connection:
            return copies.fault_of(connection) is None
    except LedgerError:
        return False


def _is_good_copy(path: Path, keys: Keys) -> bool:
    """The same of a file that nobody writes: nothing is left beside it."""
    try:
        return _is_good(path, keys)
    finally:
        _remove_beside(path)


def _restored(settings: Settings, keys: Keys, copy: copies.Copy) -> Mended:
    """The damaged file gives way in an order in which nobody who opens it meanwhile finds another's log beside it."""
    now, file = datetime.now(UTC), settings.ledger_file
    draft, kept = file.with_name("ledger.db.restoring"), file.with_name(f"ledger.db.broken-{now:%Y%m%dT%H%M%S}")
    shutil.copyfile(copy.path, draft)
    draft.chmod(0o600)
    _mark(draft, keys, now)
    with draft.open("rb+") as written:
        os.fsync(written.fileno())
    for end in _BESIDE:
        with suppress(FileNotFoundError):
            file.with_name(file.name + end).replace(kept.with_name(kept.name + end))
    is_there = not is_lost(settings)
    if is_there:
        _keep(file, kept)
    draft.replace(file)
    mended = Mended(now, copy.time, kept if is_there else None)
    _note(settings, mended)
    return mended


def _keep(file: Path, kept: Path) -> None:
    """Give a file its second name. It loses the first one when another takes its place: at no time there is none."""
    try:
        os.link(file, kept)
    except OSError:  # a file system without hard links
        file.replace(kept)


def _mark(draft: Path, keys: Keys, now: datetime) -> None:
    """Have all who remember something of the ledger forget it: they do where this number is another."""
    with told(str(draft)), keyed(draft, keys) as connection:
        connection.execute(
            "INSERT INTO setting (name, value) VALUES ('erasures', ?) ON CONFLICT (name) DO UPDATE SET value = "
            "CAST(max(CAST(value AS INTEGER) + 1, CAST(excluded.value AS INTEGER)) AS TEXT)",
            (str(int(now.timestamp())),),
        ).close()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    _remove_beside(draft)


def _remove_beside(path: Path) -> None:
    for end in _BESIDE:
        path.with_name(path.name + end).unlink(missing_ok=True)


def _note(settings: Settings, mended: Mended) -> None:
    if mended.kept is not None:
        said = {"time": mended.time.isoformat(), "copy": mended.copy.isoformat(), "kept": mended.kept.name}
        (settings.home / _NOTE).write_text(json.dumps(said), encoding="utf-8")


def _when(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
