"""Bytes written in letters: base64 and its kin, hexadecimal and decimal numbers.

`base64`, `base32` and `base85` take three, five and four shapes inside a longer text, one for each alignment; only the
characters that depend on the bytes alone are looked for. Sources: RFC 4648 (base16, base32, base64), RFC 1924 and
ZeroMQ's RFC 32 (base85), draft-msporny-base58.
"""

import base64
from collections.abc import Iterator

from tracker.detection.indicators.pattern import Beside, Pattern

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def in_base64(data: bytes, encoding: tuple[str, ...] = ()) -> Iterator[Pattern]:
    """Yield the three alignments, in the standard and the URL-safe alphabet."""
    beside = Beside.NOTHING if encoding else Beside.BASE64
    for skipped, shift in enumerate((0, 2, 3)):
        shape = base64.b64encode(bytes(skipped) + data).rstrip(b"=")
        kept = shape[shift : -1 if (skipped + len(data)) % 3 else None]
        forms = (kept, kept.translate(URL_SAFE), kept.translate(_YUI))
        for form in dict.fromkeys(forms):
            yield Pattern(form, ("base64", *encoding), is_exact=True, beside=beside, shift=shift, inner=data)
        quoted = kept.replace(b"+", b"%2b").replace(b"/", b"%2f")
        if quoted != kept:
            for form in (quoted, quoted.replace(b"%2b", b"%2B").replace(b"%2f", b"%2F")):
                yield Pattern(form, ("urlencode", "base64", *encoding), is_exact=True, beside=Beside.NOTHING)


URL_SAFE = bytes.maketrans(b"+/", b"-_")
_YUI = bytes.maketrans(b"+/", b"._")  # the Y64 alphabet


def in_base32(data: bytes, encoding: tuple[str, ...] = ()) -> Iterator[Pattern]:
    """Yield the five alignments."""
    for skipped in range(5):
        shape = base64.b32encode(bytes(skipped) + data).rstrip(b"=")
        first = -(-skipped * 8 // 5)
        spare = (skipped + len(data)) * 8 % 5
        kept = shape[first : -1 if spare else None]
        for form in (kept, kept.translate(_BASE32HEX)):
            yield Pattern(form, ("base32", *encoding), beside=Beside.NOTHING)


_BASE32HEX = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789ABCDEFGHIJKLMNOPQRSTUV")


def in_hex(data: bytes, encoding: tuple[str, ...] = ()) -> Iterator[Pattern]:
    """Yield hexadecimal digits, close together and with the usual separators."""
    yield Pattern(data.hex().encode(), ("hex", *encoding), beside=Beside.NOTHING if encoding else Beside.HEX)
    for separator in _SEPARATORS:
        spaced = data.hex(",").replace(",", separator).encode()
        yield Pattern(spaced, ("hex", *encoding), beside=Beside.NOTHING)


_SEPARATORS = (" ", ":", "-", ",", "\\x", "0x", " 0x", ",0x", ", 0x")


def in_numbers(data: bytes) -> Iterator[Pattern]:
    """Yield the bytes as decimal numbers, as a list of bytes is written in JSON, and as binary digits."""
    for separator in (",", ", ", " ", "-"):
        yield Pattern(separator.join(map(str, data)).encode(), ("decimal",))
    for separator in ("", " "):
        yield Pattern(separator.join(f"{byte:08b}" for byte in data).encode(), ("binary",))


def in_base85(data: bytes) -> Iterator[Pattern]:
    """Yield the four alignments in the alphabets of RFC 1924, Adobe's ASCII85 and ZeroMQ's Z85: whole groups only."""
    for skipped in range(4):
        whole = data[skipped : skipped + (len(data) - skipped) // 4 * 4]
        if len(whole) >= _SHORTEST_BASE85:
            groups = base64.b85encode(whole)
            for form in (groups, base64.a85encode(whole), groups.translate(_Z85)):
                yield Pattern(form, ("base85",), is_exact=True, beside=Beside.NOTHING)


_SHORTEST_BASE85 = 8
_Z85 = bytes.maketrans(
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~",
    b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#",
)


def in_base58(data: bytes, encoding: tuple[str, ...] = ()) -> Iterator[Pattern]:
    """Yield Bitcoin's base58: one number, so that it is found when the data is all that was encoded."""
    yield Pattern(base58(data), ("base58", *encoding), is_exact=True, beside=Beside.NOTHING)


def base58(data: bytes) -> bytes:
    """Return the digits of the data, read as one number."""
    number, digits = int.from_bytes(data), ""
    while number:
        number, digit = divmod(number, 58)
        digits = _BASE58[digit] + digits
    return digits.encode()
