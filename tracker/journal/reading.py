"""What the journal holds, and the end of segments that nobody needs any more."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tracker.journal.frames import HEADER_BYTES, Frame, frame_at, opened
from tracker.locks import Lock


class Sealed(NamedTuple):
    """A record, and the offset at which the next one begins. `data` is None for a stretch that is damaged."""

    data: bytes | None
    end: int


def segments(folder: Path) -> list[Path]:
    """Return the segments in a journal's folder, in the order of their writing; none where there is no folder."""
    return sorted(folder.glob("*-*.journal"))


def read(path: Path, key: bytes, offset: int = 0) -> Iterator[Sealed]:
    """Return the records of a segment from an offset on. Stops at a torn one: what comes there may still be written."""
    with path.open("rb") as file:
        file.seek(offset)
        stretch = _Stretch(path.name, key, offset, file.read())
    while (sealed := stretch.next(offset)) is not None:
        yield sealed
        offset = sealed.end


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The bytes of a segment from an offset on. All positions are offsets in the segment."""

    segment: str
    key: bytes
    start: int
    data: bytes

    def next(self, offset: int) -> Sealed | None:
        """Return the record at an offset, or the damage that begins there; None at the end or at a torn record."""
        if not self._has_header(offset):
            return None
        frame = self._frame(offset)
        if frame is None:
            found = self._whole_after(offset)
            return None if found is None else Sealed(None, found)
        return Sealed(self._record(offset, frame), frame.end) if self._is_whole(frame) else None

    def _whole_after(self, offset: int) -> int | None:
        """Return where the next record begins that opens, after a damaged header."""
        while (offset := self._zero_after(offset)) >= 0 and self._has_header(offset):
            frame = self._frame(offset)
            if frame and self._is_whole(frame) and self._record(offset, frame) is not None:
                return offset
        return None

    def _zero_after(self, offset: int) -> int:
        """A quick way past what is no header: the first byte of a length below 16 MB is 0."""
        found = self.data.find(b"\0", offset + 1 - self.start)
        return found if found < 0 else self.start + found

    def _has_header(self, offset: int) -> bool:
        return offset - self.start + HEADER_BYTES <= len(self.data)

    def _frame(self, offset: int) -> Frame | None:
        return frame_at(self.data, offset - self.start, offset)

    def _is_whole(self, frame: Frame) -> bool:
        return frame.end - self.start <= len(self.data)

    def _record(self, offset: int, frame: Frame) -> bytes | None:
        sealed = self.data[frame.start - self.start : frame.end - self.start]
        return opened(self.key, self.segment, offset, sealed)


def is_finished(segment: Path) -> bool:
    """Whether nobody writes to that segment any more: its writer has begun another one, or is gone."""
    if any(other.name > segment.name for other in _siblings(segment)):
        return True
    with Lock(_lock_of(segment)) as lock:
        return lock.acquire()


def remove(segment: Path) -> None:
    """Remove a finished segment, and its writer's lock with the last one of a writer that is gone."""
    segment.unlink(missing_ok=True)
    leave(segment)


def leave(segment: Path) -> None:
    """Remove the lock of a segment's writer, where that was its last one and it is gone."""
    if not _siblings(segment):
        with Lock(_lock_of(segment)) as lock:
            if lock.acquire():
                lock.remove()


def _siblings(segment: Path) -> list[Path]:
    """Return the segments of the same writer."""
    return list(segment.parent.glob(f"{_writer(segment)}-*.journal"))


def _writer(segment: Path) -> str:
    return segment.stem.rpartition("-")[0]


def _lock_of(segment: Path) -> Path:
    return segment.with_name(f"{_writer(segment)}.lock")
