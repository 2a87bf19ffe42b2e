"""A ZIP archive (APPNOTE 6.3), member by member as it comes, with the SHA-256 of each; no clock and no name in it."""

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO, NamedTuple, Self

from tracker.study_tables import CHECKSUMS

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest moment that ZIP knows: the same content is the same file
_MODE = 0o644 << 16
_PACKED = (".parquet",)


class Member(NamedTuple):
    """A file in the archive: its size in bytes and its SHA-256."""

    size: int
    sha256: str


class Hashing:
    """A file that is written to, counted and hashed."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._size = 0

    def write(self, data: bytes | memoryview) -> int:
        self._digest.update(data)
        self._size += len(data)
        return self._file.write(data)

    @property
    def member(self) -> Member:
        return Member(self._size, self._digest.hexdigest())


class Archive:
    """An archive that is being written, in a context. `members` are those that are complete."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(file, "w")
        self.members: dict[str, Member] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._zip.close()

    @contextmanager
    def member(self, name: str) -> Iterator[Hashing]:
        """A new file in the archive, to be written to."""
        info = zipfile.ZipInfo(name, _EPOCH)
        info.external_attr = _MODE
        info.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
        with self._zip.open(info, "w", force_zip64=True) as file:
            hashing = Hashing(file)
            yield hashing
        self.members[name] = hashing.member

    def put(self, name: str, text: str) -> None:
        """Add a file of text."""
        with self.member(name) as file:
            file.write(text.encode())

    def seal(self) -> None:
        """Add the checksums of all that is in it, as `sha256sum -c` reads them."""
        self.put(CHECKSUMS, "".join(f"{member.sha256}  {name}\n" for name, member in sorted(self.members.items())))
