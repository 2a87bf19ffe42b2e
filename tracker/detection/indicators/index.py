"""Many needles, one pass: an Aho-Corasick automaton over the first bytes of each, and a comparison where one is met.

The automaton holds short, distinct beginnings ("anchors") in lower case, so that it stays small and every spelling of
hexadecimal digits is met at once. What is met is then compared in full; what is met again and again is not compared
each time.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from tracker.detection.indicators.needles import Needle

_ANCHOR = 7  # bytes: long enough to be met seldom, short enough for a small automaton
_MOST_OF_ONE = 500  # times that one anchor is compared
_MOST_MET = 50_000  # anchors that are looked at
_CHUNK = 1 << 17  # bytes that are searched at once

type Met = tuple[int, int, int]
"""An anchor's number, and where it begins and ends."""


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
        met = self._met(lower)
        if len(met) > _MOST_OF_ONE:
            met = _few(met)
        return [hit for number, start, _ in met for hit in self._compared(data, lower, number, start)] if met else []

    def _met(self, lower: bytes) -> list[Met]:
        search = self._automaton.find_matches_as_indexes
        if len(lower) <= _CHUNK:
            return search(lower, overlapping=True)
        found: list[Met] = []
        for begin in range(0, len(lower), _CHUNK):
            piece = lower[begin : begin + _CHUNK + _ANCHOR - 1]
            met = search(piece, overlapping=True)
            found += [(number, begin + start, begin + end) for number, start, end in met if start < _CHUNK]
            if len(found) > _MOST_MET:
                break
        return found

    def _compared(self, data: bytes, lower: bytes, number: int, start: int) -> Iterable[Hit]:
        for needle in self._groups[number]:
            text = data if needle.pattern.is_exact else lower
            if text.startswith(needle.data, start):
                yield Hit(start, start + len(needle.data), needle)


def _few(met: list[Met]) -> list[Met]:
    """Leave out what is met again and again."""
    times = Counter[int]()
    kept = []
    for found in met:
        times[found[0]] += 1
        if times[found[0]] <= _MOST_OF_ONE:
            kept.append(found)
    return kept
