"""Capture files as streams of bytes, unpacked while reading: gzip (RFC 1952), or zlib as in mitmproxy's `.zhar`."""

import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

type Progress = Callable[[int], None]
"""Told how many more bytes of the file, as it lies on the disk, were read."""

_BLOCK = 1 << 16
_ANY_CONTAINER = 32 + zlib.MAX_WBITS  # gzip or zlib, by its header
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"


def open_capture(path: Path, progress: Progress | None = None) -> BinaryIO:
    """Return the file's unpacked bytes, without a byte order mark. Raises OSError.

    A packed file that breaks off just ends; reading a damaged one raises zlib.error.
    """
    file = path.open("rb", buffering=0)
    try:
        stream = _Counted(file, progress)
        is_packed = _is_packed(file.read(2))
        file.seek(0)
        reader = io.BufferedReader(_Unpacked(stream) if is_packed else stream, _BLOCK)
        if reader.peek(3)[:3] == _BOM:
            reader.read(3)
    except BaseException:
        file.close()
        raise
    return reader


def _is_packed(start: bytes) -> bool:
    if start == _GZIP:
        return True
    return len(start) == 2 and start[0] == 0x78 and (start[0] << 8 | start[1]) % 31 == 0


class _Counted(io.RawIOBase):
    """A file that tells how much of it was read."""

    def __init__(self, file: io.FileIO, progress: Progress | None) -> None:
        self._file = file
        self._progress = progress

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = self._file.readinto(buffer)
        if size and self._progress:
            self._progress(size)
        return size

    def close(self) -> None:
        self._file.close()
        super().close()


class _Unpacked(io.RawIOBase):
    """A gzip or zlib stream unpacked; several gzip members after one another are one stream."""

    def __init__(self, packed: io.RawIOBase) -> None:
        self._packed = packed
        self._unpacker = zlib.decompressobj(_ANY_CONTAINER)
        self._pending = b""
        self._is_over = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = b""
        while not data and not self._is_over:
            is_last = not (self._pending or self._refill())
            data = self._unpacker.decompress(self._pending, len(buffer))
            self._pending = self._unpacker.unconsumed_tail
            if self._unpacker.eof:
                self._next_member()
            elif is_last and not data:
                self._is_over = True
        buffer[: len(data)] = data
        return len(data)

    def _refill(self) -> bytes:
        self._pending = self._packed.read(_BLOCK) or b""
        return self._pending

    def _next_member(self) -> None:
        """Go on with the gzip member that follows; anything else after the end is padding."""
        self._pending = self._unpacker.unused_data
        self._is_over = not (self._pending or self._refill()).startswith(_GZIP)
        self._unpacker = zlib.decompressobj(_ANY_CONTAINER)

    def close(self) -> None:
        self._packed.close()
        super().close()
