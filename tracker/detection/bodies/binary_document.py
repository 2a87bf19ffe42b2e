"""What a binary body holds that is built like a document: Protocol Buffers, MessagePack, CBOR.

A body that is called so is read so. Of others, those are tried that fill their bytes to the last and hold text; what
images, fonts, sound and archives are called is believed.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from tracker.detection.bodies.cbor import cbor_document
from tracker.detection.bodies.json_document import value_fields
from tracker.detection.bodies.msgpack import msgpack_document
from tracker.detection.bodies.protobuf import protobuf_document
from tracker.detection.place import Parsed, Place

type Reader = Callable[[bytes], dict[str, Any] | list[Any] | None]

_READERS: dict[str, Reader] = {"proto": protobuf_document, "msgpack": msgpack_document, "cbor": cbor_document}
_MARKS = {"proto": "proto", "grpc": "proto", "msgpack": "msgpack", "messagepack": "msgpack", "cbor": "cbor"}
_OTHERS = ("image/", "audio/", "video/", "font/", "application/zip", "application/pdf", "application/wasm")
_MOST_GUESSED = 1 << 18  # bytes


class Document(NamedTuple):
    """The fields of a binary document. `is_declared`: its content type said which format."""

    parsed: Parsed
    is_declared: bool


def is_declared_binary(media: str) -> bool:
    """Whether a content type names one of the formats."""
    return _declared(media) is not None


def binary_document(data: bytes, media: str, place: Place, limit: int) -> Document | None:
    """Return what is in a binary body, or None when nothing can be told of it. Never raises."""
    declared = _declared(media)
    if declared is not None:
        found = _READERS[declared](data)
        return Document(_fields(found, place, limit), is_declared=True) if found is not None else None
    if len(data) > _MOST_GUESSED or media.startswith(_OTHERS):
        return None
    for reader in (msgpack_document, cbor_document, protobuf_document):
        found = reader(data)
        if found is not None and (fields := _fields(found, place, limit)).fields:
            return Document(fields, is_declared=False)
    return None


def _declared(media: str) -> str | None:
    return next((name for mark, name in _MARKS.items() if mark in media), None)


def _fields(document: dict[str, Any] | list[Any], place: Place, limit: int) -> Parsed:
    only = document[0] if isinstance(document, list) and len(document) == 1 else document
    return value_fields(only, place, limit)
