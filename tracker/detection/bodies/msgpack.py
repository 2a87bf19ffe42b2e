"""MessagePack into a document. Source: https://github.com/msgpack/msgpack/blob/master/spec.md."""

import struct
from typing import Any

from tracker.detection.bodies.cursor import Cursor, NotThatFormatError, key_of

_SIGNED = {0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8}
_UNSIGNED = {0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8}
_TEXT = {0xD9: 1, 0xDA: 2, 0xDB: 4}
_BINARY = {0xC4: 1, 0xC5: 2, 0xC6: 4}
_EXTENSION = {0xC7: 1, 0xC8: 2, 0xC9: 4}
_FIXED_EXTENSION = {0xD4: 1, 0xD5: 2, 0xD6: 4, 0xD7: 8, 0xD8: 16}
_LIST, _MAP = {0xDC: 2, 0xDD: 4}, {0xDE: 2, 0xDF: 4}
_CONSTANTS: dict[int, Any] = {0xC0: None, 0xC2: False, 0xC3: True}


def msgpack_document(data: bytes) -> dict[str, Any] | list[Any] | None:
    """Return the map or list in a body, or None when it is something else."""
    cursor = Cursor(data)
    try:
        found = _value(cursor, 0)
    except (NotThatFormatError, UnicodeDecodeError):
        return None
    return found if cursor.is_done and isinstance(found, dict | list) else None


def _value(cursor: Cursor, depth: int) -> Any:
    cursor.count(depth)
    mark = cursor.number(1)
    if mark < 0x80:
        return mark
    if mark >= 0xE0:
        return mark - 0x100
    if mark < 0x90:
        return _map(cursor, mark & 0x0F, depth)
    if mark < 0xA0:
        return [_value(cursor, depth + 1) for _ in range(mark & 0x0F)]
    if mark < 0xC0:
        return cursor.take(mark & 0x1F).decode()
    return _CONSTANTS[mark] if mark in _CONSTANTS else _sized(cursor, mark, depth)


def _sized(cursor: Cursor, mark: int, depth: int) -> Any:
    if size := _UNSIGNED.get(mark) or _SIGNED.get(mark):
        return int.from_bytes(cursor.take(size), signed=mark in _SIGNED)
    if size := _TEXT.get(mark):
        return cursor.take(cursor.number(size)).decode()
    if size := _BINARY.get(mark):
        return cursor.shown(cursor.number(size))
    if size := _LIST.get(mark):
        return [_value(cursor, depth + 1) for _ in range(cursor.number(size))]
    if size := _MAP.get(mark):
        return _map(cursor, cursor.number(size), depth)
    return _other(cursor, mark)


def _other(cursor: Cursor, mark: int) -> Any:
    if mark == 0xCA:
        return struct.unpack(">f", cursor.take(4))[0]
    if mark == 0xCB:
        return struct.unpack(">d", cursor.take(8))[0]
    size = _FIXED_EXTENSION.get(mark) or (cursor.number(_EXTENSION[mark]) if mark in _EXTENSION else None)
    if size is None:
        raise NotThatFormatError
    cursor.take(1)  # the extension's type
    return cursor.shown(size)


def _map(cursor: Cursor, count: int, depth: int) -> dict[str, Any]:
    return {key_of(_value(cursor, depth + 1)): _value(cursor, depth + 1) for _ in range(count)}
