"""A text in every dress: the byte strings to look for, and how to tell what stands beside them.

`base64` and `base32` take three and five shapes inside a longer text, one for each alignment; only the characters that
depend on the text alone are looked for. The 62-letter substitution was seen in the wild by Senol et al., "Leaky Forms"
(USENIX Security 2022).
"""

import base64
import codecs
import html
from collections.abc import Callable, Iterator
from enum import Enum
from typing import NamedTuple
from urllib.parse import quote, quote_plus

_LIKE_BROWSERS = "!'()*~"  # what encodeURIComponent leaves alone, beside letters, digits and -_.
_SUBSTITUTED = str.maketrans(
    "kibp8A4EWRMKHa7gvyz1dOPt6UI5xYD3nqhVwZBXfCcFeJmrLN20lS9QGsjTuo",
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
)
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


class Beside(Enum):
    """How the neighbours of a match are read, to tell whether a word goes on."""

    TEXT = "text"
    HEX = "hex"
    BASE64 = "base64"
    NOTHING = "nothing"  # cannot be read, or need not be


class Pattern(NamedTuple):
    """Bytes to look for. `is_exact`: upper and lower case differ. `shift`: how many characters before them the last
    group of base64 begins. `inner`: what they encode, where that helps to read the neighbours.
    """

    data: bytes
    encoding: tuple[str, ...]
    is_exact: bool = False
    beside: Beside = Beside.TEXT
    shift: int = 0
    inner: bytes = b""

    def __repr__(self) -> str:
        return f"Pattern({self.encoding!r})"


def plain(text: str) -> Iterator[Pattern]:
    """Yield the text itself, as UTF-8 and, where it differs, as Latin-1; and a plus that was read as a space."""
    yield Pattern(_utf8(text), ())
    if not text.isascii():
        yield Pattern(text.encode("latin-1", "ignore"), ())
    if "+" in text.strip("+"):
        yield Pattern(_utf8(text.replace("+", " ")), ())


def percent(text: str) -> Iterator[Pattern]:
    """Yield percent-encoded forms, once and twice; upper and lower hex digits are the same to the search."""
    forms = (quote(text, safe=_LIKE_BROWSERS), quote(text, safe=""), quote_plus(text), quote(text, safe="@"))
    for form in dict.fromkeys(forms):
        if form != text:
            yield Pattern(form.encode(), ("urlencode",))
            yield Pattern(quote(form, safe="").encode(), ("urlencode", "urlencode"))
    yield Pattern("".join(f"%{byte:02x}" for byte in _utf8(text)).encode(), ("urlencode",))
    if not text.isascii():
        yield Pattern(quote(text, safe="", encoding="latin-1", errors="ignore").encode(), ("urlencode",))


def escaped(text: str) -> Iterator[Pattern]:
    """Yield JSON's and HTML's escapes."""
    units = text.encode("utf-16-be")
    pairs = [int.from_bytes(units[start : start + 2]) for start in range(0, len(units), 2)]
    yield Pattern("".join(f"\\u{unit:04x}" for unit in pairs).encode(), ("json",))
    special = "".join(chr(unit) if chr(unit).isalnum() and unit < 128 else f"\\u{unit:04x}" for unit in pairs)
    accents = "".join(chr(unit) if unit < 128 else f"\\u{unit:04x}" for unit in pairs)
    for form in (special, accents, text.replace("/", "\\/"), text.replace('"', '\\"').replace("\n", "\\n")):
        yield Pattern(_utf8(form), ("json",))
    named = html.escape(text)
    decimal = "".join(c if c.isalnum() and c.isascii() else f"&#{ord(c)};" for c in text)
    hexadecimal = "".join(c if c.isalnum() and c.isascii() else f"&#x{ord(c):x};" for c in text)
    for form in (named, decimal, hexadecimal, named.replace("&#x27;", "&#39;"), text.replace("@", "&commat;")):
        yield Pattern(_utf8(form), ("html",))


def mirrored(text: str) -> Iterator[Pattern]:
    """Yield the text backwards, and its letters moved by thirteen."""
    yield Pattern(_utf8(text[::-1]), ("reversed",))
    yield Pattern(_utf8(codecs.encode(text, "rot13")), ("rot13",))


def in_base64(data: bytes, encoding: tuple[str, ...] = ()) -> Iterator[Pattern]:
    """Yield the three alignments, in the standard and the URL-safe alphabet."""
    beside = Beside.NOTHING if encoding else Beside.BASE64
    for skipped, shift in enumerate((0, 2, 3)):
        shape = base64.b64encode(bytes(skipped) + data).rstrip(b"=")
        kept = shape[shift : -1 if (skipped + len(data)) % 3 else None]
        for form in dict.fromkeys((kept, kept.translate(_URL_SAFE))):
            yield Pattern(form, ("base64", *encoding), is_exact=True, beside=beside, shift=shift, inner=data)


