"""A byte string to look for, and how to tell what stands beside it."""

from enum import Enum
from typing import NamedTuple


class Beside(Enum):
    """How the neighbours of a match are read, to tell whether a word goes on."""

    TEXT = "text"
    HEX = "hex"
    BASE64 = "base64"
    UTF_16_LE = "utf-16-le"
    UTF_16_BE = "utf-16-be"
    NOTHING = "nothing"  # cannot be read, or need not be


class Pattern(NamedTuple):
    """Bytes to look for. `is_exact`: upper and lower case differ. `shift`: how many characters before them the last
    group of base64 begins. `inner`: what they encode, where that helps to read the neighbours.
    """

    data: bytes
    encoding: tuple[str, ...]
    is_exact: bool = False
    beside: Beside = Beside.TEXT
    shift: int = 0
    inner: bytes = b""

    def __repr__(self) -> str:
        return f"Pattern({self.encoding!r})"
