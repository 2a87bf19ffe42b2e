"""Many needles, one pass: an Aho-Corasick automaton over the first bytes of each, and a comparison where one is met.

The automaton holds short, distinct beginnings ("anchors") in lower case, so that it stays small and every spelling of
hexadecimal digits is met at once. What is met is then compared in full.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from tracker.detection.indicators.needles import Needle

_ANCHOR = 7  # bytes: long enough to be met seldom, short enough for a small automaton


class Hit(NamedTuple):
    """A needle, and where in the data it lies."""

    start: int
    end: int
    needle: Needle


class Index:
    """The needles of a profile, compiled."""

    __slots__ = ("_automaton", "_groups")

    def __init__(self, needles: Iterable[Needle]) -> None:
        groups = defaultdict[bytes, list[Needle]](list)
        seen = set[tuple[bytes, bool]]()
        for needle in needles:
            key = needle.data, needle.pattern.is_exact
            if needle.data and key not in seen:
                seen.add(key)
                groups[needle.data[:_ANCHOR].lower()].append(needle)
        self._groups = tuple(tuple(group) for group in groups.values())
        self._automaton = BytesAhoCorasick(list(groups), implementation=Implementation.ContiguousNFA)

    def hits(self, data: bytes) -> list[Hit]:
        """Return where needles lie in the data."""
        lower = data.lower()
        met = self._automaton.find_matches_as_indexes(lower, overlapping=True)
        return [hit for number, start, _ in met for hit in self._compared(data, lower, number, start)] if met else []

    def _compared(self, data: bytes, lower: bytes, number: int, start: int) -> Iterable[Hit]:
        for needle in self._groups[number]:
            text = data if needle.pattern.is_exact else lower
            if text.startswith(needle.data, start):
                yield Hit(start, start + len(needle.data), needle)
