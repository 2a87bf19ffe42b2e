"""What is to become of the fields of a request."""

from collections.abc import Iterable
from typing import NamedTuple

from tracker.detection.decode import opened
from tracker.detection.limits import MAX_NESTED_FIELDS, MAX_NESTING
from tracker.rewriting.edit import Edit, Reason
from tracker.rewriting.slots import Key, key_of
from tracker.rewriting.splices import Splice
from tracker.traffic import Field

_MOST = 10_000  # times that a value is looked for in one field


class Wish(NamedTuple):
    """What is to become of one field, and the edits that say so."""

    field: Field
    edits: tuple[Edit, ...]

    @property
    def is_out(self) -> bool:
        """Whether the field is to go."""
        return any(edit.replacement is None for edit in self.edits)

    def splices(self, value: str) -> list[Splice]:
        """Return the changes of the field's value, given in full. Where edits overlap, the first one counts."""
        found = [splice for edit in self.edits for splice in self._splices(edit, value)]
        chosen: list[Splice] = []
        for splice in sorted(found, key=lambda splice: (splice.start, -splice.end)):
            if not chosen or splice.start >= chosen[-1].end:
                chosen.append(splice)
        return chosen

    def _splices(self, edit: Edit, value: str) -> list[Splice]:
        """The value wherever it stands in the field; the field as a whole where it is written otherwise."""
        new = edit.replacement or ""
        found = [] if edit.value == self.field.value else occurrences(edit.value, value)
        return [Splice(at, at + len(edit.value), new) for at in found] or [Splice(0, len(value), new)]


def occurrences(part: str, text: str) -> list[int]:
    """Return where a part stands in a text, in capitals or not where it does not stand there to the letter."""
    found = _found(part, text)
    if found or not part:
        return found
    part, lower = part.lower(), text.lower()
    return _found(part, lower) if len(lower) == len(text) else []


def _found(part: str, text: str) -> list[int]:
    found, at = list[int](), text.find(part) if part else -1
    while at >= 0 and len(found) < _MOST:
        found.append(at)
        at = text.find(part, at + len(part))
    return found


type Failure = tuple[Reason, Field | None]
"""Why nothing came of a wish, and the field in which it is that could not be written."""


class Wishes:
    """The wishes for the fields of one location, and why those failed that did."""

    def __init__(self, wishes: Iterable[Wish]) -> None:
        self.all: dict[Key, Wish] = {key_of(wish.field): wish for wish in wishes}
        self.failed: dict[Key, Failure] = {}
        self.ever_failed: dict[Key, Failure] = {}
        self.done: set[Key] = set()
        self._beneath: dict[Key, list[Key]] = {}

    @property
    def failures(self) -> dict[Field, Failure]:
        """The wishes that did not come true, by their fields."""
        unread = Reason.UNREADABLE, None
        return {wish.field: self.failed.get(key, unread) for key, wish in self.all.items() if key not in self.done}

    def of(self, found: Field) -> Wish | None:
        """Return what is wished for a field."""
        return self.all.get(key_of(found))

    def beneath(self, outer: Field) -> list[Key]:
        """Return the wished for that are nested in a field."""
        key = key_of(outer)
        if key not in self._beneath:
            listed = [other for other in self.all if _may_hold(key, other)]
            inner = _nested(outer) if listed else set[Key]()
            self._beneath[key] = [other for other in listed if other in inner]
        return self._beneath[key]

    def fail(self, keys: Iterable[Key], reason: Reason, holder: Field | None = None) -> None:
        """Note that nothing came of some wishes; `holder` is the field in which they are."""
        for key in keys:
            self.failed[key] = self.ever_failed[key] = reason, holder
            self.done.discard(key)

    def succeed(self, key: Key) -> None:
        """Note that a wish came true."""
        self.failed.pop(key, None)
        self.done.add(key)


def _may_hold(outer: Key, inner: Key) -> bool:
    depth = len(outer[2])
    start = "" if outer[0] == "$" else outer[0]
    return len(inner[2]) > depth and inner[2][:depth] == outer[2] and inner[0].startswith(start)


def _nested(outer: Field) -> set[Key]:
    """What is nested in a field, itself perhaps nested: then nothing is too short to be looked into."""
    layer, found = [outer], set[Key]()
    for _ in range(MAX_NESTING):
        layer = [inner for field in layer for inner in opened(field)][:MAX_NESTED_FIELDS]
        found.update(map(key_of, layer))
    return found
