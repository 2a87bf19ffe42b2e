"""A text as the words that lexicons compare: in lower case, without accents, apostrophes and marks.

>>> words_of("Crohn\u2019s disease & l'\u0153d\u00e8me")
['crohn', 'disease', 'l', 'oedeme']
"""

import re
import unicodedata

_POSSESSIVE = re.compile(r"['\u2019]s\b")
_WORD = re.compile(r"[^\W_]+")
_LIGATURES = str.maketrans({"\u0153": "oe", "\u0152": "oe", "\u00e6": "ae", "\u00c6": "ae", "\u00df": "ss"})


def words_of(text: str) -> list[str]:
    """Return the words in their order."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _WORD.findall(_POSSESSIVE.sub("", text.lower()))
