"""One spelling of a value, and how much it proves when it turns up."""

from enum import IntEnum
from typing import NamedTuple

from tracker.taxonomy import Category


class Spelling(NamedTuple):
    """A text, and the words that tell how it differs from the value ("in lower case"; empty for the value itself)."""

    text: str
    words: str

    def __repr__(self) -> str:
        return f"Spelling({self.words!r})"


class Strength(IntEnum):
    """How much it proves that a text turns up in a request."""

    NOTHING = 0  # `fr`, `123`: says something under a hash only
    NAMED = 1  # a hash of 32 bits: says something as the whole value of a field that is named for a hash or the data
    WHOLE = 2  # `Petit`, `75001`: a word or a number of many; says something as a field's whole value
    TOKEN = 3  # nobody else's by chance: says something wherever it stands between boundaries


_COMMON = frozenset(
    {
        Category.CITY,
        Category.REGION,
        Category.COUNTRY,
        Category.NATIONALITY,
        Category.GENDER,
        Category.LANGUAGE,
        Category.TIME_ZONE,
        Category.JOB_TITLE,
        Category.DEVICE_MODEL,
        Category.OS_VERSION,
        Category.SCREEN_SIZE,
        Category.CARRIER,
    }
)
_SHORTEST = 3
_SHORTEST_NUMBER = 5
_SHORTEST_TOKEN = 6
_RARE_WORD = 8
_RARE_NUMBER = 9


def strength(category: Category, text: str) -> Strength:
    """Return how much a text of that category proves by itself."""
    core = [character for character in text if character.isalnum()]
    is_number, is_word = all(map(str.isdecimal, core)), text.isalpha()
    if len(core) < (_SHORTEST_NUMBER if is_number else _SHORTEST):
        return Strength.NOTHING
    if category in _COMMON or len(core) < _least(is_number=is_number and text.isalnum(), is_word=is_word):
        return Strength.WHOLE
    return Strength.TOKEN


def _least(*, is_number: bool, is_word: bool) -> int:
    if is_number:
        return _RARE_NUMBER
    return _RARE_WORD if is_word else _SHORTEST_TOKEN
