"""Archives, read in memory: nothing of them is unpacked to disk, so no name in them can lead anywhere."""

import gzip
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tracker.upstream.source import MEGABYTE, UpstreamError

MAX_MEMBERS = 50_000
MAX_MEMBER = MEGABYTE // 2
MAX_UNPACKED = 128 * MEGABYTE


class Member(NamedTuple):
    """A file in an archive: the folder it lies in (without the archive's own top folder), its name and content."""

    folder: str
    name: str
    content: bytes


def members(path: Path, ending: str, unpacked: int = MAX_UNPACKED) -> Iterator[Member]:
    """Yield the plain files of a `.tar.gz` whose name ends so; links, devices and strange paths are passed over.

    Raises UpstreamError for what is no such archive, is cut off, or unpacks to more than `unpacked` bytes.
    """
    try:
        with _Bounded(path, unpacked) as plain, tarfile.open(fileobj=plain, mode="r|") as archive:
            for count, entry in enumerate(archive):
                if count >= MAX_MEMBERS:
                    raise UpstreamError(f"{path.name} holds more than {MAX_MEMBERS:,} files")
                parts = entry.name.split("/")
                if not entry.isreg() or not entry.name.endswith(ending) or ".." in parts or len(parts) < 2:
                    continue
                if entry.size <= MAX_MEMBER and (file := archive.extractfile(entry)):
                    yield Member("/".join(parts[1:-1]), parts[-1], file.read())
    except (tarfile.TarError, OSError, EOFError, zlib.error, ValueError) as error:
        if isinstance(error, UpstreamError):
            raise
        raise UpstreamError(f"{path.name} is no whole archive ({error})") from error


class _Bounded(gzip.GzipFile):
    """The unpacked bytes of a gzip file, up to a number of them: a small archive can hold a huge file."""

    def __init__(self, path: Path, limit: int) -> None:
        super().__init__(path, "rb")
        self._left = limit

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self._left -= len(data)
        if self._left < 0:
            raise UpstreamError("it unpacks to too much")
        return data
