"""What is to be changed in a request, and what came of it."""

from enum import StrEnum
from typing import NamedTuple

from tracker.traffic import Location


class Edit(NamedTuple):
    """A value to be taken out of a request, or to be replaced where it stands.

    `location`, `path` and `encoding` are those of a finding's evidence, `value` is the finding's. `replacement`: None
    to take the field out.
    """

    location: Location
    path: str
    encoding: tuple[str, ...]
    value: str
    replacement: str | None = None

    def __repr__(self) -> str:
        done = "out" if self.replacement is None else "replaced"
        return f"Edit({self.location!s}, {self.path!r}, encoding={self.encoding!r}, {done})"


class Reason(StrEnum):
    """Why an edit could not be done."""

    NOT_FOUND = "not found"  # no field of that place
    AMBIGUOUS = "ambiguous"  # several fields of that place, and the value does not tell which
    HASHED = "hashed"  # what is there was made of the value, and nothing else can be made like it
    IN_NAME = "in a name"  # the value is a field's name
    SIGNED = "signed"  # whoever reads it would refuse what is changed
    SEGMENT = "path segment"  # without it, the address is another one
    UNREADABLE = "unreadable"  # binary, broken, cut off, or too large
    UNWRITABLE = "unwritable"  # cannot be written where the value stands
    TOO_MANY = "too many"


class Left(NamedTuple):
    """An edit that was not done, and why.

    `holder` takes the smallest field out that holds the value and can be taken out, where there is one.
    """

    edit: Edit
    reason: Reason
    holder: Edit | None = None


class Rewritten(NamedTuple):
    """A request's new target, headers and body, the edits that were done, and those that could not be.

    What no edit touched has the bytes that it had. `headers` say nothing new of the body's length.
    """

    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    done: tuple[Edit, ...] = ()
    left: tuple[Left, ...] = ()

    def __repr__(self) -> str:
        return f"Rewritten({len(self.done)} done, {len(self.left)} left)"
