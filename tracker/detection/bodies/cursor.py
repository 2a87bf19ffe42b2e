"""Bytes that are read one after the other, with an end to the work that hostile ones can ask for."""

from tracker.detection.bodies.charset import text_of
from tracker.detection.bodies.coding import coding_of, undo

_MOST_ITEMS = 20_000  # of one body
_DEEPEST = 32  # levels
_INFLATED = 1 << 18  # bytes that a packed value may become


class NotThatFormatError(ValueError):
    """What was read is something else, or too much of it."""


class Cursor:
    """A place in the data. Whatever goes beyond an end raises NotThatFormatError."""

    __slots__ = ("at", "data", "left")

    def __init__(self, data: bytes) -> None:
        self.data, self.at, self.left = data, 0, _MOST_ITEMS

    @property
    def is_done(self) -> bool:
        """Whether all was read."""
        return self.at == len(self.data)

    def take(self, size: int) -> bytes:
        """Return the next bytes."""
        end = self.at + size
        if end > len(self.data):
            raise NotThatFormatError
        found = self.data[self.at : end]
        self.at = end
        return found

    def number(self, size: int) -> int:
        """Return the next bytes as an unsigned number, high byte first."""
        return int.from_bytes(self.take(size))

    def count(self, depth: int = 0) -> None:
        """Hold that there is room for one item more, so deep."""
        self.left -= 1
        if self.left < 0 or depth > _DEEPEST:
            raise NotThatFormatError


def shown(data: bytes) -> str:
    """Return the text that bytes are, or are once decompressed; an empty one for other bytes."""
    if coding := coding_of(data):
        undone = undo(coding, data, _INFLATED)
        if undone and undone.is_complete:
            return text_of(undone.data) or ""
    return printable(data) or ""


def printable(data: bytes) -> str | None:
    """Return bytes as text where all of it can be shown."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return text if text.isprintable() or text.translate(_LAYOUT).isprintable() else None


_LAYOUT = {ord(character): None for character in "\t\r\n"}
