"""What the person decided, in one sealed file of the home: the only truth of it. A good copy lies beside it.

Written under a lock, and all at once; who reads needs no lock. Loads no database.
"""

import contextlib
import os
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from tracker.control.bounds import checked
from tracker.control.choices import WATCHING, Control
from tracker.control.document import LaterVersionError, from_bytes, to_bytes
from tracker.errors import LedgerError
from tracker.keys import KEY_BYTES, Keys
from tracker.sealing import seal, unseal
from tracker.settings import Settings

RETRY = 30.0  # seconds until a file that could not be read is read again
_PATIENCE = 30.0  # seconds
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
    with _turn(settings):
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

    def attempt(self) -> Control | None:
        """Return what holds now where it is something else than at the last call. Cheap where it is not.

        Raises LedgerError for a file that cannot be used, once; it is read again some time later.
        """
        now = self._state()
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

    def _state(self) -> tuple[int, ...] | None:
        try:
            status = os.stat(self._settings.control_file)
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino


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
    drafts: list[tuple[Path, Path]] = []
    try:
        drafts += ((_draft(place, sealed), place) for place in (path, copy_of(settings)))
        if is_damaged and path.exists():
            path.replace(broken_of(settings))
        for draft, place in drafts:
            draft.replace(place)
    except OSError as error:
        words = f"your rules cannot be written there ({error.strerror}); nothing was changed"
        raise LedgerError(f"{path}: {words}") from error
    finally:
        for draft, _ in drafts:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)


def _draft(path: Path, data: bytes) -> Path:
    """Write what is to lie there beside it, so that no disk can be full any more when it takes its place."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")  # mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise
    return Path(draft)


@contextmanager
def _turn(settings: Settings) -> Iterator[None]:
    path = settings.home / "control.lock"
    try:
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(path, timeout=_PATIENCE, mode=0o600)
        lock.acquire()
    except Timeout as error:
        raise LedgerError(f"{path}: another process writes your rules for long; end it") from error
    except OSError as error:
        raise LedgerError(f"{path}: your rules cannot be written there ({error.strerror})") from error
    try:
        yield
    finally:
        lock.release()
