"""Cursors: where the next part of a long answer begins. They are opaque to whoever reads them, and hold no secret."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Callable, Sequence

import msgspec
from msgspec import Meta
from werkzeug.exceptions import NotFound

from dashboard.api.parameters import Asked, Parameter

LIMIT = Parameter("limit", int, "How many at most.", Meta(ge=1, le=500), default=100)
CURSOR = Parameter(
    "cursor",
    str,
    "Where to begin: take it from the `next` of the part before, and ask for the same otherwise.",
    Meta(pattern=r"^[A-Za-z0-9_-]{1,600}$"),
)
PAGING = (CURSOR, LIMIT)


def cursor_of(place: object) -> str:
    """Return a place (what JSON has, or a tuple) as a cursor."""
    return urlsafe_b64encode(msgspec.json.encode(place)).rstrip(b"=").decode()


def place_of[Place](asked: Asked, kind: type[Place]) -> Place | None:
    """Return the place that a cursor tells, None without one. Raises NotFound for one that leads nowhere."""
    cursor = asked[CURSOR]
    if cursor is None:
        return None
    try:
        return msgspec.json.decode(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=kind)
    except (msgspec.DecodeError, Error, UnicodeDecodeError):
        raise nowhere() from None


def part[Row](rows: Sequence[Row], limit: int, place: Callable[[Row], object]) -> tuple[Sequence[Row], str | None]:
    """Return the first of rows, and the cursor of what follows: ask for one more row than the limit."""
    shown = rows[:limit]
    return shown, cursor_of(place(shown[-1])) if len(rows) > limit else None


def nowhere() -> NotFound:
    """Return what to raise for a cursor that leads nowhere."""
    return NotFound("The cursor leads nowhere, perhaps because what it stood at was forgotten: begin without it.")
