"""The body of a request: opened as detection opens it, edited, packed as it was."""

from collections.abc import Callable, Collection
from typing import NamedTuple

from tracker.detection.bodies.charset import charset_of
from tracker.detection.bodies.coding import decoded, undo
from tracker.detection.bodies.reading import FORM, Kind, kind_of
from tracker.detection.bodies.urlencoded import is_urlencoded
from tracker.detection.limits import MAX_BODY
from tracker.detection.place import Place
from tracker.rewriting.charsets import written
from tracker.rewriting.codecs import PLAIN
from tracker.rewriting.graphql import graphql_slots
from tracker.rewriting.json_document import json_slots
from tracker.rewriting.multipart import multipart_slots
from tracker.rewriting.packing import is_coding, packed
from tracker.rewriting.pairs import pair_slots
from tracker.rewriting.slots import Slot, Wanted
from tracker.rewriting.xml_document import xml_slots
from tracker.traffic import Field, Request

_FALLBACK = "cp1252"


class Opened(NamedTuple):
    """A body as a text: how it is written back, and where the wanted fields stand in it."""

    text: str
    slots: list[Slot]
    packed: Callable[[str], bytes | None]


def opened_body(request: Request, fields: Collection[Field]) -> Opened | None:
    """Return the body as a text with the slots of the given fields; None for what cannot be opened and packed again.

    `fields` are of the body, and none is nested in another.
    """
    body = request.body or b""
    if not fields or request.body_size > len(body) or len(body) > MAX_BODY:
        return None
    content_type = "" if request.is_websocket else request.header("content-type") or ""
    codings = "" if request.is_websocket else request.header("content-encoding") or ""
    content = _content(body, codings)
    if content is None:
        return None
    first = next(iter(fields))
    silent = first.encoding[0] if first.encoding and is_coding(first.encoding[0]) else ""
    place = Place(first.location, encoding=(silent,) if silent else ())
    data = content.data
    if silent:
        undone = undo(silent, data)
        if undone is None or not undone.is_complete:
            return None
        data = undone.data
    found = _read(data, kind_of(content_type), Wanted(place, {field.path for field in fields}))
    if found is None:
        return None

    def back(text: str) -> bytes | None:
        new = found.packed(text)
        if new is not None and silent:
            new = packed(new, silent, content.data)
        return None if new is None else content.packed(new)

    return Opened(found.text, found.slots, back)


class _Content(NamedTuple):
    data: bytes
    packed: Callable[[bytes], bytes]


def _content(body: bytes, header: str) -> _Content | None:
    """The body without the codings that its header names; as it is where it has none of them after all."""
    names = [name for name in (part.strip().lower() for part in header.split(",")) if name not in ("", "identity")]
    undone = decoded(body, header) if names else None
    if undone is None:
        return _Content(body, bytes)
    if not undone.is_complete or len(undone.data) >= MAX_BODY:
        return None
    layers = [body]
    for name in reversed(names[1:]):
        inner = undo(name, layers[-1])
        layers.append(inner.data if inner else b"")

    def back(data: bytes) -> bytes:
        for name, before in zip(names, reversed(layers), strict=True):
            data = packed(data, name, before)
        return data

    return _Content(undone.data, back)


def _read(data: bytes, kind: Kind, wanted: Wanted) -> Opened | None:
    """The first reading that works, as `tracker.detection.bodies.reading` has them."""
    if kind.media.startswith("multipart/") or data[:2] == b"--":
        slots = multipart_slots(data, kind.boundary, wanted)
        if slots:
            return Opened(data.decode("latin-1"), slots, lambda view: view.encode("latin-1"))
    text = written(data, kind.charset)
    if text is None:
        return None
    return Opened(text.text, _slots(text.text, kind, wanted), text.bytes_of)


def _slots(text: str, kind: Kind, wanted: Wanted) -> list[Slot]:
    if text[:64].lstrip().startswith("<"):
        return xml_slots(text, wanted)
    if kind.media == "application/graphql":
        place = wanted.place._replace(path="query", names=("query",))
        return graphql_slots(text, wanted._replace(place=place))
    slots = json_slots(text, wanted)
    if slots:
        return slots
    if is_urlencoded(text) or (kind.media == FORM and "=" in text[:MAX_BODY]):
        return pair_slots(text, wanted, charset_of(kind.charset) or _FALLBACK)
    return [Slot("$", wanted.place.encoding, text, 0, len(text), PLAIN)]
