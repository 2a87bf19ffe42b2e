"""Multipart forms: text parts are fields, of files only name and size.

Sources: RFC 7578, RFC 2046 section 5.1, WHATWG HTML section 4.10.21.8 (how browsers escape names).
"""

import re
from typing import NamedTuple

from tracker.detection.bodies.charset import text_of
from tracker.detection.limits import MAX_NAME, MAX_VALUE
from tracker.detection.place import Place
from tracker.detection.unseen import Unseen
from tracker.traffic import Field

PARAMETER = re.compile(r';\s*(name|filename\*?)\s*=\s*(?:"((?:[^"\\]|\\.){0,1000})"|([^;\s]{1,1000}))', re.IGNORECASE)
_ESCAPES = (("%22", '"'), ("%0D", "\r"), ("%0A", "\n"), ('\\"', '"'))
_MAX_HEAD = 8192  # bytes of a part's headers


class File(NamedTuple):
    """A part that is a file: the path of its field, its content."""

    path: str
    data: bytes

    def __repr__(self) -> str:
        return f"File({self.path!r}, {len(self.data)} bytes)"


class Form(NamedTuple):
    """A multipart body."""

    fields: list[Field]
    files: list[File]
    missed: Unseen | None


def multipart_form(data: bytes, boundary: str, place: Place, limit: int) -> Form | None:
    """Return the form in a multipart body, or None when it is none. Without a boundary, its first line tells."""
    mark = b"--" + boundary.encode("utf-8", "replace") if boundary else first_line(data)
    if len(mark) < 3 or mark not in data:
        return None
    pieces = data.split(mark, limit + 1)
    form = Form([], [], Unseen.OVERSIZED if len(pieces) > limit + 1 else None)
    for piece in pieces[1 : limit + 1]:
        add_part(piece, form, place)
    is_empty = boundary != "" and data.strip() == mark + b"--"
    return form if form.fields or form.files or is_empty else None


def first_line(data: bytes) -> bytes:
    """Return the boundary with its dashes, where it is not declared."""
    line = data[:200].partition(b"\r\n")[0]
    return line if line.startswith(b"--") and len(line) < 80 else b""


def add_part(piece: bytes, form: Form, place: Place) -> None:
    """Add to a form what one part holds, given with the line ends around it."""
    head, gap, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    if not gap or len(head) > _MAX_HEAD:
        return
    names = {match[1].lower(): match[2] or match[3] or "" for match in PARAMETER.finditer(text_of(head) or "")}
    if "name" not in names:
        return
    key = plain_name(names["name"])[:MAX_NAME]
    content = content.removesuffix(b"\r\n")
    file_name = names.get("filename", names.get("filename*"))
    text = None if file_name is not None else text_of(content[:MAX_VALUE])
    if text is None:
        _add_file(key, file_name or "", content, form, place)
    elif text:
        form.fields.append(place.field(key, text))


def _add_file(key: str, file_name: str, content: bytes, form: Form, place: Place) -> None:
    field = place.field(key, "")
    parents = (*field.parents, field.name)
    if file_name:
        form.fields.append(Field(place.location, f"{field.path}.filename", "filename", plain_name(file_name), parents))
    if content:
        form.fields.append(Field(place.location, f"{field.path}.size", "size", str(len(content)), parents))
        form.files.append(File(field.path, content))


def plain_name(text: str) -> str:
    """Return a name of a part or file without its escapes."""
    for escape, character in _ESCAPES:
        text = text.replace(escape, character)
    return text
