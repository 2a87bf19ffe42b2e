"""Headers and cookies: where the values of one line stand. A line of which nothing is left goes."""

import base64

from tracker.detection.headers import of_header
from tracker.detection.naming import named
from tracker.rewriting.codecs import HEADER
from tracker.rewriting.slots import Row, Slot
from tracker.rewriting.splices import Codec
from tracker.traffic import Field


def line_slots(name: str, value: str, paths: set[str]) -> list[Slot]:
    """Return the slots of the wanted fields in one header other than `Cookie`."""
    fields = [field for field in of_header(name.lower(), value) if field.path in paths]
    if not fields:
        return []
    if fields[0].encoding:
        return [_of_basic(value, field) for field in fields]
    field = fields[0]
    start = value.find(field.value)
    whole = Row([(0, len(value))])
    return [Slot(field.path, (), field.value, start, start + len(field.value), HEADER, whole, blank=None)]


def _of_basic(value: str, field: Field) -> Slot:
    """A name or password of HTTP's own log-in (RFC 7617): both are in one piece of base64."""
    secret = value.strip().rpartition(" ")[2]
    start = value.rfind(secret)
    parts = base64.b64decode(secret).decode("utf-8", "replace").partition(":")
    is_name = field.name == "username"
    number = 0 if is_name else 2

    def encode(text: str) -> str | None:
        if ":" in text and is_name:
            return None
        both = "".join(text if at == number else part for at, part in enumerate(parts))
        return base64.b64encode(both.encode("utf-8", "replace")).decode()

    def decode(written: str) -> str:
        return base64.b64decode(written).decode("utf-8", "replace").partition(":")[number]

    codec = Codec(encode, decode, is_whole=True)
    return Slot(field.path, field.encoding, parts[number], start, start + len(secret), codec, blank=encode(""))


def cookie_slots(header: str, paths: set[str]) -> list[Slot]:
    """Return the slots of the wanted cookies in one `Cookie` header."""
    spans, at = list[tuple[int, int]](), 0
    for pair in header.split(";"):
        spans.append(_trimmed(header, at, at + len(pair)))
        at += len(pair) + 1
    row = Row(spans)
    slots = (_of_pair(header, row, number, paths) for number in range(len(spans)))
    return [slot for slot in slots if slot]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    return begin, max(begin, end - len(part) + len(part.rstrip()))


def _of_pair(header: str, row: Row, number: int, paths: set[str]) -> Slot | None:
    start, end = row.spans[number]
    key, equals, _ = header[start:end].partition("=")
    path = named(key.strip()).path
    if not equals or path not in paths:
        return None
    begin, end = _trimmed(header, start + len(key) + 1, end)
    value = header[begin:end].strip('"')
    begin += header[begin:end].find(value)
    return Slot(path, (), value, begin, begin + len(value), HEADER, row, number)
