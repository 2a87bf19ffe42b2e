"""The ways to write a digest."""

import base64
from collections.abc import Iterator

from tracker.detection.indicators.alphabets import URL_SAFE, base58
from tracker.detection.indicators.encodings import substitution
from tracker.detection.indicators.pattern import Beside, Pattern

_CUT = 16  # digits
_DIGITS = Pattern(b"", (), beside=Beside.NOTHING)
_BASE64 = Pattern(b"", ("base64",), is_exact=True, beside=Beside.NOTHING)
_BYTES = Pattern(b"", ("bytes",), is_exact=True, beside=Beside.NOTHING)
_HEX = Pattern(b"", ("hex",), beside=Beside.NOTHING)
_REVERSED = Pattern(b"", ("reversed",), beside=Beside.NOTHING)
_BASE32 = Pattern(b"", ("base32",), beside=Beside.NOTHING)
_SUBSTITUTION = Pattern(b"", ("substitution",), is_exact=True, beside=Beside.NOTHING)
_TRUNCATED = Pattern(b"", ("truncated",), beside=Beside.NOTHING)
_REVERSED_BASE64 = Pattern(b"", ("reversed", "base64"), is_exact=True, beside=Beside.NOTHING)
_DECIMAL = Pattern(b"", ("decimal",), beside=Beside.NOTHING)
_BASE58_DIGITS = Pattern(b"", ("base58",), is_exact=True, beside=Beside.NOTHING)


def digest_forms(digest: bytes, *, is_usual: bool) -> Iterator[tuple[bytes, Pattern]]:
    """Yield the ways to write a digest: hexadecimal (which its encoding does not name) and base64; a usual hash's in
    rarer dresses too, and its first half alone. None needs boundaries: nothing looks like a digest by chance.
    """
    digits = digest.hex()
    yield digits.encode(), _DIGITS
    shape = base64.b64encode(digest).rstrip(b"=")
    yield shape, _BASE64
    if b"+" in shape or b"/" in shape:
        yield shape.translate(URL_SAFE), _BASE64
    if is_usual:
        yield from _rare_digest_forms(digest, digits)


def _rare_digest_forms(digest: bytes, digits: str) -> Iterator[tuple[bytes, Pattern]]:
    yield digest, _BYTES
    yield digits[:_CUT].encode(), _TRUNCATED
    if len(digits) == 2 * _CUT:
        yield digits[_CUT // 2 : _CUT + _CUT // 2].encode(), _TRUNCATED  # MD5 "of 16 digits": the middle ones
    yield digits.encode().hex().encode(), _HEX
    yield digits[::-1].encode(), _REVERSED
    for text in (digits.encode(), digest):
        yield base64.b32encode(text).rstrip(b"=").lower(), _BASE32
        yield base58(text), _BASE58_DIGITS
    yield base64.b64encode(digest).rstrip(b"=")[::-1], _REVERSED_BASE64
    yield substitution(digits), _SUBSTITUTION
    for separator in (":", " ", "-"):
        yield digest.hex(separator).encode(), _DIGITS
    yield str(int.from_bytes(digest)).encode(), _DECIMAL
    for form in (digits, digits.upper()):
        for shift in (0, 2, 3):
            yield _unaligned(form.encode(), shift), _BASE64


def _unaligned(data: bytes, shift: int) -> bytes:
    """What is sure in base64 of a longer text that holds the data so many letters after a group's beginning."""
    skipped = (0, 2, 3).index(shift)
    shape = base64.b64encode(bytes(skipped) + data).rstrip(b"=")
    return shape[shift : -1 if (skipped + len(data)) % 3 else None]
