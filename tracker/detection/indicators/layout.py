"""A request laid out as one run of bytes for the search, and the way back from a place in it to a field."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from tracker.detection.fields import Fields
from tracker.detection.indicators.needles import SEPARATOR
from tracker.detection.indicators.unpacking import packed_payloads
from tracker.detection.place import Payload
from tracker.traffic import Field, Location, Request

_LONGEST = 2 << 20  # bytes of one body
_SHORTEST_NAME = 6  # characters: nothing shorter is looked for in names
_URL = frozenset({Location.QUERY, Location.PATH})
_HEADERS = frozenset({Location.HEADER, Location.COOKIE})
_JOINT = SEPARATOR.decode()


class Kind(IntEnum):
    """What a part is."""

    VALUE = 0
    NAME = 1
    PAYLOAD = 2
    RAW = 3


class Part(NamedTuple):
    """A part of the run, and what it is in the request."""

    start: int
    end: int
    kind: Kind
    location: Location
    path: str
    encoding: tuple[str, ...] = ()

    @property
    def side(self) -> str:
        """The address, the headers or the body."""
        if self.location in _URL:
            return "url"
        return "headers" if self.location in _HEADERS else "body"


class Piece(NamedTuple):
    """Bytes that are no field's."""

    kind: Kind
    location: Location
    path: str
    data: bytes
    encoding: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Piece({self.kind.name}, {self.location!s}, {self.path!r}, {len(self.data)} bytes)"


class Layout:
    """The run of bytes, and its parts, which are made only when they are asked for.

    Every field's value stands between separators, so that a search can ask for whole values. Names follow, since
    values travel as keys too; then whole bodies; then what travelled, where fields do not tell all of it.
    """

    def __init__(self, valued: Sequence[Field], named: Sequence[Field], pieces: Sequence[Piece]) -> None:
        self._valued = valued
        self._named = _names(named)
        self._pieces = pieces
        texts = ["", *[field.value for field in valued], *self._named]
        run = _JOINT.join(texts).encode("utf-8", "surrogatepass")
        self.data = SEPARATOR.join([run, *[piece.data for piece in pieces], b""])

    def part(self, start: int, end: int) -> Part | None:
        """Return the part that holds all of that stretch of the data."""
        number = bisect_right(self._parts, start, key=lambda part: part.start) - 1
        return self._parts[number] if number >= 0 and end <= self._parts[number].end else None

    @cached_property
    def _parts(self) -> list[Part]:
        found, start = list[Part](), 1
        for size, part in self._sized():
            found.append(part._replace(start=start, end=start + size))
            start += size + 1
        return found

    def _sized(self) -> Iterator[tuple[int, Part]]:
        for field in self._valued:
            yield _size(field.value), Part(0, 0, Kind.VALUE, field.location, field.path, field.encoding)
        for name, field in self._named.items():
            yield _size(name), Part(0, 0, Kind.NAME, field.location, field.path, field.encoding)
        for piece in self._pieces:
            yield len(piece.data), Part(0, 0, piece.kind, piece.location, piece.path, piece.encoding)


def _names(fields: Sequence[Field]) -> dict[str, Field]:
    """Return the names in the fields' paths, each with a field that it leads to: `{"marie@mail.test": {"seen": 1}}`."""
    found: dict[str, Field] = {}
    for field in fields:
        for name in (field.name, *field.parents):
            if len(name) >= _SHORTEST_NAME:
                found.setdefault(name, field)
    return found


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def pieces_of(request: Request, fields: Fields) -> list[Piece]:
    """Return the bodies, and what travelled where something of it could not be read."""
    payloads = fields.payloads or _bytes(request)
    found = [_piece(payload) for payload in (*payloads, *packed_payloads(payloads))]
    if fields.blind_spots or not fields.fields:
        path, _, query = ("" if request.is_websocket else request.target).partition("?")
        found += [_raw(Location.PATH, path), _raw(Location.QUERY, query)]
        found.append(Piece(Kind.RAW, Location.BODY, "", (request.body or b"")[:_LONGEST]))
    return found


def _raw(location: Location, text: str) -> Piece:
    return Piece(Kind.RAW, location, "", text.encode("utf-8", "surrogatepass")[:_LONGEST])


def _bytes(request: Request) -> tuple[Payload, ...]:
    """The body as it travelled, when it is no text: its fields, if any, were read in a charset that was a guess."""
    body = request.body
    if body is None or body.isascii() or request.header("content-encoding"):
        return ()
    try:
        body.decode()
    except UnicodeDecodeError:
        return (Payload(Location.BODY, "$", body),)
    return ()


def _piece(payload: Payload) -> Piece:
    return Piece(Kind.PAYLOAD, payload.location, payload.path, payload.data[:_LONGEST], payload.encoding)
