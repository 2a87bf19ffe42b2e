"""The profile in one sealed file, for proxies to read without opening the ledger. Loads no database."""

import contextlib
import os
import tempfile
from pathlib import Path

import orjson

from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.ledger.sealing import seal, unseal
from tracker.profile import EMPTY, Profile, Value
from tracker.settings import Settings
from tracker.taxonomy import Category

_PURPOSE = b"profile snapshot 1"


def write_snapshot(settings: Settings, keys: Keys, profile: Profile) -> None:
    """Put the profile in the file, all at once. Raises LedgerError when it cannot be written."""
    data = orjson.dumps([profile.country, [[value.category.value, value.value] for value in profile.values]])
    path = settings.profile_snapshot
    try:
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(path, seal(keys.profile, data, _PURPOSE))
    except OSError as error:
        raise LedgerError(f"{path}: the profile cannot be written there ({error.strerror})") from error


def read_snapshot(settings: Settings, keys: Keys) -> Profile:
    """Return the profile in the file, an empty one where there is none. Raises LedgerError for a damaged one."""
    path = settings.profile_snapshot
    try:
        country, values = orjson.loads(unseal(keys.profile, path.read_bytes(), _PURPOSE))
        return Profile(tuple(Value(Category(category), value) for category, value in values), country)
    except FileNotFoundError:
        return EMPTY
    except OSError as error:
        raise LedgerError(f"{path}: the profile cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise LedgerError(f"{path}: no profile of this installation; `tracker profile list` writes it anew") from error


def _replace(path: Path, data: bytes) -> None:
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")  # mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(draft).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise
