"""What was read before need not be read again: browsers send the same cookies and headers with every request."""

from collections import OrderedDict
from collections.abc import Hashable


def keep_newest[Key: Hashable, Found](known: OrderedDict[Key, Found], key: Key, found: Found, most: int) -> None:
    """Remember something as the newest; of more than so many, the oldest go."""
    known[key] = found
    known.move_to_end(key)
    while len(known) > most:
        known.popitem(last=False)


class Remembered[Key: Hashable, Found](dict[Key, Found | None]):
    """A cache bounded in characters: `memory[key]` is what was kept, or None. What was not asked for during a
    generation is forgotten.

    A dict, because it is asked dozens of times for each request. Its own `get` knows the newest generation only.
    """

    __slots__ = ("_capacity", "_old", "_share", "_size")

    def __init__(self, capacity: int) -> None:
        super().__init__()
        self._capacity = capacity
        self._size = self._share = 0
        self._old: dict[Key, Found | None] = {}

    def __missing__(self, key: Key) -> Found | None:
        found = self._old.get(key)
        if found is not None and self._size < self._capacity:
            del self._old[key]
            self[key] = found
            self._size += self._share  # what one of them takes on average
        return found

    def __repr__(self) -> str:
        """Nothing of what it holds: that may be anybody's."""
        return f"Remembered({len(self)} entries)"

    def keep(self, key: Key, found: Found, size: int) -> Found:
        """Remember something that takes about so many characters; return it."""
        self._size += size
        if self._size > self._capacity:
            self._share = (self._size - size) // max(1, len(self))
            self._old, self._size = dict(self), size
            self.clear()
        self[key] = found
        return found
