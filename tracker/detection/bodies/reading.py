"""What a body really is, whatever its `Content-Type` claims: the first reading that works.

Pages send JSON as `text/plain` (it saves a preflight request), forms as anything, and compressed bytes without a word.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from tracker.detection.bodies.binary_document import binary_document, is_declared_binary
from tracker.detection.bodies.charset import charset_of, is_binary, text_of
from tracker.detection.bodies.coding import coding_of, may_be_bare_deflate, undo
from tracker.detection.bodies.graphql import graphql_fields
from tracker.detection.bodies.json_document import ROOT, json_fields
from tracker.detection.bodies.multipart import Form, multipart_form
from tracker.detection.bodies.urlencoded import is_urlencoded, pair_fields
from tracker.detection.bodies.xml_document import xml_fields
from tracker.detection.limits import MAX_VALUE
from tracker.detection.place import Parsed, Payload, Place
from tracker.detection.unseen import Unseen
from tracker.disclosure import BlindSpot
from tracker.traffic import Field, Location

FORM = "application/x-www-form-urlencoded"
_PARAMETER = re.compile(r';\s*(charset|boundary)\s*=\s*(?:"([^"]{1,200})"|([^;\s]{1,200}))', re.IGNORECASE)
_FALLBACK = "cp1252"
_BEYOND_ASCII = b"\x80"  # maps and lists of MessagePack and CBOR begin so, and few texts do


class Kind(NamedTuple):
    """What a `Content-Type` says, in so far as it says something that is of use."""

    media: str = ""
    charset: str = ""
    boundary: str = ""


class Reading(NamedTuple):
    """What was read in a body."""

    fields: list[Field]
    payloads: tuple[Payload, ...] = ()
    blind_spots: tuple[BlindSpot, ...] = ()


@lru_cache(512)
def kind_of(content_type: str) -> Kind:
    """Return what a `Content-Type` header says; nonsense says nothing."""
    media = content_type.partition(";")[0].strip().lower()
    parameters = {match[1].lower(): match[2] or match[3] for match in _PARAMETER.finditer(content_type)}
    return Kind(media, parameters.get("charset", ""), parameters.get("boundary", ""))


def read(data: bytes, kind: Kind, location: Location | None, limit: int) -> Reading:
    """Return what is in a body whose content coding is undone. `location`: None for each format's own."""
    data, encoding = _inflated(data)
    if kind.media.startswith("multipart/") or data[:2] == b"--":
        place = Place(location or Location.MULTIPART, encoding=encoding)
        form = multipart_form(data, kind.boundary, place, limit)
        if form:
            return _of_form(form, place)
    text = text_of(data, kind.charset)
    if text is None or data[:1] >= _BEYOND_ASCII or is_declared_binary(kind.media):
        reading = _of_bytes(data, kind.media, Place(location or Location.BODY, encoding=encoding), limit)
        if text is None or reading.fields:
            return reading
    parsed = _parsed(text, kind, location, encoding, limit)
    if parsed is None:
        return _of_text(text, Place(location or Location.BODY, encoding=encoding))
    if parsed.missed is None:
        return Reading(parsed.fields)
    where = parsed.fields[0].location if parsed.fields else location or Location.BODY
    return Reading(parsed.fields, (_payload(text, where, encoding),), (parsed.missed.spot(),))


def _of_bytes(data: bytes, media: str, place: Place, limit: int) -> Reading:
    """What is in a body that is no text. All of it is searched for known values, too."""
    payload = Payload(place.location, ROOT, data, place.encoding)
    document = binary_document(data, media, place, limit)
    if document is None:
        return Reading([], (payload,), (Unseen.BINARY.spot(len(data)),))
    fields, missed = document.parsed
    if missed is None and not document.is_declared:
        missed = Unseen.BINARY
    size = len(data) if missed is Unseen.BINARY else None
    return Reading(fields, (payload,), (missed.spot(size),) if missed else ())


def _inflated(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Undo a compression that no header tells of. Bare deflate has no mark: what it holds must be text."""
    coding = coding_of(data) or ("deflate-raw" if may_be_bare_deflate(data) and is_binary(data) else None)
    undone = undo(coding, data) if coding else None
    if undone is None or coding is None or not undone.data:
        return data, ()
    is_sure = coding_of(data) is not None or (undone.is_complete and not is_binary(undone.data))
    return (undone.data, (coding,)) if is_sure else (data, ())


def _parsed(text: str, kind: Kind, location: Location | None, encoding: tuple[str, ...], limit: int) -> Parsed | None:
    body, start = Place(location or Location.BODY, encoding=encoding), text[:64].lstrip()
    if start.startswith("<"):
        return xml_fields(text, body, limit)
    if kind.media == "application/graphql":
        return graphql_fields(text, body._replace(path="query", names=("query",)), limit)
    parsed = json_fields(text, body._replace(location=location or Location.JSON), limit)
    if parsed:
        return parsed
    if is_urlencoded(text) or (kind.media == FORM and "=" in text[:MAX_VALUE]):
        charset = charset_of(kind.charset) or _FALLBACK
        return pair_fields(text, body._replace(location=location or Location.FORM), limit, charset)
    return None


def _of_form(form: Form, place: Place) -> Reading:
    payloads, spots = [], []
    for file in form.files:
        if text_of(file.data[:4096]) is None:
            spots.append(Unseen.FILE.spot(len(file.data)))
        else:
            payloads.append(Payload(place.location, file.path, file.data, place.encoding))
    if form.missed:
        spots.append(form.missed.spot())
    return Reading(form.fields, tuple(payloads), tuple(spots))


def _of_text(text: str, place: Place) -> Reading:
    """Text without structure is one field; what of it is too long for that is still searched for known values."""
    if not text.strip():
        return Reading([])
    field = Field(place.location, ROOT, "", text[:MAX_VALUE], (), place.encoding)
    if len(text) <= MAX_VALUE:
        return Reading([field])
    payload = _payload(text, place.location, place.encoding)
    return Reading([field], (payload,), (Unseen.OVERSIZED.spot(len(text) - MAX_VALUE),))


def _payload(text: str, location: Location, encoding: tuple[str, ...]) -> Payload:
    return Payload(location, ROOT, text.encode("utf-8", "replace"), encoding)
