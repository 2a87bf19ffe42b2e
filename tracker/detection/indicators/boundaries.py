"""Whether a match stands by itself, or is a part of a longer word, number or address.

A text within a text is nobody's: `petit` in `petits`, `75001` in `9175001447`, `marie@mail.test` in
`annemarie@mail.test`.
"""

import base64
import binascii
import re
from typing import NamedTuple

from tracker.detection.indicators.pattern import Beside, Pattern

_ESCAPE = rb"(?:%(?:25)*([0-9a-f]{2})|[\\%]u([0-9a-f]{4})|\\x([0-9a-f]{2})|&#x([0-9a-f]{1,5});)"
_ESCAPE_BEFORE = re.compile(_ESCAPE + rb"\Z", re.IGNORECASE)
_ESCAPE_AFTER = re.compile(_ESCAPE, re.IGNORECASE)
_CONTROL_BEFORE = re.compile(rb"\\[abfnrtv]\Z")
_NEXT_ADDRESS = re.compile(rb"[0-9A-Za-z][0-9A-Za-z.+_-]*@")  # typed right behind, as key loggers see it
_EXOTIC = "\u0100"  # what is beyond Latin-1
_REACH = 64  # bytes to either side that are looked at
_NOT_BASE64 = re.compile(rb"[^0-9A-Za-z+/]")
_STANDARD = bytes.maketrans(b"-_", b"+/")


class Around(NamedTuple):
    """The bytes before and after a match."""

    before: bytes
    after: bytes


def stands_alone(data: bytes, start: int, end: int, pattern: Pattern, *, is_address: bool) -> bool:
    """Return whether the match at that place of the data is a whole word, number or address."""
    around = _around(data, start, end, pattern)
    if around is None:
        return True
    text = pattern.inner or pattern.data
    before, after = _last(around.before), _first(around.after)
    if is_address and _NEXT_ADDRESS.match(around.after):
        return not before.isalnum()
    if is_address and ((before and before in "._-") or _is_longer_domain(around.after)):
        return False
    joined_before = before.isalnum() and text[:1].isalnum() and not _is_length(around.before, end - start)
    return not (joined_before or (after.isalnum() and text[-1:].isalnum() and not _is_time(text, after)))


def _around(data: bytes, start: int, end: int, pattern: Pattern) -> Around | None:
    """Return what stands beside a match, decoded as the match itself is; None where that does not matter."""
    if pattern.beside is Beside.NOTHING:
        return None
    if pattern.beside is Beside.BASE64:
        return _in_base64(data, start - pattern.shift, pattern.inner)
    before, after = data[max(start - _REACH, 0) : start], data[end : end + _REACH]
    if pattern.beside is Beside.HEX:
        return Around(_unhexed(before[-2:]), _unhexed(after[:2]))
    if pattern.beside is not Beside.TEXT:
        return Around(_narrowed(before[-2:], pattern.beside.value), _narrowed(after[:4], pattern.beside.value))
    return Around(before, after)


def _in_base64(data: bytes, start: int, inner: bytes) -> Around | None:
    """Decode the groups of four around the match; `start` is where a group begins."""
    begin = start - 4 if start >= 4 and not _NOT_BASE64.search(data[start - 4 : start].translate(_STANDARD)) else start
    run = data[max(begin, 0) :].translate(_STANDARD)
    stop = _NOT_BASE64.search(run)
    run = run[: stop.start()] if stop else run
    try:
        text = base64.b64decode(run + b"=" * (-len(run) % 4))
    except binascii.Error:
        return None
    at = text.find(inner)
    return Around(text[:at], text[at + len(inner) :]) if at >= 0 else None


def _narrowed(units: bytes, charset: str) -> bytes:
    """UTF-16 as UTF-8; without the letters that a length or a type before a text is easily taken for."""
    return "".join(unit if unit < _EXOTIC else " " for unit in units.decode(charset, "ignore")).encode()


def _unhexed(digits: bytes) -> bytes:
    try:
        return bytes.fromhex(digits.decode("ascii", "replace"))
    except ValueError:
        return b""


def _last(before: bytes) -> str:
    """The character before a match; empty for none, for a control character, and for what is no text."""
    if _CONTROL_BEFORE.search(before):
        return ""
    if found := _ESCAPE_BEFORE.search(before):
        return _escaped(found)
    return before.decode("utf-8", "ignore")[-1:]


def _first(after: bytes) -> str:
    if found := _ESCAPE_AFTER.match(after):
        return _escaped(found)
    return after.decode("utf-8", "ignore")[:1]


def _escaped(found: re.Match[bytes]) -> str:
    return chr(int(found[1] or found[2] or found[3] or found[4], 16))


def _is_longer_domain(after: bytes) -> bool:
    """`marie@mail.test` goes on as `marie@mail.test.example`: somebody else's."""
    return after[:1] in (b".", b"-") and after[1:2].isalnum()


def _is_length(before: bytes, length: int) -> bool:
    """Protocol Buffers put a text's length right before it, which may look like a letter."""
    return before[-1:] == bytes([length & 0xFF]) and before[-2:-1] < b" "


def _is_time(text: bytes, after: str) -> bool:
    """A date of birth goes on with a time: `1990-01-02T00:00`."""
    return after in "Tt" and text[-1:].isdigit() and text[:4].isdigit() and text[4:5] == b"-"
