"""What Base64 within a cookie holds, where that can be read: a text, or a message of Protocol Buffers.

Sources: RFC 4648; https://protobuf.dev/programming-guides/encoding. Many a cookie looks drawn at random and is no more
than a page's address, a list of words or the moments of visits.

>>> held_in("aHR0cHM6Ly93d3cuc2hvcC50ZXN0Lw")
Held(text='https://www.shop.test/', chance=0.0)
>>> held_in("KBj6rbe8wQ1zVn4x") is None
True
"""

from binascii import a2b_base64
from typing import NamedTuple

from tracker.detection.detectors.numbers import is_moment

_SHORTEST = 12  # characters: what is shorter may read as text by accident
_LONGEST_CHARACTER = 4  # bytes of UTF-8
_FIRST = frozenset("CDEFGHIJKLMNOPQRSTUVWXYZabcdef")  # of what begins with a low field's number, or a printed character
_VARINT, _FIXED_64, _BYTES, _FIXED_32 = 0, 1, 2, 5
_KINDS = frozenset((_VARINT, _FIXED_64, _BYTES, _FIXED_32))
_HIGHEST_FIELD = 1 << 11
_MOST_LEAVES = 100
_DEEPEST = 6
_SMALL = 100_000  # a number below counts or orders something
_OF_DIGIT, _OF_BYTE = 3.32, 8.0  # bits


class Held(NamedTuple):
    """What Base64 holds: its text (a message's leaves, joined by `|`), and the chance in numbers and bytes, bits."""

    text: str
    chance: float


class _NoMessageError(ValueError):
    pass


def held_in(part: str) -> Held | None:
    """Return what a part in Base64 holds; None where nobody can read it."""
    if not _may_hold(part):
        return None
    part = part.rstrip("=")
    data = _unpacked(part if len(part) % 4 != 1 else part[:-1])  # one too many: it was cut off
    if (text := _as_text(data)) is not None:
        return Held(text, 0.0)
    try:
        leaves = _leaves(data, 0, [])
    except _NoMessageError:
        return None
    return Held("|".join(map(_shown, leaves)), sum(map(_chance, leaves))) if leaves else None


def _may_hold(part: str) -> bool:
    """Whether a part may be Base64 of something that can be read: a quick look at how it begins, which most that is
    drawn at random fails.
    """
    if len(part) < _SHORTEST or part[0] not in _FIRST or part.islower() or part.isupper():
        return False
    head = _unpacked(part[:_SHORTEST])
    if head.isascii():
        return True
    return _may_begin_message(head, len(part)) or _may_begin_text(head)


def _may_begin_message(head: bytes, most: int) -> bool:
    kind = head[0] & 7
    return kind in _KINDS and (kind != _BYTES or head[1] < most)


def _may_begin_text(head: bytes) -> bool:
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return len(head) - error.start < _LONGEST_CHARACTER
    return True


def _unpacked(part: str) -> bytes:
    if "-" in part or "_" in part:
        part = part.replace("-", "+").replace("_", "/")
    try:
        return a2b_base64(part + "=" * (-len(part) % 4))
    except ValueError:
        return b""


def _as_text(data: bytes) -> str | None:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return text if text and (text.isprintable() or " ".join(text.split()).isprintable()) else None


type _Leaf = str | int | bytes


def _leaves(data: bytes, depth: int, found: list[_Leaf]) -> list[_Leaf]:
    at = 0
    while at < len(data):
        if len(found) >= _MOST_LEAVES:
            raise _NoMessageError
        tag, at = _varint(data, at)
        kind = tag & 7
        if not 0 < tag >> 3 < _HIGHEST_FIELD:
            raise _NoMessageError
        if kind == _VARINT:
            number, at = _varint(data, at)
            found.append(number)
            continue
        size, at = _varint(data, at) if kind == _BYTES else (_size_of(kind), at)
        value, at = data[at : at + size], at + size
        if at > len(data):
            raise _NoMessageError
        if kind == _BYTES:
            _add_within(value, depth, found)
        else:
            found.append(int.from_bytes(value, "little"))
    return found


def _size_of(kind: int) -> int:
    if kind == _FIXED_64:
        return 8
    if kind == _FIXED_32:
        return 4
    raise _NoMessageError


def _varint(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    for byte in data[at : at + 10]:
        number |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return number, at
    raise _NoMessageError


def _add_within(value: bytes, depth: int, found: list[_Leaf]) -> None:
    """Add what is a text, a message or bytes: nothing in it tells which."""
    if not value:
        return
    text = None if value[:1] == b"\n" else _as_text(value)
    if text is None and depth < _DEEPEST:
        try:
            found += _leaves(value, depth + 1, [])
        except _NoMessageError:
            pass
        else:
            return
    found.append(value if text is None else text)


def _shown(leaf: _Leaf) -> str:
    if isinstance(leaf, bytes):
        return leaf.hex()
    return leaf if isinstance(leaf, str) else str(leaf)


def _chance(leaf: _Leaf) -> float:
    """Return the bits of a number or of bytes; none for small numbers and moments. Text is judged as any other."""
    if isinstance(leaf, str):
        return 0.0
    if isinstance(leaf, bytes):
        is_drawn = len(leaf) != 8 or not is_moment(str(int.from_bytes(leaf)))
        return _OF_BYTE * len(leaf) if is_drawn else 0.0
    digits = str(leaf)
    return 0.0 if leaf < _SMALL or is_moment(digits) else _OF_DIGIT * len(digits)
