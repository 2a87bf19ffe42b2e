"""Bodies as text: whatever charset they are in and whatever they say of it.

Labels: WHATWG Encoding, section 4.2 (https://encoding.spec.whatwg.org). Only charsets are looked up: Python knows
codecs by name that are none, some of them slow on purpose-made input.
"""

import codecs
import re

_CHARSET = re.compile(
    r"utf-?16(?:-?[lb]e)?|utf-?32(?:-?[lb]e)?|utf-?7|utf-?8|us-ascii|ascii|iso-?8859-?\d{1,2}|latin-?1|l1"
    r"|(?:windows|cp)-?\d{3,4}|koi8-?[ru]|shift[_-]jis|euc-?(?:jp|kr)|iso-?2022-?jp|gb(?:k|2312|18030)|big5|macintosh"
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FALLBACK = "cp1252"


def charset_of(label: str) -> str | None:
    """Return the charset of that name, or None where there is none."""
    name = label.strip("\"' ").lower()
    if not _CHARSET.fullmatch(name):
        return None
    name = name.replace("windows-", "cp").replace("macintosh", "mac-roman")
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return name


def text_of(data: bytes, label: str = "") -> str | None:
    """Return a body's text, or None when it is none. UTF-8 before anything that is declared; never raises."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    charset = charset_of(label) if label else None
    if charset is not None and charset.startswith(("utf-16", "utf16", "utf-32", "utf32", "utf-7", "utf7")):
        return _decoded(data, charset)
    if _looks_like_utf16(data):
        return _decoded(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None if is_binary(data) else data.decode(charset or _FALLBACK, "replace")
    return None if is_binary(data) else text


def is_binary(data: bytes) -> bool:
    """Whether data has more control characters than text has. A few are let through: people paste anything."""
    sample = data[:4096]
    return len(_CONTROL.findall(sample)) > 1 + len(sample) // 20


def _looks_like_utf16(data: bytes) -> bool:
    """ASCII in UTF-16: every other byte is zero. Of such text are JSON and forms made."""
    sample = data[:64]
    zeros = sample[1::2].count(0), sample[::2].count(0)
    return len(sample) >= 8 and (zeros in ((len(sample) // 2, 0), (0, (len(sample) + 1) // 2)))


def _decoded(data: bytes, charset: str) -> str:
    return data.decode(charset, "replace")
