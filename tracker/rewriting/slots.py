"""Where the fields of a text stand in it, and how they are written there."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.detection.limits import MAX_VALUE
from tracker.detection.place import Place
from tracker.rewriting.splices import Codec
from tracker.traffic import Field

type Key = tuple[str, str, tuple[str, ...]]
"""What tells a field from the others of its location: path, value, encoding."""


def key_of(found: Field) -> Key:
    """Return what tells a field from the others of its location."""
    return found.path, found.value, found.encoding


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """Spans with separators between them: pairs, members. `twins` are those whose name a later one has, too: they are
    not read, and go when the later one changes.
    """

    spans: Sequence[tuple[int, int]]
    twins: Mapping[int, Collection[int]] = field(default_factory=dict)


class Slot(NamedTuple):
    """A value in a text: path, decoding steps, the value in full, its span, how it is written.

    `number` is its place in its row. `blank` is written where the value is taken out and its place stays, in place of
    so many characters `around` it, too; None where that cannot be.
    """

    path: str
    encoding: tuple[str, ...]
    value: str
    start: int
    end: int
    codec: Codec
    row: Row | None = None
    number: int = 0
    blank: str | None = ""
    around: int = 0

    @property
    def key(self) -> Key:
        """What tells the field from the others of its location."""
        return self.path, self.value[:MAX_VALUE], self.encoding


class Wanted(NamedTuple):
    """Where a text lies, and of which paths in it the slots are wanted."""

    place: Place
    paths: Collection[str]


def shifted(slots: Iterable[Slot], by: int) -> list[Slot]:
    """Return the slots of a text that stands so far within another."""
    rows: dict[Row, Row] = {}
    found = []
    for slot in slots:
        if slot.row and slot.row not in rows:
            rows[slot.row] = Row([(start + by, end + by) for start, end in slot.row.spans], slot.row.twins)
        row = rows[slot.row] if slot.row else None
        found.append(slot._replace(start=slot.start + by, end=slot.end + by, row=row))
    return found
