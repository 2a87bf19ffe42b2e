"""What only the search for known values opens, since other texts look like it: lz-string whose pluses were read as
spaces; bodies in raw deflate, Brotli or lz-string that do not say so.
"""

import re
import zlib
from collections.abc import Iterable, Iterator

from tracker.detection.bodies.coding import undo
from tracker.detection.decode import unfold
from tracker.detection.lzstring import unpacked, unpacked_bytes
from tracker.detection.place import Payload
from tracker.traffic import Field

_PACKED = re.compile(r"[A-Pg-v][A-Za-z0-9+/_ -]{15,}[=$]{0,3}|[^\x00-\x7f][ -\U0010ffff]{3,}")
_SHORTEST = 16  # characters between two spaces, on average: words are shorter, and pluses in base64 are rarer
_LONGEST = 1 << 16  # characters of a value
_MOST_TEXT = 1 << 20  # bytes of what a body becomes
_LEAST = 6  # bytes of it: fewer come out of anything
_RAW_DEFLATE = -15


def packed_fields(fields: Iterable[Field]) -> Iterator[Field]:
    """Yield what lies packed in the fields' values, and what is nested in that."""
    for field in fields:
        if may_be_packed(field.value) and (text := unpacked(field.value)):
            inner = field._replace(value=text, encoding=(*field.encoding, "lzstring"))
            yield inner
            yield from unfold(inner)


def may_be_packed(value: str) -> bool:
    """Whether a value could be lz-string that nothing else opens: quick, and mostly no."""
    if value.isascii():
        spaces = value.count(" ")
        if not spaces or spaces * _SHORTEST > len(value):
            return False
    return len(value) <= _LONGEST and _PACKED.fullmatch(value) is not None


def packed_payloads(payloads: Iterable[Payload]) -> Iterator[Payload]:
    """Yield what the bodies become that are packed in a way that has no mark."""
    for payload in payloads:
        for step, function in _OPENERS:
            data = function(payload.data)
            if len(data) >= _LEAST:
                yield payload._replace(data=data, encoding=(*payload.encoding, step))


def _inflated(data: bytes) -> bytes:
    inflater = zlib.decompressobj(_RAW_DEFLATE)
    try:
        text = inflater.decompress(data, _MOST_TEXT)
    except zlib.error:
        return b""
    return text if inflater.eof or inflater.unconsumed_tail else b""


def _unbrotlied(data: bytes) -> bytes:
    undone = undo("br", data, _MOST_TEXT) if data[:1] and data[0] & 0b1111 in _BROTLI else None
    return undone.data if undone and undone.is_complete else b""


def _unpacked(data: bytes) -> bytes:
    return (unpacked_bytes(data[:_LONGEST]) or "").encode("utf-8", "surrogatepass")


_BROTLI = frozenset({0b1011, 0b1111, 0b0011, 0b0001})  # how the usual windows begin: RFC 7932, section 9.1
_OPENERS = (("deflate", _inflated), ("br", _unbrotlied), ("lzstring", _unpacked))
