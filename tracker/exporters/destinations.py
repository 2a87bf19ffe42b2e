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
    target = path.resolve()
    if target.is_dir():
        raise ConfigurationError(f"{path}: is a folder; name a file in it")
    if not target.parent.is_dir():
        raise ConfigurationError(f"{path}: there is no folder {target.parent}; make it first")
    if target.exists() and not target.is_file():
        with target.open("wb") as device:
            yield device
        return
    with _draft(target) as (file, draft):
        yield file
        file.flush()
        os.fsync(file.fileno())
        file.close()
        draft.replace(target)


@contextmanager
def _draft(target: Path) -> Iterator[tuple[BinaryIO, Path]]:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file, Path(name)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
