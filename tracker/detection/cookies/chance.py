"""How much chance a run of characters holds: one browser cannot compare with others' values, as studies do.

Counted are letters and digits, without what is no chance: words that can be read out, moments, repeated digits.

>>> [round(bits(part)) for part in ("8f14e45fceea167a5a36dedd4bea2543", "recently-viewed-products", "1613226782706")]
[128, 0, 0]
"""

import re
from functools import lru_cache

from tracker.detection.detectors.numbers import is_moment

BITS = 30.0
"""Below this, some thousand browsers share a value, and guessing is cheap."""

_MOST = 256.0
_LONGEST = 160  # characters that are looked at: enough to tell
_SHORTEST = 5
_FEWEST = 5  # different characters
_OF_MICROSECONDS, _OF_NANOSECONDS = 16, 19  # digits
_OF_DIGIT, _OF_LETTER, _OF_HEX = 3.32, 4.7, 4.0
_HEX = re.compile(r"[0-9a-f]+|[0-9A-F]+")
_LONG_RUNS = re.compile(r"[A-Za-z][a-z]{3,}|[A-Z]{4,}|[0-9]{8,}")
_VOWEL = re.compile(r"[AEIOUYaeiouy]")
_CONSONANTS = re.compile(r"[B-DF-HJ-NP-TV-XZb-df-hj-np-tv-xz]{5}")
_NO_DIGITS = bytes(code for code in range(256) if not 48 <= code <= 57)
_NO_LETTERS = bytes(code for code in range(256) if not (65 <= code <= 90 or 97 <= code <= 122))


def bits(part: str) -> float:
    """Return about how many bits of chance a part without delimiters holds, at most 256; 0 where they are too few."""
    if len(part) < _SHORTEST:
        return 0.0
    return _known_bits(part) if len(part) <= _LONGEST else _bits(part)


def _bits(part: str) -> float:
    if part.isdigit():
        return _of_digits(part)
    if _HEX.fullmatch(part) and any(map(str.isdigit, part)):
        return min(_OF_HEX * len(part), _MOST) if len(set(part)) >= _FEWEST else 0.0
    return _of_mixed(part[:_LONGEST])


_known_bits = lru_cache(4096)(_bits)
"""A new value is weighed several times: as a cookie's, as one that may travel, as each of its parts."""


def _of_digits(part: str) -> float:
    if _is_moment(part) or len(set(part)) < 4:
        return 0.0
    return min(_OF_DIGIT * len(part.lstrip("0")), _MOST)


def _is_moment(digits: str) -> bool:
    """Whether digits are a moment that cookies hold: numbers of 19 digits are identifiers of 63 bits, not nanoseconds,
    and microseconds of our time, until 2033, begin with 1.
    """
    if len(digits) == _OF_NANOSECONDS or (len(digits) == _OF_MICROSECONDS and digits[0] != "1"):
        return False
    return is_moment(digits)


def _of_mixed(part: str) -> float:
    plain = part.encode("ascii", "ignore")
    chance = _OF_LETTER * len(plain.translate(None, _NO_LETTERS)) + _OF_DIGIT * len(plain.translate(None, _NO_DIGITS))
    if chance < BITS or len(set(part)) < _FEWEST:
        return 0.0
    for run in _LONG_RUNS.findall(part):
        if run.isdigit():
            chance -= _OF_DIGIT * len(run) if _is_moment(run) else 0.0
        elif _is_word(run):
            chance -= _OF_LETTER * len(run)
    return min(max(chance, 0.0), _MOST)


def _is_word(run: str) -> bool:
    """Whether a run of letters can be read out: vowels in between, never five consonants."""
    return 0.15 <= len(_VOWEL.findall(run)) / len(run) <= 0.7 and not _CONSONANTS.search(run)
