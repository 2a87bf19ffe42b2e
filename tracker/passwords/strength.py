"""How hard a password is to guess, from 0 to 4, as zxcvbn estimates it.

0: under a thousand guesses; 1: under a million; 2: under a hundred million; 3: under ten thousand million; 4: more.
Sources: D. Wheeler, zxcvbn: Low-Budget Password Strength Estimation, USENIX Security 2016; its port to Python,
https://github.com/dwolfhub/zxcvbn-python (MIT licence).
"""

import re
from collections.abc import Iterable, Iterator

LONGEST = 32  # characters that are looked at: the estimate takes ever longer, and longer ones are strong by then
_MOST_WORDS, _LONGEST_WORD, _SHORTEST_WORD = 120, 40, 3
_STAND_FOR_LETTERS = frozenset("4@8({[<6931!|0$5+7%2")
_MOST_STANDING = 9  # different ones: each doubles the ways to read the rest
_PARTS = re.compile(r"[^\W_]+")


def strength(password: str, words: Iterable[str] = ()) -> int:
    """Return 0 to 4. `words` are what somebody who knows the person would try: their names, the site's name.

    Of a long password the beginning counts: the whole is at least as strong. Takes milliseconds, a tenth of a second
    at worst.
    """
    from zxcvbn import zxcvbn

    looked_at = _beginning(password)
    return int(zxcvbn(looked_at, user_inputs=list(_parts(words)))["score"]) if looked_at else 0


def _beginning(password: str) -> str:
    standing: set[str] = set()
    for number, character in enumerate(password[:LONGEST]):
        if character in _STAND_FOR_LETTERS:
            standing.add(character)
        if len(standing) > _MOST_STANDING:
            return password[:number]
    return password[:LONGEST]


def _parts(words: Iterable[str]) -> Iterator[str]:
    """The words and what they consist of, each once: `marie.dupont@mail.example` is tried as `dupont`, too."""
    known: dict[str, None] = {}
    for word in words:
        for part in (word, *_PARTS.findall(word)):
            if _SHORTEST_WORD <= len(part) <= _LONGEST_WORD:
                known[part.lower()] = None
            if len(known) >= _MOST_WORDS:
                return iter(known)
    return iter(known)
