"""Names as they travel, cut into words: `ctl00$main$txtEMail` gives `main`, then `txt e mail`.

Words are in lower case and without accents, so that `Prénom`, `prenom` and `PRENOM` are one word.
"""

import re
import unicodedata
from base64 import b64decode
from urllib.parse import unquote

MAX_NAME = 200
MAX_WORDS = 16
_MAX_LEVELS = 8
_MAX_RAW = 1000  # before percent signs are undone

type Words = tuple[str, ...]

_BETWEEN_LEVELS = re.compile(r"[\[\].$:/|>\\{}]+")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_A-Za-z]+")
_RANDOM = re.compile(r"(?<![0-9A-Za-z])(?:[A-Za-z]+[0-9]+){3,}[A-Za-z]*(?![0-9A-Za-z])")
"""What generators append to a name, as in `pass_bpC5XKv5z2`."""
_SHORTEST_CODED = 12
_CODED = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z]*[0-9])(?=[a-z0-9]*[A-Z])[A-Za-z0-9+]{12,}={0,2}(?![A-Za-z0-9])")
_PLAIN = re.compile(r"[A-Za-z0-9_. \[\]-]*[A-Za-z]{3}[A-Za-z0-9_. \[\]-]*")
LETTERS = str.maketrans(
    {
        **dict.fromkeys("øØ", "o"),
        **dict.fromkeys("łŁ", "l"),
        **dict.fromkeys("đĐ", "d"),
        **dict.fromkeys("æÆ", "ae"),
        **dict.fromkeys("œŒ", "oe"),
        **dict.fromkeys("þÞ", "th"),
        "ß": "ss",
        "ي": "ی",
        "ك": "ک",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)
"""Letters that Unicode does not take apart, and Arabic ones that Persian keyboards write with a code of their own."""
_NOT_WRITTEN = frozenset({"Mn", "Mc", "Me", "Cf"})
"""Accents, the vowel signs of Indic scripts and Thai, marks without a width: `\\w` takes none of them for a letter."""


def without_accents(text: str) -> str:
    """Return text with plain letters in the place of accented ones, and without vowel signs."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(LETTERS))
    bare = "".join(c for c in decomposed if unicodedata.category(c) not in _NOT_WRITTEN)
    return unicodedata.normalize("NFC", bare)  # the syllables of Korean again


def _uncoded(text: str) -> str:
    """A name that a form builder has put into base64; what does not hold plain words stays as it is."""
    try:
        plain = b64decode(text + "=" * (-len(text) % 4), validate=True).decode("ascii")
    except ValueError:
        return text
    return plain if _PLAIN.fullmatch(plain) else text


def words_of(text: str) -> Words:
    """Return the words of a text in lower case; numbers are words of their own. At most MAX_WORDS."""
    plain = without_accents(text[:MAX_NAME])
    if not plain.replace("_", "").isalpha():
        plain = _RANDOM.sub(" ", plain)
    return tuple(map(str.lower, _WORD.findall(plain)[:MAX_WORDS]))


def levels_of(name: str) -> tuple[Words, ...]:
    """Return the words of each level of a nested name, outermost first; levels without a letter are left out.

    Of a long name the end is read, where the field itself stands.
    """
    if name.isascii() and name.isalpha() and (name.islower() or name.isupper()):
        return ((name[:MAX_NAME].lower(),),)
    text = name[-_MAX_RAW:]
    text = (unquote(text) if "%" in text else text)[-MAX_NAME:]
    if len(text) >= _SHORTEST_CODED and not text.islower() and (coded := _CODED.search(text)):
        text = text[: coded.start()] + _uncoded(coded[0]) + text[coded.end() :]
    parts = (text,) if text.isidentifier() else _BETWEEN_LEVELS.split(text)
    levels = map(words_of, parts)
    return tuple(words for words in levels if words and not all(map(str.isdigit, words)))[-_MAX_LEVELS:]
