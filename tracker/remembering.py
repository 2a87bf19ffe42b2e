"""What was read before need not be read again: browsers send the same cookies and headers with every request."""

from collections.abc import Hashable


class Remembered[Key: Hashable, Found]:
    """A cache bounded in characters. What was not asked for during a generation is forgotten."""

    __slots__ = ("_capacity", "_new", "_old", "_size")

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._size = 0
        self._new: dict[Key, Found] = {}
        self._old: dict[Key, Found] = {}

    def get(self, key: Key) -> Found | None:
        """Return what is remembered under that key, or None."""
        found = self._new.get(key)
        if found is None and (found := self._old.pop(key, None)) is not None:
            self._new[key] = found
        return found

    def keep(self, key: Key, found: Found, size: int) -> Found:
        """Remember something that takes about so many characters; return it."""
        self._size += size
        if self._size > self._capacity:
            self._old, self._new, self._size = self._new, {}, size
        self._new[key] = found
        return found
