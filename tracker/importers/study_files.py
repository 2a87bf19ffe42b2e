"""A study bundle, opened with suspicion: read from within the archive, never unpacked to the disk.

Nothing of it is believed before the checksums were found right, and they only say that it is whole, not who made it.
"""

import csv
import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, Self

from tracker.errors import UnreadableInputError
from tracker.importers.study_cells import Reader, reader_of
from tracker.study_tables import CHECKSUMS, DATA, DESCRIPTOR, VERSION, Table, place_of

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_MOST_FILES = 500
_MOST_TIMES = 200  # that a file is smaller packed: tables of ours shrink to a tenth, bombs to a thousandth
_SPARE = 1 << 20  # bytes: short files of repeated words may shrink more
_MOST_TEXT = 8 << 20  # bytes of the descriptor and of the checksums
_LONGEST_LINE = 1 << 20  # bytes
_BLOCK = 1 << 20
_CHECKSUM = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_ID = re.compile(r"[0-9a-f]{16}")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError, csv.Error)


def is_archive(path: Path) -> bool:
    """Whether a file begins as ZIP archives do."""
    try:
        with path.open("rb") as file:
            return file.read(4) in _MAGIC
    except OSError:
        return False


class Bundle:
    """An open bundle, in a context. Raises UnreadableInputError for what is none, or is damaged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._explained():
            self._zip = zipfile.ZipFile(path)
        try:
            self._check_members()
            said = self._descriptor()
            self.study, self.id, self.version = str(said.get("study")), str(said.get("study_id")), said.get("bundle")
            self._check_descriptor()
            self._check_sums()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._zip.close()

    def rows(self, table: Table) -> Iterator[dict[str, Any]]:
        """Yield a table's rows, by column, as they are read."""
        place = place_of(table, "csv")
        with self._explained(), self._zip.open(place) as file:
            lines = csv.reader(self._lines(file, place), strict=True)
            reader = self._reader(table, place, next(lines, []))
            for row in lines:
                try:
                    yield reader.values(row)
                except ValueError as error:
                    raise self.fault(f"{place}, line {lines.line_num}: {error}") from error

    def fault(self, words: str) -> UnreadableInputError:
        """Return what is wrong with it as an error."""
        return UnreadableInputError(f"{self._path}: {words}")

    def _reader(self, table: Table, place: str, heading: list[str]) -> Reader:
        try:
            return reader_of(table, heading)
        except ValueError as error:
            raise self.fault(f"{place}: {error}") from error

    def _lines(self, file: IO[bytes], place: str) -> Iterator[str]:
        while line := file.readline(_LONGEST_LINE + 1):
            if len(line) > _LONGEST_LINE:
                raise self.fault(f"{place}: a line has more than {_LONGEST_LINE:,} bytes")
            yield line.decode()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except _DAMAGED as error:
            raise self.fault("damaged, or only a part of a study bundle; get it anew") from error

    def _check_members(self) -> None:
        members = self._zip.infolist()
        names = [member.filename for member in members]
        if DESCRIPTOR not in names or CHECKSUMS not in names:
            raise self.fault(f"no study bundle: it lacks {DESCRIPTOR} or {CHECKSUMS}")
        if len(names) > _MOST_FILES or len(set(names)) < len(names):
            raise self.fault(f"no study bundle: more than {_MOST_FILES} files in it, or two of one name")
        if any(not _is_within(name) for name in names):
            raise self.fault("refused: it holds files that would lie outside of it")
        if any(member.file_size > _MOST_TIMES * member.compress_size + _SPARE for member in members):
            raise self.fault(f"refused: a file in it unpacks to more than {_MOST_TIMES} times its size")

    def _descriptor(self) -> dict[str, Any]:
        text = self._text(DESCRIPTOR)
        try:
            said = json.loads(text)["tracker"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise self.fault(f"no study bundle: {DESCRIPTOR} does not describe one") from error
        return said if isinstance(said, dict) else {}

    def _check_descriptor(self) -> None:
        if not isinstance(self.version, int) or not _ID.fullmatch(self.id):
            raise self.fault(f"no study bundle: {DESCRIPTOR} does not describe one")
        if self.version > VERSION:
            raise self.fault(
                f"made by a newer Tracker (bundle {self.version}, this one reads {VERSION}): update this one"
            )

    def _text(self, name: str) -> str:
        with self._explained(), self._zip.open(name) as file:
            data = file.read(_MOST_TEXT + 1)
            if len(data) > _MOST_TEXT:
                raise self.fault(f"{name} has more than {_MOST_TEXT:,} bytes")
            return data.decode()

    def _check_sums(self) -> None:
        """Only of the data: who publishes a bundle may fill in its documents."""
        sums = {found[2]: found[1] for found in map(_CHECKSUM.fullmatch, self._text(CHECKSUMS).splitlines()) if found}
        for name in (place_of(table, "csv") for table in DATA):
            if name not in sums or name not in self._zip.namelist():
                raise self.fault(f"{name} is not in it, or has no checksum")
        for name in self._zip.namelist():
            if name.startswith("data/") and not name.endswith("/") and sums.get(name) != self._sum(name):
                raise self.fault(f"{name} is not what its checksum says: changed or damaged; get it anew")

    def _sum(self, name: str) -> str:
        digest = hashlib.sha256()
        with self._explained(), self._zip.open(name) as file:
            while block := file.read(_BLOCK):
                digest.update(block)
        return digest.hexdigest()


def _is_within(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and not (name.startswith("/") or ".." in parts or "\\" in name or ":" in name or "\0" in name)
