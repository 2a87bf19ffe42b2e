"""Paths and reasoning without what may single a person out: names of fields and cookies often hold numbers of accounts.

A word that looks like an identifier becomes its pseudonym. What was quoted is kept only where it is part of the path.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from tracker.detection.cookies.chance import BITS, bits
from tracker.exporters.characters import on_one_line
from tracker.masking import HIDDEN

type Word = Callable[[str], str]

_UUID = r"[0-9A-Fa-f]{8}(?:-?[0-9A-Fa-f]{4}){3}-?[0-9A-Fa-f]{12}"
_WORD = re.compile(rf"{_UUID}|[^\W_]+")
_QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"")
_MANY_DIGITS = re.compile(r"[0-9]{5}")
_TURN = re.compile(r"[0-9](?=[^\W\d_])|[^\W\d_](?=[0-9])")
_MOST_TURNS = 3  # between letters and digits: `sha256Hash` has two, `G1AB2C` four
_SHORTEST = 6
_NO_WORD = re.compile(r"[\W_]+")


class Places:
    """Makes paths and reasoning fit for a study; `word` gives the pseudonym of a word."""

    def __init__(self, word: Word) -> None:
        self._word = word
        self.path = lru_cache(20_000)(self._path)
        self.reasoning = lru_cache(20_000)(self._reasoning)

    def _path(self, path: str) -> str:
        return _WORD.sub(self._replaced, on_one_line(path))

    def _reasoning(self, text: str, path: str) -> str:
        return self._path(_QUOTED.sub(lambda quoted: _kept(quoted, path), text))

    def _replaced(self, match: re.Match[str]) -> str:
        return self._word(match[0]) if is_singular(match[0]) else match[0]


def _kept(quoted: re.Match[str], path: str) -> str:
    """What is quoted is the path's words, or a stranger's text: a label, a heading."""
    said = _squeezed(quoted[1] or quoted[2] or "")
    return quoted[0] if said and said in _squeezed(path) else f"{quoted[0][0]}{HIDDEN}{quoted[0][-1]}"


def _squeezed(text: str) -> str:
    return _NO_WORD.sub("", text).casefold()


@lru_cache(20_000)
def is_singular(word: str) -> bool:
    """Whether a word looks like an identifier: five digits in a row, digits all among letters, or much chance."""
    if _MANY_DIGITS.search(word):
        return True
    if len(word) < _SHORTEST:
        return False
    if word.isalpha():  # readable words hold none, unreadable ones are abbreviations unless they are long
        return bits(word) >= 2 * BITS
    return len(_TURN.findall(word)) >= _MOST_TURNS or bits(word) >= BITS
