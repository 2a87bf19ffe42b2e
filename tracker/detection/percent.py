"""Percent-encoding, as browsers write and servers read it.

Source: WHATWG URL, sections 1.3 and 5 (https://url.spec.whatwg.org). Malformed escapes stay as they are. `%u00e9` is
what JavaScript's old `escape` writes (ECMA-262, annex B.2.1.1).
"""

import re

_ESCAPE = re.compile(rb"%(?:u([0-9A-Fa-f]{4})|([0-9A-Fa-f]{2}))")
_MAX_MALFORMED = 4096  # escapes that are looked at one by one


def percent_decoded(text: str, charset: str = "cp1252") -> str:
    """Return the text with its escapes undone. `charset` is how escapes read that are no UTF-8. Never raises."""
    if "%" not in text:
        return text
    data = _unescaped(text.encode("utf-8", "surrogatepass"))
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode(charset, "replace")


def form_decoded(text: str, charset: str = "cp1252") -> str:
    """The same, and plus signs are spaces: names and values of queries and forms."""
    if "+" in text:
        text = text.replace("+", " ")
    return percent_decoded(text, charset) if "%" in text else text


def _unescaped(data: bytes) -> bytes:
    """Python has a reader of such escapes in C, many times quicker than a loop over the pieces."""
    try:
        return data.replace(b"\\", b"\\\\").replace(b"%", b"\\x").decode("unicode_escape").encode("latin-1")
    except UnicodeError:
        return _ESCAPE.sub(_one, data, count=_MAX_MALFORMED)


def _one(match: re.Match[bytes]) -> bytes:
    wide, narrow = match.groups()
    if narrow is not None:
        return bytes.fromhex(narrow.decode())
    return chr(int(wide, 16)).encode("utf-8", "replace")
