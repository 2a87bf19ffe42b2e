"""Names as they travel, cut into words: `ctl00$main$txtEMail` gives `main`, then `txt e mail`.

Words are in lower case and without accents, so that `Prénom`, `prenom` and `PRENOM` are one word.
"""

import re
import unicodedata
from urllib.parse import unquote

MAX_NAME = 200
MAX_WORDS = 16
_MAX_LEVELS = 8

type Words = tuple[str, ...]

_BETWEEN_LEVELS = re.compile(r"[\[\].$:/|>\\{}]+")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_A-Za-z]+")
_RANDOM = re.compile(r"(?<![0-9A-Za-z])(?:[A-Za-z]+[0-9]+){3,}[A-Za-z]*(?![0-9A-Za-z])")
"""What generators append to a name, as in `pass_bpC5XKv5z2`."""
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("øØ", "o"),
        **dict.fromkeys("łŁ", "l"),
        **dict.fromkeys("đĐ", "d"),
        **dict.fromkeys("æÆ", "ae"),
        **dict.fromkeys("œŒ", "oe"),
        **dict.fromkeys("þÞ", "th"),
        "ß": "ss",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)
"""Letters that Unicode does not take apart."""


def without_accents(text: str) -> str:
    """Return text with plain letters in the place of accented ones; other scripts keep theirs."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words_of(text: str) -> Words:
    """Return the words of a text in lower case; numbers are words of their own. At most MAX_WORDS."""
    plain = without_accents(text[:MAX_NAME])
    plain = _RANDOM.sub(" ", plain)
    return tuple(word.lower() for word in _WORD.findall(plain)[:MAX_WORDS])


def levels_of(name: str) -> tuple[Words, ...]:
    """Return the words of each level of a nested name, outermost first; levels without a letter are left out."""
    text = unquote(name) if "%" in name else name
    levels = (words_of(part) for part in _BETWEEN_LEVELS.split(text[:MAX_NAME]))
    return tuple(words for words in levels if any(not word.isdigit() for word in words))[-_MAX_LEVELS:]
