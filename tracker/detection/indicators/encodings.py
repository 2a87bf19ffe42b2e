"""A text in every dress: the byte strings to look for, and how to tell what stands beside them.

The 62-letter substitution was seen in the wild by Senol et al., "Leaky Forms" (USENIX Security 2022).
"""

import base64
import codecs
import html
import zlib
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

from tracker.detection.indicators.alphabets import in_base32, in_base58, in_base64, in_base85, in_hex, in_numbers
from tracker.detection.indicators.pattern import Beside, Pattern

_LIKE_BROWSERS = "!'()*~"  # what encodeURIComponent leaves alone, beside letters, digits and -_.
_SUBSTITUTED = str.maketrans(
    "kibp8A4EWRMKHa7gvyz1dOPt6UI5xYD3nqhVwZBXfCcFeJmrLN20lS9QGsjTuo",
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
)


def plain(text: str) -> Iterator[Pattern]:
    """Yield the text itself, as UTF-8 and, where it differs, as Latin-1; and a plus that was read as a space."""
    yield Pattern(_utf8(text), ())
    if not text.isascii():
        yield Pattern(text.encode("latin-1", "ignore"), ())
    if "+" in text.strip("+"):
        yield Pattern(_utf8(text.replace("+", " ")), ())


def wide(text: str) -> Iterator[Pattern]:
    """Yield the text in UTF-16, as binary messages and files hold it."""
    for beside in (Beside.UTF_16_LE, Beside.UTF_16_BE):
        data = text.encode(beside.value, "surrogatepass")
        yield Pattern(data, (beside.value,), beside=beside, inner=_utf8(text))


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
    units = text.encode("utf-16-be", "surrogatepass")
    pairs = [int.from_bytes(units[start : start + 2]) for start in range(0, len(units), 2)]
    for mark in ("\\u{:04x}", "\\x{:02x}", "\\u{{{:x}}}", "%u{:04x}"):
        special = "".join(chr(unit) if _is_plain(unit) else mark.format(unit) for unit in pairs)
        yield Pattern(_utf8(special), ("json",))
    yield Pattern("".join(f"\\u{unit:04x}" for unit in pairs).encode(), ("json",))
    accents = "".join(chr(unit) if unit < 128 else f"\\u{unit:04x}" for unit in pairs)
    for form in (accents, text.replace("/", "\\/"), text.replace('"', '\\"').replace("\n", "\\n")):
        yield Pattern(_utf8(form), ("json",))
    named = html.escape(text)
    forms = [named, named.replace("&#x27;", "&#39;"), text.replace("@", "&commat;")]
    for mark in ("&#{};", "&#x{:x};"):
        forms.append("".join(c if _is_plain(ord(c)) else mark.format(ord(c)) for c in text))
        forms.append("".join(mark.format(ord(c)) for c in text))
    for form in forms:
        yield Pattern(_utf8(form), ("html",))


def _is_plain(unit: int) -> bool:
    return unit < 128 and chr(unit).isalnum()


def mirrored(text: str) -> Iterator[Pattern]:
    """Yield the text backwards, and its letters and signs moved by half of their number. None of a short word: another
    word may read so.
    """
    if len(text) >= _SHORTEST_MIRRORED:
        yield Pattern(_utf8(text[::-1]), ("reversed",))
        yield Pattern(_utf8(codecs.encode(text, "rot13")), ("rot13",))
        yield Pattern(_utf8(text.translate(_ROT47)), ("rot47",), is_exact=True, beside=Beside.NOTHING)


_SHORTEST_MIRRORED = 8
_ROT47 = {code: 33 + (code - 33 + 47) % 94 for code in range(33, 127)}


def substituted(text: str, encoding: tuple[str, ...] = ()) -> Iterator[Pattern]:
    """Yield the text in a 62-letter substitution alphabet."""
    yield Pattern(substitution(text), ("substitution", *encoding), is_exact=True)


def substitution(text: str) -> bytes:
    """Return the text in that alphabet."""
    return _utf8(text.translate(_SUBSTITUTED))


def encoded(text: str) -> Iterator[Pattern]:
    """Yield every usual dress of a text that proves something by itself, with stacks of two. Not the text itself."""
    data = _utf8(text)
    yield from percent(text)
    yield from escaped(text)
    yield from mirrored(text)
    yield from wide(text)
    for dress in (in_base64, in_hex, in_base32, in_base58):
        yield from dress(data)
    yield from substituted(text)
    inner = (
        ("base64", base64.b64encode(data)),
        ("base64", base64.urlsafe_b64encode(data).rstrip(b"=")),
        ("urlencode", quote(text, safe=_LIKE_BROWSERS).encode()),
        ("hex", data.hex().encode()),
        ("reversed", _utf8(text[::-1])),
        ("substitution", substitution(text)),
    )
    for name, form in inner:
        yield from in_base64(form, (name,))


def rarely_encoded(text: str) -> Iterator[Pattern]:
    """Yield the rarer dresses, and the stacks of them; for the most usual spellings of a value."""
    data = _utf8(text)
    yield from in_base85(data)
    yield from in_numbers(data)
    inner = [
        ("base64", base64.b64encode(data)),
        ("base64", base64.urlsafe_b64encode(data).rstrip(b"=")),
        ("urlencode", quote(text, safe=_LIKE_BROWSERS).encode()),
        ("hex", data.hex().encode()),
        ("reversed", _utf8(text[::-1])),
        ("rot13", _utf8(codecs.encode(text, "rot13"))),
        ("substitution", substitution(text)),
        ("utf-16-le", text.encode("utf-16-le", "surrogatepass")),
    ]
    for name, form in inner:
        for dress in (in_hex, in_base32):
            yield from dress(form, (name,))
    for name, form in inner[5:]:
        yield from in_base64(form, (name,))
    for name, form in inner[:4]:
        if form == data:  # nothing in it needs percent-encoding: its mirror image has neighbours that count
            continue
        yield Pattern(form[::-1], ("reversed", name), is_exact=name == "base64", beside=Beside.NOTHING)
        yield from substituted(form.decode(), (name,))
    for packed in dict.fromkeys(zlib.compress(data, level, wbits=-15) for level in (1, 6, 9)):
        yield Pattern(packed, ("deflate",), is_exact=True, beside=Beside.NOTHING)
        yield from in_base64(packed, ("deflate",))
        yield from in_hex(packed, ("deflate",))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
