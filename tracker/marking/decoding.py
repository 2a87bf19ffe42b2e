"""A page's content coding undone while it comes in: what there is of the page goes on at once.

Bounded: a page that becomes larger than `MOST` ends there. No browser shows one of that size.
"""

import zlib
from collections.abc import Callable

import brotli
import zstandard

MOST = 64 << 20  # bytes
_PIECE = 512  # bytes of Zstandard at a time: 128 KiB may come of four of them
_STEP = 1 << 20
_WINDOW = 8 << 20  # RFC 8878 section 3.1.1.1.2
_RAW, _ZLIB, _GZIP = -15, 15, 31  # zlib's `wbits`

type Step = Callable[[bytes], bytes]


class Decoding:
    """Undoes one coding, piece by piece. What is not coded as it says passes as it is, as browsers do with it."""

    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._step: Step | None = None
        self._made = 0
        self.is_broken = False

    def __call__(self, data: bytes) -> bytes:
        """Return what that piece says; nothing after what cannot be undone."""
        if not data or self.is_broken:
            return b""
        if not self._coding:
            return data
        try:
            if self._step is None:
                self._step = _step_of(self._coding, data)
            made = self._step(data)
        except (zlib.error, brotli.error, zstandard.ZstdError, MemoryError, OverflowError):
            if not self._made:
                self._coding = ""
                return data
            self.is_broken = True
            return b""
        self._made += len(made)
        return made


def _step_of(coding: str, first: bytes) -> Step:
    if coding == "br":
        return _brotli(brotli.Decompressor())
    if coding == "zstd":
        return _zstandard(zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj())
    if coding == "deflate":
        return _zlib(zlib.decompressobj(_ZLIB if first[0] & 0x0F == 8 else _RAW))
    return _zlib(zlib.decompressobj(_GZIP))


def _zlib(undoing: "zlib._Decompress") -> Step:
    count = _Count()

    def step(data: bytes) -> bytes:
        parts = []
        while data and not undoing.eof:
            parts.append(count(undoing.decompress(data, _STEP)))
            data = undoing.unconsumed_tail
        return b"".join(parts)

    return step


def _brotli(undoing: "brotli.Decompressor") -> Step:
    count = _Count()

    def step(data: bytes) -> bytes:
        if undoing.is_finished():
            return b""
        parts = [count(undoing.process(data, output_buffer_limit=_STEP))]
        while not (undoing.is_finished() or undoing.can_accept_more_data()):
            parts.append(count(undoing.process(b"", output_buffer_limit=_STEP)))
        return b"".join(parts)

    return step


def _zstandard(undoing: "zstandard.ZstdDecompressionObj") -> Step:
    count = _Count()

    def step(data: bytes) -> bytes:
        parts = []
        for place in range(0, len(data), _PIECE):
            if undoing.eof:
                break
            parts.append(count(undoing.decompress(data[place : place + _PIECE])))
        return b"".join(parts)

    return step


class _Count:
    """Counts what comes out. Raises MemoryError where it is too much."""

    def __init__(self) -> None:
        self._made = 0

    def __call__(self, data: bytes) -> bytes:
        self._made += len(data)
        if self._made > MOST:
            raise MemoryError
        return data
