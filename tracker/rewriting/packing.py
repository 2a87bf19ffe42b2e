"""Content packed anew: what was opened, edited, and is to be what it was.

Sources: as in `tracker.detection.bodies.coding`.
"""

import binascii
import gzip
import zlib
from collections.abc import Callable, Sequence

import brotli
import zstandard

from tracker.detection.bodies.coding import coding_of, undo
from tracker.detection.decode import BLOB, unbase64
from tracker.detection.limits import MAX_VALUE

_LEVEL = 6
_URLSAFE = bytes.maketrans(b"+/", b"-_")
_CAPITALS = frozenset("ABCDEF")


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, _LEVEL, mtime=0)


def _bare(data: bytes) -> bytes:
    machine = zlib.compressobj(_LEVEL, wbits=-15)
    return machine.compress(data) + machine.flush()


def _brotli(data: bytes) -> bytes:
    return bytes(brotli.compress(data, quality=_LEVEL))


def _zstd(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(_LEVEL).compress(data)


_CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": zlib.compress,
    "deflate-raw": _bare,
    "br": _brotli,
    "zstd": _zstd,
}


def packed(data: bytes, coding: str, before: bytes = b"") -> bytes:
    """Return data in a content coding; deflate without zlib's header where what was there `before` had none."""
    if coding == "deflate" and before and coding_of(before) != "deflate":
        coding = "deflate-raw"
    return _CODINGS[coding](data)


def is_coding(name: str) -> bool:
    """Return whether there is a content coding of that name that we can pack."""
    return name in _CODINGS


def is_blob(value: str, steps: Sequence[str], text: str) -> bool:
    """Return whether a value as a whole, not only a part of it, is a text packed in that way, base64 first."""
    data = unbase64(value) if BLOB.fullmatch(value) else None
    for coding in steps[1:]:
        undone = undo(coding, data) if data else None
        data = undone.data if undone else None
    return data is not None and data.decode("utf-8", "replace")[:MAX_VALUE] == text


def as_blob(data: bytes, steps: Sequence[str], before: str) -> str:
    """Return bytes as base64 or hexadecimal digits in the manner of what was there before.

    `steps` are how it was opened: `base64` or `hex`, and perhaps a coding.
    """
    for coding in reversed(steps[1:]):
        data = packed(data, coding)
    if steps[0] == "hex":
        digits = data.hex()
        return digits.upper() if _CAPITALS & set(before) else digits
    text = binascii.b2a_base64(data, newline=False)
    is_padded = before.endswith("=") or (len(before) % 4 == 0 and not {"-", "_"} & set(before))
    is_urlsafe = {"-", "_"} & set(before) or not (is_padded or {"+", "/"} & set(before))
    text = text.translate(_URLSAFE) if is_urlsafe else text
    return (text if is_padded else text.rstrip(b"=")).decode()
