"""Fetches, verifies, converts and swaps in one source at a time; what is wrong with one touches no other."""

import hashlib
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tracker.upstream import tables
from tracker.upstream.fetching import fetch
from tracker.upstream.source import Converted, Part, Source, UpstreamError

_SHA256 = re.compile(r"\s*\\?([0-9a-fA-F]{64})(?=\s|\Z)")
_CHECKSUM_LIMIT = 4096


class Outcome(NamedTuple):
    """What became of a source: how many rows it has now, how many it had, and what was wrong, if something was."""

    source: Source
    rows: int | None
    before: int | None
    problem: str | None = None


def update(source: Source, folder: Path, base: str | None = None, now: datetime | None = None) -> Outcome:
    """Put the newest data of a source in place of what the folder has of it, or leave that as it is and say why.

    `base` replaces the publisher's addresses: the files are then looked for under `base/source/file`.
    """
    before = _rows_before(folder, source)
    try:
        table = converted(source, folder, base, now or datetime.now(UTC))
        _check_size(table.header.rows, before, source, folder)
        tables.write(folder, table)
    except (UpstreamError, OSError) as error:
        return Outcome(source, None, before, str(error))
    except Exception as error:  # noqa: BLE001 - nothing that a stranger wrote may end the update of the others
        return Outcome(source, None, before, f"it cannot be read: its format has changed ({error!r})")
    return Outcome(source, table.header.rows, before)


def converted(source: Source, folder: Path, base: str | None, now: datetime) -> tables.Table:
    """Return a source's newest data in our form. Raises UpstreamError; leaves nothing behind on disk."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".fetched-") as place:
        files = {part.name: _fetched(source, part, Path(place), base) for part in source.parts}
        result = source.read(files)
    return tables.Table(_header(source, result, base, now), result.body)


def address_of(source: Source, part: Part, base: str | None) -> str:
    """Return where a file of a source is fetched from."""
    return f"{base.rstrip('/')}/{source.name}/{part.name}" if base else part.url


def _fetched(source: Source, part: Part, place: Path, base: str | None) -> Path:
    address, target = address_of(source, part, base), place / part.name
    fetch(address, target, part.limit)
    if part.checksum:
        published = place / f"{part.name}.sha256sum"
        fetch(f"{address}.sha256sum" if base else part.checksum, published, _CHECKSUM_LIMIT)
        _check_sum(target, published.read_bytes().decode("ascii", "replace"))
    return target


def _check_sum(path: Path, published: str) -> None:
    stated = _SHA256.match(published)
    if stated is None:
        raise UpstreamError(f"the published checksum of {path.name} is none")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != stated[1].lower():
        raise UpstreamError(f"{path.name} has not the checksum that is published for it")


def _check_size(rows: int, before: int | None, source: Source, folder: Path) -> None:
    if rows < source.minimum:
        raise UpstreamError(f"it has {rows:,} rows; at least {source.minimum:,} were expected")
    if before is not None and 2 * rows < before:
        kept = tables.path_of(folder, source.name)
        raise UpstreamError(f"it shrank from {before:,} rows to {rows:,}; remove {kept} to take it all the same")


def _rows_before(folder: Path, source: Source) -> int | None:
    try:
        header = tables.header_of(tables.path_of(folder, source.name))
    except (UpstreamError, OSError):
        return None
    return header.rows if header else None


def _header(source: Source, result: Converted, base: str | None, now: datetime) -> tables.Header:
    return tables.Header(
        source.name,
        source.title,
        source.kind,
        source.licence,
        source.licence_url,
        source.attribution,
        [address_of(source, part, base) for part in source.parts],
        now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        result.version,
        result.rows,
        source.is_noncommercial,
    )
