"""What only the search for known values opens, since other texts look like it: lz-string whose pluses were read as
spaces, or that holds several lines; raw deflate in bodies.
"""

import re
import zlib
from collections.abc import Iterable, Iterator

from tracker.detection.decode import unfold
from tracker.detection.lzstring import unpacked
from tracker.detection.place import Payload
from tracker.traffic import Field

_PACKED = re.compile(r"[A-Pg-v][A-Za-z0-9+/_ -]{15,}[=$]{0,3}|[^\x00-\x7f][ -\U0010ffff]{3,}")
_SHORTEST = 16  # characters between two spaces, on average: words are shorter, and pluses in base64 are rarer
_LONGEST = 1 << 16  # characters of a value
_MOST_TEXT = 1 << 20  # bytes of what a body becomes
_RAW_DEFLATE = -15


def packed_fields(fields: Iterable[Field]) -> Iterator[Field]:
    """Yield what lies packed in the fields' values, and what is nested in that."""
    for field in fields:
        if _may_be_packed(field.value) and (text := unpacked(field.value)):
            inner = field._replace(value=text, encoding=(*field.encoding, "lzstring"))
            yield inner
            yield from unfold(inner)


def _may_be_packed(value: str) -> bool:
    if not 4 <= len(value) <= _LONGEST or (value.isascii() and value.count(" ") * _SHORTEST > len(value)):
        return False
    return _PACKED.fullmatch(value) is not None


def packed_payloads(payloads: Iterable[Payload]) -> Iterator[Payload]:
    """Yield what the bodies become that are raw deflate."""
    for payload in payloads:
        inflater = zlib.decompressobj(_RAW_DEFLATE)
        try:
            data = inflater.decompress(payload.data, _MOST_TEXT)
        except zlib.error:
            continue
        if data and (inflater.eof or inflater.unconsumed_tail):
            yield payload._replace(data=data, encoding=(*payload.encoding, "deflate"))
