"""Joined words cut into known ones: `loginemail` into `login` and `email`."""

from collections.abc import Set as AbstractSet
from functools import lru_cache

MIN_JOINED = 5
MAX_JOINED = 40
_LONGEST = 24
_MIN_ENDING = 6
_SHORT_ENDINGS = frozenset({"email"})


@lru_cache(16384)
def parted(word: str, vocabulary: AbstractSet[str]) -> tuple[str, ...]:
    """Return the fewest known words that a joined word consists of, else (unknown start, known end), else the word."""
    if word in vocabulary or not MIN_JOINED <= len(word) <= MAX_JOINED:
        return (word,)
    return _all_known(word, vocabulary) or _known_end(word, vocabulary) or (word,)


def _all_known(word: str, vocabulary: AbstractSet[str]) -> tuple[str, ...] | None:
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for start, before in enumerate(best):
        if before is None:
            continue
        for end in range(start + 3, min(len(word), start + _LONGEST) + 1):
            current = best[end]
            if word[start:end] in vocabulary and (current is None or len(before) + 1 < len(current)):
                best[end] = (*before, word[start:end])
    return best[-1]


def _known_end(word: str, vocabulary: AbstractSet[str]) -> tuple[str, ...] | None:
    """Long words only: `phone` ends a microphone, and `city` a capacity."""
    for start in range(1, len(word) - 4):
        end = word[start:]
        if end in vocabulary and (len(end) >= _MIN_ENDING or end in _SHORT_ENDINGS):
            return (word[:start], end)
    return None
