"""Joined words cut into known ones: `loginemail` into `login` and `email`.

Words of one language stand together, with those of English, which all code shares: `kundeemail` is cut, a chance
meeting of a Polish and an Estonian syllable is not.
"""

from collections.abc import Iterable
from functools import lru_cache

EVERY_LANGUAGE = -1
MIN_JOINED = 4
MAX_JOINED = 40
_SHORTEST, _LONGEST = 3, 24
_MIN_ENDING = 6
_TAIL = 3
_LONG_FOR_A_ROLE = 5
_SHORT_ENDINGS = frozenset({"email", "phone"})
_ROLES = frozenset("bcfhlmnprsuw")
"""What stands before a glued word: billing, customer, field, home, login, my, new, person, register, shipping, user,
work. No vowel: `estate`, `iphone`."""
_AFTER_ROLES = frozenset({"city", "pass", "pwd", "town", "zip"})


class Vocabulary:
    """The words that joined words are cut by, each with a bit for every language that has it."""

    __slots__ = ("_ends", "_starts", "words")

    def __init__(self, words: Iterable[str] = ()) -> None:
        """`words` are of every language."""
        self.words: dict[str, int] = {}
        self._starts: dict[str, int] = {}
        self._ends: frozenset[str] = frozenset()
        self.add(words, EVERY_LANGUAGE)

    def add(self, words: Iterable[str], languages: int) -> None:
        """Add words of these languages. Shorter ones than three letters are never cut off."""
        known = self.words
        fitting = [word for word in words if _SHORTEST <= len(word) <= _LONGEST]
        if languages == EVERY_LANGUAGE:
            known.update(dict.fromkeys(fitting, languages))
        else:
            known.update({word: known.get(word, 0) | languages for word in fitting})
        self._starts.clear()

    def longest_from(self, word: str, start: int) -> int:
        """Return how many letters the longest word has that begins as `word` does at `start`."""
        return self._indexed().get(word[start : start + _SHORTEST], 0)

    def may_end(self, word: str) -> bool:
        """Return whether any word of three letters or more ends as this one does."""
        return bool(self._indexed()) and word[-_TAIL:] in self._ends

    def _indexed(self) -> dict[str, int]:
        if not self._starts:
            self._starts.update({word[:_SHORTEST]: len(word) for word in sorted(self.words, key=len)})
            self._ends = frozenset(word[-_TAIL:] for word in self.words)
        return self._starts


@lru_cache(16384)
def parted(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the fewest known words that a joined word consists of, else (unknown start, known end), else the word."""
    if word in vocabulary.words or not MIN_JOINED <= len(word) <= MAX_JOINED:
        return (word,)
    return _all_known(word, vocabulary) or _known_end(word, vocabulary) or (word,)


def _all_known(word: str, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    known = vocabulary.words
    best: list[tuple[tuple[str, ...], int] | None] = [((), EVERY_LANGUAGE)] + [None] * len(word)
    for start in range(len(word) - _SHORTEST + 1):
        before = best[start]
        if before is None:
            continue
        for end in range(start + _SHORTEST, min(len(word), start + vocabulary.longest_from(word, start)) + 1):
            languages = before[1] & known.get(word[start:end], 0)
            current = best[end]
            if languages and (current is None or len(before[0]) + 1 < len(current[0])):
                best[end] = ((*before[0], word[start:end]), languages)
    found = best[-1]
    return found[0] if found else None


def _known_end(word: str, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """Long words only: `city` ends a capacity. A role's letter may stand before what only a person gives."""
    if not vocabulary.may_end(word):
        return None
    for start in range(1, len(word) - 2):
        end = word[start:]
        if end not in vocabulary.words:
            continue
        if start == 1 and _is_of_role(word[0], end, vocabulary):
            return (end,)
        if len(end) >= _MIN_ENDING or end in _SHORT_ENDINGS:
            return (word[:start], end)
    return None


def _is_of_role(letter: str, end: str, vocabulary: Vocabulary) -> bool:
    long_enough = len(end) >= _LONG_FOR_A_ROLE and vocabulary.words[end] == EVERY_LANGUAGE
    return letter in _ROLES and (long_enough or end in _AFTER_ROLES)
