"""Changes of a text by span: whatever lies in no span stays as it is."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple


class Splice(NamedTuple):
    """A span of a text, and what takes its place."""

    start: int
    end: int
    text: str = ""


def spliced(text: str, splices: Iterable[Splice]) -> str | None:
    """Return the text with all of that changed; None where two spans overlap."""
    pieces, at = list[str](), 0
    for start, end, new in sorted(splices):
        if start < at:
            return None
        pieces += (text[at:start], new)
        at = end
    return "".join((*pieces, text[at:]))


def moved(splices: Iterable[Splice], by: int) -> list[Splice]:
    """Return the same changes in a text that has so many characters more before it."""
    return [Splice(start + by, end + by, text) for start, end, text in splices]


def cut(spans: Sequence[tuple[int, int]], gone: set[int]) -> list[Splice]:
    """Return what takes some of a row of spans out, each with one of the separators between them."""
    splices, has_kept = list[Splice](), False
    for number, (start, end) in enumerate(spans):
        if number not in gone:
            has_kept = True
        elif has_kept:
            splices.append(Splice(spans[number - 1][1], end))
        else:
            splices.append(Splice(start, spans[number + 1][0] if number + 1 < len(spans) else end))
    return splices


def positions(written: str, units: re.Pattern[str], marks: Sequence[int]) -> list[int]:
    """Return where characters of a decoded text begin in how it is written. `marks`: which ones, ascending.

    `units` match what is written for one character each; everything else stands for itself.
    """
    found, longer = list[int](), 0
    for match in units.finditer(written):
        at = match.start() - longer
        while len(found) < len(marks) and marks[len(found)] <= at:
            found.append(marks[len(found)] + longer)
        if len(found) == len(marks):
            break
        longer += match.end() - match.start() - 1
    return found + [mark + longer for mark in marks[len(found) :]]


class Codec(NamedTuple):
    """How a value is written in a text. Both ways return None for what cannot be.

    `units` match what is written for one character; None: each stands for itself. `is_whole`: of such a value
    nothing can be changed but all of it is written anew.
    """

    encode: Callable[[str], str | None]
    decode: Callable[[str], str | None]
    units: re.Pattern[str] | None = None
    is_whole: bool = False

    def through(self, written: str, value: str, splices: Sequence[Splice]) -> list[Splice] | None:
        """Return changes of a value as changes of how it is written; None where the new value cannot be written."""
        new = spliced(value, splices)
        if new is None:
            return None
        for changes in (self._by_span(written, splices), self._whole(written, new)):
            text = None if changes is None else spliced(written, changes)
            if text is not None and self.decode(text) == new:
                return changes
        return None

    def _whole(self, written: str, new: str) -> list[Splice] | None:
        text = self.encode(new)
        return None if text is None else [Splice(0, len(written), text)]

    def _by_span(self, written: str, splices: Sequence[Splice]) -> list[Splice] | None:
        if self.is_whole:
            return None
        texts = [self.encode(splice.text) for splice in splices]
        marks = sorted({mark for start, end, _ in splices for mark in (start, end)})
        at = dict(zip(marks, positions(written, self.units, marks) if self.units else marks, strict=True))
        pairs = zip(splices, texts, strict=True)
        found = [Splice(at[start], at[end], text) for (start, end, _), text in pairs if text is not None]
        return found if len(found) == len(splices) else None