_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def in_base32(data: bytes, encoding: tuple[str, ...] = ()) -> Iterator[Pattern]:
    """Yield the five alignments."""
    for skipped in range(5):
        shape = base64.b32encode(bytes(skipped) + data).rstrip(b"=")
        first = -(-skipped * 8 // 5)
        spare = (skipped + len(data)) * 8 % 5
        yield Pattern(shape[first : -1 if spare else None], ("base32", *encoding), beside=Beside.NOTHING)


def in_hex(data: bytes, encoding: tuple[str, ...] = ()) -> Iterator[Pattern]:
    """Yield hexadecimal digits, close together and with the usual separators."""
    yield Pattern(data.hex().encode(), ("hex", *encoding), beside=Beside.NOTHING if encoding else Beside.HEX)
    for separator in (" ", ":", "-"):
        yield Pattern(data.hex(separator).encode(), ("hex", *encoding), beside=Beside.NOTHING)
    yield Pattern(data.hex(",").replace(",", "\\x").encode(), ("hex", *encoding), beside=Beside.NOTHING)


def in_base58(data: bytes, encoding: tuple[str, ...] = ()) -> Iterator[Pattern]:
    """Yield Bitcoin's base58: one number, so that it is found when the data is all that was encoded."""
    yield Pattern(_base58(data), ("base58", *encoding), is_exact=True, beside=Beside.NOTHING)


def _base58(data: bytes) -> bytes:
    number, digits = int.from_bytes(data), ""
    while number:
        number, digit = divmod(number, 58)
        digits = _BASE58[digit] + digits
    return digits.encode()


def substituted(text: str, encoding: tuple[str, ...] = ()) -> Iterator[Pattern]:
    """Yield the text in a 62-letter substitution alphabet."""
    yield Pattern(_utf8(text.translate(_SUBSTITUTED)), ("substitution", *encoding), is_exact=True)


_STACKED: tuple[Callable[..., Iterator[Pattern]], ...] = (in_base64, in_hex, in_base32)


def encoded(text: str) -> Iterator[Pattern]:
    """Yield every dress of a text that proves something by itself, with stacks of two. Not the text itself."""
    data = _utf8(text)
    yield from percent(text)
    yield from escaped(text)
    yield from mirrored(text)
    for dress in (in_base64, in_hex, in_base32, in_base58):
        yield from dress(data)
    yield from substituted(text)
    inner = (
        ("base64", base64.b64encode(data)),
        ("base64", base64.urlsafe_b64encode(data).rstrip(b"=")),
        ("urlencode", quote(text, safe=_LIKE_BROWSERS).encode()),
        ("hex", data.hex().encode()),
        ("reversed", _utf8(text[::-1])),
        ("substitution", _utf8(text.translate(_SUBSTITUTED))),
    )
    for name, form in inner:
        for dress in _STACKED:
            yield from dress(form, (name,))


_DIGITS = Pattern(b"", (), beside=Beside.NOTHING)
_BASE64 = Pattern(b"", ("base64",), is_exact=True, beside=Beside.NOTHING)
_BYTES = Pattern(b"", ("bytes",), is_exact=True, beside=Beside.NOTHING)
_HEX = Pattern(b"", ("hex",), beside=Beside.NOTHING)
_REVERSED = Pattern(b"", ("reversed",), beside=Beside.NOTHING)
_BASE32 = Pattern(b"", ("base32",), beside=Beside.NOTHING)
_SUBSTITUTION = Pattern(b"", ("substitution",), is_exact=True, beside=Beside.NOTHING)
_BASE58_DIGITS = Pattern(b"", ("base58",), is_exact=True, beside=Beside.NOTHING)


def digest_forms(digest: bytes, *, is_usual: bool) -> Iterator[tuple[bytes, Pattern]]:
    """Yield the ways to write a digest: hexadecimal (which its encoding does not name) and base64; a usual hash's in
    rarer dresses too. None needs boundaries: nothing looks like a digest by chance.
    """
    digits = digest.hex()
    yield digits.encode(), _DIGITS
    shape = base64.b64encode(digest).rstrip(b"=")
    yield shape, _BASE64
    if b"+" in shape or b"/" in shape:
        yield shape.translate(_URL_SAFE), _BASE64
    if is_usual:
        yield digest, _BYTES
        yield digits.encode().hex().encode(), _HEX
        yield digits[::-1].encode(), _REVERSED
        yield base64.b32encode(digits.encode()).rstrip(b"=").lower(), _BASE32
        yield digits.translate(_SUBSTITUTED).encode(), _SUBSTITUTION
        yield _base58(digits.encode()), _BASE58_DIGITS


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
