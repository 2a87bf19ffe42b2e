"""What words on a page tell of a form: what it is for, and what a field is not.

The words are data: `tracker/data/forms/*.toml`.
"""

import tomllib
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from tracker.detection.names.segmentation import Words, words_of
from tracker.errors import ConfigurationError

_LONGEST = 5  # words of a phrase
_SHORTEST_PART = 5  # letters of a phrase within a joined word: `author` is no `auth`
_PROGRAMS = "code"
_UNSPACED_FROM = "\u0e00"  # scripts that are written without spaces come behind all that are not
_FILES = ("cues", "choices")


class Cue(StrEnum):
    """What words can tell."""

    SIGN_IN = "sign_in"
    SIGN_UP = "sign_up"
    RECOVERY = "recovery"
    NEWSLETTER = "newsletter"
    CHECKOUT = "checkout"
    SEARCH = "search"
    CONTACT = "contact"
    CODE = "code"
    NEXT = "next"
    REMEMBER = "remember"
    SOCIAL = "social"
    CHOOSING = "choosing"
    AGAIN = "again"
    COMPLAINT = "complaint"
    CAPTCHA = "captcha"
    VOUCHER = "voucher"
    LOYALTY = "loyalty"
    OTHER_DATE = "other_date"
    TRAP = "trap"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    MONTHS = "months"
    COUNTRIES = "countries"
    REGIONS = "regions"
    GENDERS = "genders"


type Cues = frozenset[Cue]
_NONE: Cues = frozenset()
_OF_CHOICES = frozenset({Cue.DAY, Cue.MONTH, Cue.YEAR, Cue.MONTHS, Cue.COUNTRIES, Cue.REGIONS, Cue.GENDERS})


class Phrases:
    """The phrases of the knowledge files, by their joined words: those found within a text, those that are a text as a
    whole, those within a run of letters without spaces, and those that programs join with others.
    """

    def __init__(self) -> None:
        self.within: dict[str, Cues] = {}
        self.joined: dict[str, Cues] = {}
        self.whole: dict[str, Cues] = {}
        self.unspaced: dict[str, Cues] = {}

    def add(self, document: dict[str, Any]) -> None:
        """Add a knowledge file. Raises ConfigurationError for a cue that does not exist."""
        apart = document.get("about", {}).get("unspaced", ())
        for name, languages in document.items():
            if name == "about":
                continue
            cue = _cue(name)
            for language, phrases in languages.items():
                for table in self._tables(cue, language, language in apart):
                    for key in map(_key_of, phrases):
                        table[key] = table.get(key, _NONE) | {cue}

    def _tables(self, cue: Cue, language: str, is_unspaced: bool) -> tuple[dict[str, Cues], ...]:
        if cue in _OF_CHOICES:
            return (self.whole,)
        if is_unspaced:
            return (self.unspaced,)
        return (self.within, self.joined) if language == _PROGRAMS else (self.within,)


def _key_of(phrase: str) -> str:
    return "".join(words_of(phrase))


def _cue(name: str) -> Cue:
    try:
        return Cue(name)
    except ValueError as error:
        raise ConfigurationError(f"no such cue: {name}") from error


@cache
def builtin() -> Phrases:
    """Return the phrases that come with the program."""
    folder = files("tracker") / "data" / "forms"
    phrases = Phrases()
    for name in _FILES:
        phrases.add(tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")))
    return phrases


@lru_cache(8192)
def cues_in(text: str) -> Cues:
    """Return what the phrases in a text tell."""
    words = words_of(text)
    found = _spaced(words) if words else _NONE
    return found | _unspaced("".join(words)) if words and max(text) >= _UNSPACED_FROM else found


@lru_cache(8192)
def cues_in_name(text: str) -> Cues:
    """Return what an id, class, name or address tells, where words are often joined: `frmLoginbox`."""
    words = words_of(text)
    found = _spaced(words)
    for word in words:
        if len(word) > _SHORTEST_PART:
            found |= _at_the_ends(word)
    return found


@lru_cache(4096)
def cues_of(text: str) -> Cues:
    """Return what a text tells as a whole: a choice, or a part of a date."""
    return builtin().whole.get("".join(words_of(text)), _NONE)


def _spaced(words: Words) -> Cues:
    table, found = builtin().within, _NONE
    for start in range(len(words)):
        key = ""
        for word in words[start : start + _LONGEST]:
            key += word
            if key in table:
                found |= table[key]
    return found


def _unspaced(text: str) -> Cues:
    found = _NONE
    for phrase, cues in builtin().unspaced.items():
        if phrase in text:
            found |= cues
    return found


def _at_the_ends(word: str) -> Cues:
    table, found = builtin().joined, _NONE
    for cut in range(_SHORTEST_PART, len(word) - 1):
        found |= table.get(word[:cut], _NONE) | table.get(word[-cut:], _NONE)
    return found
