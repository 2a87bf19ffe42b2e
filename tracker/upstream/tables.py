"""Converted sources on disk: one file each, so that each is replaced, or kept, by itself.

A file is two lines of JSON: the header, which says where every row of it comes from, under which licence and since
when, and the rows. A file is replaced in one step: a reader sees the old or the new, whole.
"""

from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from tracker import files
from tracker.upstream.source import UpstreamError

FORMAT = 1


class Header(NamedTuple):
    """Where a file's rows come from. `retrieved` is RFC 3339, UTC; `version` is what the source calls itself."""

    source: str
    title: str
    kind: str
    licence: str
    licence_url: str
    attribution: str
    urls: list[str]
    retrieved: str
    version: str | None
    rows: int
    is_noncommercial: bool

    @property
    def time(self) -> datetime:
        return datetime.fromisoformat(self.retrieved)

    @property
    def provenance(self) -> str:
        """Source, licence and day, as they are said beside each row."""
        return f"{self.title} ({self.licence}, {self.retrieved[:10]})"


class Table(NamedTuple):
    """A converted source: its header and its rows, in the shape of its kind."""

    header: Header
    body: dict[str, Any]


def path_of(folder: Path, source: str) -> Path:
    """Return where the converted file of a source lies in the catalogue's folder."""
    return folder / f"{source}.json"


def write(folder: Path, table: Table) -> None:
    """Put a converted source in the place of what was there, in one step, readable by this user alone."""
    import orjson

    document = {"format": FORMAT, **table.header._asdict()}
    data = orjson.dumps(document) + b"\n" + orjson.dumps(table.body) + b"\n"
    files.replace(path_of(folder, table.header.source), data, is_synced=True)


def header_of(path: Path) -> Header | None:
    """Return the header of a converted file, None where there is none. Raises UpstreamError for a broken one."""
    try:
        with path.open("rb") as file:
            return _header(path, file.readline(1 << 16))
    except FileNotFoundError:
        return None


def read(path: Path) -> Table | None:
    """Return a converted file, None where there is none. Raises UpstreamError for a broken one."""
    try:
        head, _, rest = path.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    body = _json(path, rest)
    return Table(_header(path, head), body)


def _header(path: Path, line: bytes) -> Header:
    document = _json(path, line)
    if document.pop("format", None) != FORMAT or document.keys() != set(Header._fields):
        raise UpstreamError(f"{path} was written by another version of Tracker; update the catalogue again")
    header = Header(**document)
    try:
        is_usable = header.rows >= 0 and header.time.tzinfo is not None
    except (TypeError, ValueError):
        is_usable = False
    if not is_usable:
        raise UpstreamError(f"{path} is broken; update the catalogue again")
    return header


def _json(path: Path, data: bytes) -> dict[str, Any]:
    import orjson

    try:
        document = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise UpstreamError(f"{path} is broken ({error}); update the catalogue again") from error
    if not isinstance(document, dict):
        raise UpstreamError(f"{path} is broken; update the catalogue again")
    return document
