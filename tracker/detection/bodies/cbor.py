"""CBOR into a document. Source: RFC 8949."""

import struct
from typing import Any

from tracker.detection.bodies.cursor import Cursor, NotThatFormatError, key_of

_UNSIGNED, _NEGATIVE, _BYTES, _TEXT, _LIST, _MAP, _TAG = range(7)
_BREAK = 0xFF
_INDEFINITE = 31
_SIMPLE: dict[int, Any] = {20: False, 21: True, 22: None, 23: None}
_FLOATS = {25: ">e", 26: ">f", 27: ">d"}


class _Break(Exception):  # noqa: N818 - not an error: a container without a length ends
    pass


def cbor_document(data: bytes) -> dict[str, Any] | list[Any] | None:
    """Return the map or list in a body, or None when it is something else."""
    cursor = Cursor(data)
    try:
        found = _value(cursor, 0)
    except (NotThatFormatError, UnicodeDecodeError, _Break):
        return None
    return found if cursor.is_done and isinstance(found, dict | list) else None


def _value(cursor: Cursor, depth: int) -> Any:
    cursor.count(depth)
    mark = cursor.number(1)
    if mark == _BREAK:
        raise _Break
    kind, detail = mark >> 5, mark & 31
    if kind > _TAG:
        return _simple(cursor, detail)
    if detail == _INDEFINITE and kind in (_BYTES, _TEXT, _LIST, _MAP):
        return _endless(cursor, kind, depth)
    return _sized(cursor, kind, _size(cursor, detail), depth)


def _size(cursor: Cursor, detail: int) -> int:
    if detail < 24:
        return detail
    if detail > 27:
        raise NotThatFormatError
    return cursor.number(1 << (detail - 24))


def _sized(cursor: Cursor, kind: int, size: int, depth: int) -> Any:
    if kind == _UNSIGNED:
        return size
    if kind == _NEGATIVE:
        return -1 - size
    if kind == _BYTES:
        return cursor.shown(size)
    if kind == _TEXT:
        return cursor.take(size).decode()
    return _container(cursor, kind, size, depth + 1)


def _container(cursor: Cursor, kind: int, size: int, depth: int) -> Any:
    if kind == _LIST:
        return [_value(cursor, depth) for _ in range(size)]
    if kind == _MAP:
        return {key_of(_value(cursor, depth)): _value(cursor, depth) for _ in range(size)}
    return _value(cursor, depth)  # what is tagged


def _endless(cursor: Cursor, kind: int, depth: int) -> Any:
    items = []
    try:
        while True:
            items.append(_value(cursor, depth + 1))
    except _Break:
        pass
    if kind == _LIST:
        return items
    if kind == _MAP:
        return {key_of(key): value for key, value in zip(items[::2], items[1::2], strict=False)}
    return "".join(map(key_of, items))


def _simple(cursor: Cursor, detail: int) -> Any:
    if detail in _FLOATS:
        return struct.unpack(_FLOATS[detail], cursor.take(1 << (detail - 24)))[0]
    if detail not in _SIMPLE:
        raise NotThatFormatError
    return _SIMPLE[detail]
