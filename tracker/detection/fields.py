"""A request as named values.

`fields_of` is where all fields come from: those that lie open, and those nested in them (see `decode`), each with the
steps that led to it. Whoever searches values need not decode anything more.

Paths are stable, and the same for the same place: a query's, form's, cookie's or header's name as it was sent
(`user[email]`, `authorization`); `user.address[0].zip` in JSON and XML; `[1]` for the second segment of the address's
path; `$` for a body or value as a whole; `dl.email` for what is nested in another field.
"""

from typing import NamedTuple

from tracker.detection.addresses import gather_address
from tracker.detection.bodies.coding import decoded
from tracker.detection.bodies.reading import kind_of, read
from tracker.detection.gathering import Gathering
from tracker.detection.headers import gather_headers
from tracker.detection.limits import MAX_BODY
from tracker.detection.place import Payload
from tracker.detection.unseen import Unseen
from tracker.disclosure import BlindSpot
from tracker.traffic import Field, Location, Request

__all__ = ["Fields", "Payload", "fields_of"]


class Fields(NamedTuple):
    """All that could be read in a request, and what could not."""

    fields: tuple[Field, ...] = ()
    payloads: tuple[Payload, ...] = ()
    blind_spots: tuple[BlindSpot, ...] = ()

    def __repr__(self) -> str:
        return f"Fields({len(self.fields)} fields, {len(self.payloads)} payloads, {len(self.blind_spots)} blind spots)"


def fields_of(request: Request) -> Fields:
    """Return the fields of a request. Never raises; work is bounded.

    Of a WebSocket message only the message is read: its handshake is a request of its own.
    """
    gathering = Gathering()
    if not request.is_websocket:
        gather_address(request.target, gathering)
        gather_headers(request.headers, gathering)
    payloads = _gather_body(request, gathering) if request.body else ()
    return Fields(tuple(gathering.fields), payloads, tuple(gathering.blind_spots))


def _gather_body(request: Request, gathering: Gathering) -> tuple[Payload, ...]:
    data, is_undone = _content(request, gathering)
    content_type = "" if request.is_websocket else request.header("content-type") or ""
    location = Location.WEBSOCKET if request.is_websocket else None
    reading = read(data, kind_of(content_type), location, gathering.left)
    for spot in reading.blind_spots:
        gathering.miss(spot if is_undone else _undecodable(spot))
    if not (is_undone or reading.blind_spots or _is_utf8(data)):
        gathering.miss(Unseen.UNDECODABLE.spot(len(data)))
    gathering.unfold(reading.fields)
    return reading.payloads


def _undecodable(spot: BlindSpot) -> BlindSpot:
    """Bytes that no coding opens are not called binary; what says gzip and is readable text is no blind spot."""
    return Unseen.UNDECODABLE.spot(spot.size) if spot.reason == Unseen.BINARY else spot


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _content(request: Request, gathering: Gathering) -> tuple[bytes, bool]:
    """The body with its content coding undone; as it is, and False, when that fails: some say gzip and send none."""
    body = request.body or b""
    if request.body_size > len(body):
        gathering.miss(Unseen.PARTIAL_BODY.spot(request.body_size - len(body)))
    if len(body) > MAX_BODY:
        gathering.fill(len(body) - MAX_BODY)
        body = body[:MAX_BODY]
    codings = None if request.is_websocket else request.header("content-encoding")
    content = decoded(body, codings) if codings else None
    if content is None:
        return body, not codings
    if len(content.data) >= MAX_BODY:
        gathering.fill()
    elif not (content.is_complete or gathering.blind_spots):
        gathering.miss(Unseen.UNDECODABLE.spot(len(body)))
    return content.data, True
