"""What a parser of bodies returns."""

from typing import NamedTuple

from tracker.traffic import Field


class Parsed(NamedTuple):
    """The fields of a body or value. `is_complete` is false where a limit or a fault left something out."""

    fields: list[Field]
    is_complete: bool = True
