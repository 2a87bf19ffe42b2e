"""Protocol Buffers without their schema: a field is called after its number, a message within is read where it is one.

Sources: https://protobuf.dev/programming-guides/encoding; the five bytes before each message of gRPC-Web and Connect:
https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md, https://connectrpc.com/docs/protocol. What is text and
what a message within, the bytes alone do not tell: text is what can be shown as such. Groups, which are out of use, are
taken for a sign that the bytes are something else.
"""

import base64
import binascii
from typing import Any

from tracker.detection.bodies.cursor import Cursor, NotThatFormatError, printable

_VARINT, _FIXED_64, _BYTES, _FIXED_32 = 0, 1, 2, 5
_HIGHEST = 1 << 29  # field number
_LIKELY = 1024  # a field number of those that people choose
_FIRST_FIELD = b"\n"  # the tag of text or a message in the field 1
_HEAD = 5  # bytes: flags and length
_PACKED, _TRAILER = 1, 0x80
_LEAST_TEXT = 4  # characters
_TELLING = 10_000  # a number below says nothing without a name

type Message = dict[str, Any]


def protobuf_document(data: bytes) -> list[Message] | None:
    """Return the messages in a body, or None when it is something else, or holds no text at all."""
    for messages in (_framed(data), _framed(_unbase64(data)), [data]):
        try:
            found = [_message(Cursor(message), 0) for message in messages]
        except NotThatFormatError:
            continue
        if any(map(_has_text, found)):
            return found
    return None


def _unbase64(data: bytes) -> bytes:
    """`application/grpc-web-text` is base64."""
    try:
        return base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _framed(data: bytes) -> list[bytes]:
    """The messages in frames that fill the data; none where there are no such frames."""
    cursor, messages = Cursor(data), list[bytes]()
    try:
        while not cursor.is_done:
            cursor.count()
            flags, size = cursor.number(1), cursor.number(_HEAD - 1)
            message = cursor.take(size)
            if flags not in (0, _PACKED, _TRAILER, _TRAILER | _PACKED):
                return []
            if flags == _PACKED:
                message = cursor.inflated("gzip", message) or b""
            if not flags & _TRAILER:
                messages.append(message)
    except NotThatFormatError:
        return []
    return messages


def _message(cursor: Cursor, depth: int) -> Message:
    found: Message = {}
    while not cursor.is_done:
        cursor.count(depth)
        tag = _varint(cursor)
        number, kind = tag >> 3, tag & 7
        if not 0 < number < (_LIKELY if not depth else _HIGHEST):
            raise NotThatFormatError
        value = _value(cursor, kind, depth)
        name = str(number)
        if name not in found:
            found[name] = value
        elif isinstance(found[name], list):
            found[name].append(value)
        else:
            found[name] = [found[name], value]
    return found


def _varint(cursor: Cursor) -> int:
    number = 0
    for shift in range(0, 70, 7):
        byte = cursor.number(1)
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number
    raise NotThatFormatError


def _value(cursor: Cursor, kind: int, depth: int) -> str | int | Message:
    if kind == _VARINT:
        number = _varint(cursor)
        return number if number >= _TELLING else ""
    if kind == _BYTES:
        return _content(cursor, cursor.take(_varint(cursor)), depth)
    if kind not in (_FIXED_64, _FIXED_32):
        raise NotThatFormatError
    cursor.take(8 if kind == _FIXED_64 else 4)
    return ""


def _content(cursor: Cursor, data: bytes, depth: int) -> str | Message:
    text = printable(data)
    if text is not None and not data.startswith(_FIRST_FIELD):
        return text
    within = cursor.within(data)
    try:
        found = _message(within, depth + 1)
    except NotThatFormatError:
        found = {}
    cursor.back(within)
    cursor.count()
    return found or text or cursor.text(data)


def _has_text(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_has_text, value.values()))
    if isinstance(value, list):
        return any(map(_has_text, value))
    return isinstance(value, str) and len(value) >= _LEAST_TEXT
