"""What is ours, removed from the disk: keys first, then what they opened. Whatever cannot be removed is told.

Nothing is overwritten: disks of today write new bytes elsewhere, and copy-on-write file systems do always. What is left
of a sealed file on such a disk says nothing once its key is gone.
"""

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from tracker.uninstalling.homes import Contents


class Removed(NamedTuple):
    """How many files, and how many browsers' profiles, are gone; what could not be removed, each with its reason."""

    files: int
    trees: int
    faults: tuple[str, ...]


def remove(found: Contents) -> Removed:
    """Remove what is ours. Folders that are not empty stay."""
    faults: list[str] = []
    keys = found.keys
    for path in keys:
        _attempt(path, Path.unlink, faults)
    _make_sure({path.parent for path in keys})
    for path in found.files[len(keys) :]:
        _attempt(path, Path.unlink, faults)
    files, trees = len(found.files) - len(faults), 0
    for path in found.trees:
        before = len(faults)
        shutil.rmtree(path, onexc=lambda _call, place, error: faults.append(_told(Path(place), error)))
        trees += len(faults) == before
    for path in found.folders:
        with contextlib.suppress(OSError):  # what is kept, and what could not be removed, is told
            path.rmdir()
    return Removed(files, trees, tuple(faults))


def _attempt(path: Path, removed: Callable[[Path], Any], faults: list[str]) -> None:
    try:
        try:
            removed(path)
        except PermissionError:
            path.parent.chmod(0o700)
            path.chmod(0o600)  # Windows removes no file that may only be read
            removed(path)
    except FileNotFoundError:
        pass  # somebody was quicker
    except OSError as error:
        faults.append(_told(path, error))


def _make_sure(folders: set[Path]) -> None:
    """Have the disk forget the names of the keys before anything else goes."""
    for folder in folders:
        with contextlib.suppress(OSError):  # Windows opens no folders
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _told(path: Path, error: BaseException) -> str:
    return f"{path} ({getattr(error, 'strerror', None) or error})"
