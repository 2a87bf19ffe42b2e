"""Where in a request something lies that has fields of its own, and what a parser found there."""

from typing import NamedTuple

from tracker.detection.naming import named
from tracker.detection.unseen import Unseen
from tracker.traffic import Field, Location


class Place(NamedTuple):
    """A location, the path in it, the names down to there (outermost first), the steps that led there."""

    location: Location
    path: str = ""
    names: tuple[str, ...] = ()
    encoding: tuple[str, ...] = ()

    def field(self, key: str, value: str) -> Field:
        """Return the field of that key lying here."""
        path, name, parents = named(key)
        if self.path:
            path, parents = f"{self.path}.{path}" if path else self.path, self.names + parents
        return Field(self.location, path, name, value, parents, self.encoding)


class Parsed(NamedTuple):
    """What a parser found, and why it is not all, where it is not."""

    fields: list[Field]
    missed: Unseen | None = None


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
