"""A request as named values.

`fields_of` is where all fields come from: those that lie open, and those nested in them (see `decode`), each with the
steps that led to it. Whoever searches values need not decode anything more.
"""

from typing import NamedTuple

from tracker.disclosure import BlindSpot
from tracker.traffic import Field, Location, Request


class Payload(NamedTuple):
    """A whole body, decoded, that is not (only) fields: binary, text, broken or too long. To be searched for known
    values. Text is UTF-8, whatever it was.
    """

    location: Location
    path: str
    data: bytes
    encoding: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Payload({self.location!s}, {self.path!r}, {len(self.data)} bytes)"


class Fields(NamedTuple):
    """All that could be read in a request, and what could not."""

    fields: tuple[Field, ...] = ()
    payloads: tuple[Payload, ...] = ()
    blind_spots: tuple[BlindSpot, ...] = ()

    def __repr__(self) -> str:
        return f"Fields({len(self.fields)} fields, {len(self.payloads)} payloads, {len(self.blind_spots)} blind spots)"


def fields_of(request: Request) -> Fields:
    """Return the fields of a request. Never raises; work is bounded."""
    return Fields()
