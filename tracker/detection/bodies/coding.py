"""Content codings undone, without falling for bombs.

Sources: RFC 9110 section 8.4 (content codings), RFC 1950 to 1952 (zlib, deflate, gzip), RFC 7932 (Brotli), RFC 8878
(Zstandard). Browsers read `deflate` with and without zlib's header; so do we. `deflate-raw` is what scripts call it
without (https://compression.spec.whatwg.org/).
"""

import zlib
from collections.abc import Callable
from typing import NamedTuple

import brotli
import zstandard

from tracker.detection.limits import MAX_BODY, MAX_CODINGS, MAX_RATIO

_MAX_WINDOW = 8 << 20  # what RFC 8878 section 3.1.1.1.2 recommends to support
_RAW, _ZLIB, _GZIP = -15, 15, 31  # zlib's `wbits`
_BOMB = 1 << 20  # bytes below which nothing is called a bomb


class Decoded(NamedTuple):
    """Content without its coding. `is_complete` is false where it was cut off or larger than we look at."""

    data: bytes
    is_complete: bool = True


def decoded(data: bytes, codings: str, limit: int = MAX_BODY) -> Decoded | None:
    """Return content without the codings of a `Content-Encoding` header, or None when they cannot be undone."""
    names = [name for name in (part.strip().lower() for part in codings.split(",")) if name not in ("", "identity")]
    if len(names) > MAX_CODINGS:
        return None
    is_complete = True
    for name in reversed(names):
        undone = undo(name, data, limit)
        if undone is None:
            return None
        data, is_complete = undone.data, is_complete and undone.is_complete
    return Decoded(data, is_complete)


def undo(name: str, data: bytes, limit: int = MAX_BODY) -> Decoded | None:
    """Return data without that one coding, at most `limit` bytes, or None when it is not coded so, or a bomb."""
    step = _CODINGS.get(name)
    if step is None or not data:
        return None
    try:
        undone = step(data, limit)
    except (zlib.error, brotli.error, zstandard.ZstdError, MemoryError):
        return None
    is_bomb = not undone.is_complete and len(undone.data) >= _BOMB and len(undone.data) > MAX_RATIO * undone.used
    return None if is_bomb else Decoded(undone.data, undone.is_complete)


def coding_of(data: bytes) -> str | None:
    """Return the coding that the first bytes give away, or None."""
    if data.startswith(b"\x1f\x8b\x08"):
        return "gzip"
    if data.startswith(b"\x28\xb5\x2f\xfd"):
        return "zstd"
    if data[:1] == b"\x78" and data[1:2] in (b"\x01", b"\x5e", b"\x9c", b"\xda"):
        return "deflate"
    return None


class _Undone(NamedTuple):
    """What came out, whether it is all, and of how many bytes it was made."""

    data: bytes
    is_complete: bool
    used: int


def may_be_bare_deflate(data: bytes) -> bool:
    """Whether data could be deflate without a header, in one block: it has no mark, but three bits that say so."""
    return len(data) > 2 and data[0] & 0b111 in (0b011, 0b101)


def _inflated(data: bytes, limit: int, bits: int) -> _Undone:
    machine = zlib.decompressobj(bits)
    out = machine.decompress(data, limit)
    while machine.eof and machine.unused_data and bits == _GZIP and len(out) < limit:  # RFC 1952: members may follow
        rest, machine = machine.unused_data, zlib.decompressobj(bits)
        try:
            out += machine.decompress(rest, limit - len(out))
        except zlib.error:
            break
    used = len(data) - len(machine.unconsumed_tail) - len(machine.unused_data)
    return _Undone(out, machine.eof and not machine.unused_data, used)


def _gunzipped(data: bytes, limit: int) -> _Undone:
    return _inflated(data, limit, _GZIP)


def _deflated(data: bytes, limit: int) -> _Undone:
    try:
        return _inflated(data, limit, _ZLIB)
    except zlib.error:
        return _deflated_bare(data, limit)


def _deflated_bare(data: bytes, limit: int) -> _Undone:
    return _inflated(data, limit, _RAW)


def _unbrotlied(data: bytes, limit: int) -> _Undone:
    machine = brotli.Decompressor()
    out = machine.process(data, output_buffer_limit=limit)
    return _Undone(out[:limit], machine.is_finished() and len(out) <= limit, len(data))


def _unzstd(data: bytes, limit: int) -> _Undone:
    machine = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW)
    with machine.stream_reader(data, read_across_frames=True) as reader:
        out = reader.read(limit)
        return _Undone(out, len(out) < limit, len(data))


_CODINGS: dict[str, Callable[[bytes, int], _Undone]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _deflated,
    "deflate-raw": _deflated_bare,
    "br": _unbrotlied,
    "zstd": _unzstd,
}
