"""Which files are captures, and who reads them. Formats are recognised by content, not by name."""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from tracker.errors import UnreadableInputError
from tracker.importers.entries import Entry
from tracker.importers.opening import Progress, open_capture

type Reader = Callable[[Path, Progress | None], Iterator[Entry]]

_START = 1 << 16
_HAR = re.compile(rb'^\s*\{(?s:.*?)"log"\s*:\s*\{(?s:.*?)"(?:entries|creator|version|pages)"\s*:')
_NO_CAPTURE = "neither a HAR file nor a mitmproxy flow file"
_EXPECTED = re.compile(r"\.(?:har|flows?|mitm)(?:\.gz)?$", re.IGNORECASE)
_FLOWS = re.compile(rb"^\d{1,12}:\d{1,12}:")


class Kind(StrEnum):
    """The formats that can be read."""

    HAR = "har"
    FLOWS = "flows"


_READERS = {
    Kind.HAR: ("tracker.importers.har", "read_har"),
    Kind.FLOWS: ("addons.flowfiles", "read_flows"),  # by name: only `addons` may know mitmproxy, and it loads slowly
}


class Capture(NamedTuple):
    """A capture file: its name as the person gave it, where it lies, its format and size in bytes."""

    source: str
    path: Path
    kind: Kind
    size: int


class Unreadable(NamedTuple):
    """A file that should be a capture, by what the person or its name says, and why it is none, in words."""

    source: str
    reason: str


class Found(NamedTuple):
    """The captures among what the person named, how many other files lay in the folders, and what is no capture but
    should be one.
    """

    captures: list[Capture]
    skipped: int
    unreadable: tuple[Unreadable, ...] = ()


def reader(kind: Kind) -> Reader:
    """Return the function that reads files of that format."""
    module, name = _READERS[kind]
    read: Reader = getattr(import_module(module), name)
    return read


def find(paths: Iterable[Path], *, is_lenient: bool = False) -> Found:
    """Return the captures in files and folders, in the order given; folders in the order of their names.

    Raises UnreadableInputError for a named path that is not there, and for a named file that is no capture, unless
    `is_lenient`: then that is told like what is unreadable in folders.
    """
    captures: list[Capture] = []
    unreadable: list[Unreadable] = []
    skipped = 0
    for path in paths:
        try:
            if not path.is_dir():
                captures.append(_capture(path, _kind_of_named(path)))
                continue
        except UnreadableInputError as error:
            if not is_lenient:
                raise
            unreadable.append(Unreadable(_named(path), str(error).removeprefix(f"{path}: ")))
            continue
        for file in sorted(inner for inner in path.rglob("*") if inner.is_file()):
            kind = _kind_in_folder(file)
            if isinstance(kind, Kind):
                captures.append(_capture(file, kind))
            elif _EXPECTED.search(file.name):
                unreadable.append(Unreadable(_named(file), kind or _NO_CAPTURE))
            else:
                skipped += 1
    return Found(captures, skipped, tuple(unreadable))


def find_some(paths: Iterable[Path], *, is_lenient: bool = False) -> Found:
    """Return the same as `find`, or raise UnreadableInputError where there is no capture at all."""
    places = list(paths)
    found = find(places, is_lenient=is_lenient and len(places) > 1)
    if not found.captures:
        raise UnreadableInputError(f"no HAR files or mitmproxy flow files in {', '.join(map(str, places))}")
    return found


def _capture(path: Path, kind: Kind) -> Capture:
    return Capture(_named(path), path, kind, path.stat().st_size)


def _named(path: Path) -> str:
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def kind_of(path: Path) -> Kind | None:
    """Return a file's format, or None for one that is no capture. Raises OSError."""
    try:
        with open_capture(path) as file:
            start = file.read(_START)
    except zlib.error:
        return None
    if _FLOWS.match(start):
        return Kind.FLOWS
    return Kind.HAR if _HAR.match(start) else None


def _kind_in_folder(path: Path) -> Kind | str | None:
    """The format, None for another file, or why it cannot be read."""
    try:
        return kind_of(path)
    except OSError as error:
        return f"cannot be read ({error.strerror or error})"


def _kind_of_named(path: Path) -> Kind:
    try:
        kind = kind_of(path)
    except FileNotFoundError as error:
        raise UnreadableInputError(f"{path}: no such file or folder") from error
    except OSError as error:
        raise UnreadableInputError(f"{path}: cannot be read ({error.strerror or error})") from error
    if kind is None:
        raise UnreadableInputError(f"{path}: {_NO_CAPTURE}")
    return kind
