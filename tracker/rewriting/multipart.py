"""Multipart forms: where the parts' contents and the files' names stand, seen as latin-1, a character for a byte."""

from itertools import pairwise

from tracker.detection.bodies.charset import text_of
from tracker.detection.bodies.multipart import PARAMETER, Form, add_part, first_line, plain_name
from tracker.detection.limits import MAX_FIELDS
from tracker.rewriting.charsets import Written, written
from tracker.rewriting.slots import Row, Slot, Wanted
from tracker.rewriting.splices import Codec

_GAP = b"\r\n\r\n"
_ESCAPES = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})  # as browsers write names

type Span = tuple[int, int]


def multipart_slots(data: bytes, boundary: str, wanted: Wanted) -> list[Slot]:
    """Return the slots of the wanted parts; nothing where the body is no multipart form."""
    mark = b"--" + boundary.encode("utf-8", "replace") if boundary else first_line(data)
    starts = _starts(data, mark) if len(mark) > 2 else []
    row = Row(list(pairwise((*starts, len(data)))))
    slots = []
    for number, (start, end) in enumerate(row.spans[:MAX_FIELDS]):
        slots += _of_part(data, (start + len(mark), end), wanted, row, number)
    return slots


def _starts(data: bytes, mark: bytes) -> list[int]:
    starts, at = [], data.find(mark)
    while at >= 0:
        starts.append(at)
        at = data.find(mark, at + len(mark))
    return starts


def _of_part(data: bytes, span: Span, wanted: Wanted, row: Row, number: int) -> list[Slot]:
    """The slot of a part's text, or of a file's name. What a file's size is cannot be written."""
    start, end = span
    form = Form([], [], None)
    add_part(data[start:end], form, wanted.place)
    field = next((field for field in form.fields if field.path in wanted.paths), None)
    if field is None:
        return []
    gap = data.find(_GAP, start, end)
    head = text_of(data[start:gap]) or ""
    names = {match[1].lower(): match.span(2) for match in PARAMETER.finditer(head)}
    if "filename" in names or "filename*" in names:
        first, last = (len(head[:at].encode()) + start for at in names.get("filename", (-1, -1)))
        name = data[first:last].decode("latin-1") if names.get("filename", (-1, -1))[0] >= 0 else ""
        is_plain = name and field.name == "filename" and name.isascii()
        return [Slot(field.path, field.encoding, field.value, first, last, _FILE_NAME)] if is_plain else []
    first, last = gap + len(_GAP), end - 2 if data.endswith(b"\r\n", gap + len(_GAP), end) else end
    text = written(data[first:last])
    return [Slot(field.path, field.encoding, text.text, first, last, _content(text), row, number)] if text else []


def _content(text: Written) -> Codec:
    """The content of a part, in the charset that it is in."""

    def encode(new: str) -> str | None:
        data = text.bytes_of(new)
        return None if data is None else data.decode("latin-1")

    def decode(view: str) -> str | None:
        return text_of(view.encode("latin-1"))

    return Codec(encode, decode, is_whole=True)


def _file_name(text: str) -> str | None:
    return text.translate(_ESCAPES) if text.isascii() else None


_FILE_NAME = Codec(_file_name, plain_name)
