"""Files handed to the browser piece by piece: a million rows must not lie in memory, nor half a file on the disk."""

import os
import tempfile
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from itertools import chain
from pathlib import Path

from flask import Response
from werkzeug.datastructures import Headers

from tracker.settings import Settings

_PIECE = 1 << 16  # bytes
_OLD = 3600  # seconds: what a killed dashboard has left behind; another one may be making what is younger


def streamed(pieces: Iterable[bytes], name: str, kind: str) -> Response:
    """Return an answer of what comes, as it comes. What fails before the first piece is raised here."""
    gathered = _gathered(pieces)
    first = next(gathered, b"")
    response = Response(chain((first,), gathered), content_type=kind, headers=_headers(name))
    response.call_on_close(gathered.close)
    return response


def from_file(settings: Settings, write: Callable[[Path], object], name: str, kind: str) -> Response:
    """Return an answer of a file that is made first, for what writes files alone; the file is gone when it was sent,
    and has no name any more while it is, where the system allows that.
    """
    path = _draft(settings)
    try:
        write(path)
        file = path.open("rb")
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    _unlink(path)

    def gone() -> None:
        file.close()
        _unlink(path)

    response = Response(iter(lambda: file.read(_PIECE), b""), content_type=kind, headers=_headers(name))
    response.content_length = os.fstat(file.fileno()).st_size
    response.call_on_close(gone)
    return response


def clear(settings: Settings) -> None:
    """Erase what a killed dashboard has left behind."""
    with suppress(OSError):
        for left in _folder(settings).iterdir():
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > _OLD:
                    left.unlink()


def _unlink(path: Path) -> None:
    with suppress(OSError):  # Windows keeps what is open
        path.unlink()


def _gathered(pieces: Iterable[bytes]) -> Generator[bytes]:
    waiting, size = [], 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


def _headers(name: str) -> Headers:
    headers = Headers()
    headers.set("Content-Disposition", "attachment", filename=name)
    return headers


def _draft(settings: Settings) -> Path:
    """A new file under the home, for its owner alone."""
    folder = _folder(settings)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    clear(settings)
    descriptor, name = tempfile.mkstemp(dir=folder)
    os.close(descriptor)
    return Path(name)


def _folder(settings: Settings) -> Path:
    return settings.home / "exports"
