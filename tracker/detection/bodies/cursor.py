"""Bytes that are read one after the other, with an end to the work that hostile ones can ask for."""

from tracker.detection.bodies.charset import text_of
from tracker.detection.bodies.coding import coding_of, undo

_MOST_ITEMS = 20_000  # of one body
_DEEPEST = 32  # levels
_INFLATED = 1 << 19  # bytes that the packed values of one body may become together


class NotThatFormatError(ValueError):
    """What was read is something else, or too much of it."""


class Cursor:
    """A place in the data. Whatever goes beyond an end raises NotThatFormatError."""

    __slots__ = ("at", "data", "left", "room")

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0
        self.left, self.room = _MOST_ITEMS, _INFLATED

    def within(self, data: bytes) -> "Cursor":
        """Return a cursor over a part, with what is left of the work. `back` takes back what it leaves."""
        inner = Cursor(data)
        inner.left, inner.room = self.left, self.room
        return inner

    def back(self, inner: "Cursor") -> None:
        """Go on with what work a cursor over a part has left."""
        self.left, self.room = inner.left, inner.room

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

    def inflated(self, coding: str, data: bytes) -> bytes | None:
        """Return a packed value as it was, or None where it cannot be told, or there is no room for it any more."""
        undone = undo(coding, data, self.room) if self.room > 0 else None
        if undone is None:
            return None
        self.room -= len(undone.data)
        return undone.data if undone.is_complete else None

    def shown(self, size: int) -> str:
        """Return the text that the next bytes are, or are once decompressed; an empty one for other bytes."""
        return self.text(self.take(size))

    def text(self, data: bytes) -> str:
        """Return the text that bytes are, or are once decompressed; an empty one for other bytes."""
        coding = coding_of(data)
        inner = self.inflated(coding, data) if coding else None
        return (printable(data) or "") if inner is None else text_of(inner) or ""


def key_of(value: object) -> str:
    """Return the name that a map's key is. One that is itself a map or a list names nothing."""
    if isinstance(value, dict | list):
        raise NotThatFormatError
    return str(value)


def printable(data: bytes) -> str | None:
    """Return bytes as text where all of it can be shown."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return text if text.isprintable() or text.translate(_LAYOUT).isprintable() else None


_LAYOUT = {ord(character): None for character in "\t\r\n"}
