"""Where an export goes: a file that appears only when it is complete, or what is there to be written to."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tracker.errors import ConfigurationError


@contextmanager
def complete_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, for its owner alone, that takes the path's place at the end: never half an export.

    A device or pipe is written to as it is. Raises ConfigurationError for a folder, OSError for what the disk refuses.
    """
    target = _target(path)
    if target.exists() and not target.is_file():
        with target.open("wb") as device:
            yield device
        return
    with complete_path(target) as draft, draft.open("wb") as file:
        yield file


@contextmanager
def complete_path(path: Path) -> Iterator[Path]:
    """The path of an empty file beside the one named, which takes its place at the end: for what writes by itself.

    Raises ConfigurationError for a folder, a device or a pipe, OSError for what the disk refuses.
    """
    target = _target(path)
    if target.exists() and not target.is_file():
        raise ConfigurationError(f"{path}: is no file; this format needs one: -o FILE")
    draft = _draft(target)
    try:
        yield draft
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise


def _target(path: Path) -> Path:
    target = path.resolve()
    if target.is_dir():
        raise ConfigurationError(f"{path}: is a folder; name a file in it")
    if not target.parent.is_dir():
        raise ConfigurationError(f"{path}: there is no folder {target.parent}; make it first")
    return target


def _draft(target: Path) -> Path:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(descriptor)
    return Path(name)
