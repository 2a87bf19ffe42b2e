"""What the person decided, in one sealed file of the home: the only truth of it. A good copy lies beside it.

Written under a lock, and all at once; who reads needs no lock. Loads no database.
"""

import secrets
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from tracker import files
from tracker.control.bounds import checked
from tracker.control.choices import WATCHING, Control
from tracker.control.document import LaterVersionError, from_bytes, to_bytes
from tracker.errors import LedgerError
from tracker.keys import KEY_BYTES, Keys
from tracker.sealing import seal, unseal
from tracker.settings import Settings

RETRY = 30.0  # seconds until a file that could not be read is read again
_PURPOSE = b"control 1"


class Kept(NamedTuple):
    """What holds. `fault` is what is wrong with the file, and what to do; empty where nothing is."""

    control: Control = WATCHING
    fault: str = ""
    data: bytes | None = None
    """What the file holds, not sealed; None where there is none."""


def load(settings: Settings, keys: Keys) -> Control:
    """Return what the person decided, WATCHING where that is nothing.

    From the copy where the file is damaged (`look` tells). Raises LedgerError where there is no good copy either.
    """
    return look(settings, keys).control


def look(settings: Settings, keys: Keys) -> Kept:
    """Return what holds, and what is wrong with the file. Raises LedgerError where there is no good copy either."""
    path = settings.control_file
    try:
        found = _read(path, keys)
    except (LaterVersionError, OSError) as error:
        raise LedgerError(f"{path}: {_words(error)}") from error
    except ValueError as error:
        return _second(settings, keys, error)
    if found is None and copy_of(settings).exists():
        return _second(settings, keys, ValueError("gone"))
    return found or Kept()


def change(settings: Settings, keys: Keys, how: Callable[[Control], Control]) -> Control:
    """Change what holds, one at a time, and return it; a damaged file is kept beside the new one.

    Raises LedgerError where it cannot be kept, ConfigurationError where it is too much or not well-formed.
    """
    with files.writing(settings.home / "control.lock", "your rules"):
        kept = look(settings, keys)
        changed = checked(how(kept.control))
        if changed == kept.control and not kept.fault:
            return changed
        if not changed.secret:
            changed = changed._replace(secret=secrets.token_bytes(KEY_BYTES))
        _write(settings, keys, to_bytes(changed, kept.data), is_damaged=bool(kept.fault))
        return changed


class ControlWatch:
    """Knows whether something else was decided than before; at first, that nothing was.

    `fault` is what was wrong with the file when it was last read, as in `Kept`.
    """

    def __init__(self, settings: Settings, keys: Keys) -> None:
        self.fault = ""
        self._settings, self._keys = settings, keys
        self._control = WATCHING
        self._seen: tuple[int, ...] | None = ()
        self._failed: float | None = None

    @property
    def is_lost(self) -> bool:
        """Whether the file could not be used when it was last read, nor a copy of it."""
        return self._failed is not None

    def attempt(self) -> Control | None:
        """Return what holds now where it is something else than at the last call. Cheap where it is not.

        Raises LedgerError for a file that cannot be used, once; it is read again some time later.
        """
        now = files.state_of(self._settings.control_file)
        is_due = self._failed is not None and time.monotonic() - self._failed >= RETRY
        if now == self._seen and not is_due:
            return None
        self._seen, self._failed = now, None
        was = self._control
        self._control = self._read()
        return self._control if self._control != was else None

    def _read(self) -> Control:
        try:
            kept = look(self._settings, self._keys)
        except LedgerError as error:
            self._failed, self.fault = time.monotonic(), str(error)
            raise
        self.fault = kept.fault
        return kept.control


def is_anything_decided(settings: Settings) -> bool:
    """Whether there is anything to be read: where there is not, nobody needs to make a key for it."""
    return settings.control_file.exists() or copy_of(settings).exists()


def copy_of(settings: Settings) -> Path:
    """Return where the good copy lies."""
    return settings.control_file.with_name(f"{settings.control_file.name}.last")


def broken_of(settings: Settings) -> Path:
    """Return where a damaged file is kept, once another one was written."""
    return settings.control_file.with_name(f"{settings.control_file.name}.broken")


def _read(path: Path, keys: Keys) -> Kept | None:
    try:
        data = unseal(keys.control, path.read_bytes(), _PURPOSE)
    except FileNotFoundError:
        return None
    return Kept(from_bytes(data), data=data)


def _second(settings: Settings, keys: Keys, error: ValueError) -> Kept:
    """What the copy says, where the file itself cannot be used."""
    path = settings.control_file
    try:
        found = _read(copy_of(settings), keys)
    except (OSError, ValueError):
        found = None
    if found is None:
        remedy = f"restore it from a backup, or remove it and {copy_of(settings).name} to begin with no rules"
        raise LedgerError(f"{path}: your rules cannot be read (damaged, or under another key); {remedy}") from error
    words = "is damaged or gone: its last good copy is used, and `tracker rules list` puts it in its place"
    return found._replace(fault=f"{path} {words}")


def _words(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"your rules cannot be read ({error.strerror}); give yourself the right to read it"
    return "your rules were written by a later version of Tracker; update it"


def _write(settings: Settings, keys: Keys, data: bytes, *, is_damaged: bool) -> None:
    path, sealed = settings.control_file, seal(keys.control, data, _PURPOSE)
    places = (path, copy_of(settings))
    with ExitStack() as stack:
        drafts = [stack.enter_context(files.drafted(place, sealed, is_synced=True)) for place in places]
        if is_damaged and path.exists():
            path.replace(broken_of(settings))
        for draft, place in zip(drafts, places, strict=True):
            draft.replace(place)
