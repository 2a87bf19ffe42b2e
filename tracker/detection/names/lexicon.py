"""What words in a name mean: the knowledge of `tracker/data/names/*.toml`, in one table to look up.

A phrase is kept under its words joined, because that is how a name brings them: `first name`, `first_name`,
`firstName` and `firstname` are one key. A file has `[about]` with its language, notes and sources (where its words can
be checked), and `[knowledge]` with one text, for TOML's own lists take ten times as long to read. In it stands one list
after the other: what it is a list of, a colon, and phrases between commas, on as many lines as they need.

- `city: town, suburb` are phrases of a category that say it wherever they stand in a name. `city alone:` say it when
  only words without a meaning of their own stand beside them; `city faint:` the same, but also a name of many other
  things; `city hint:` as often a button or a setting: believed only when something else agrees; `city nested:` say it
  when the parent's last word and the field's words are just these (`user.name`, and `^login.username` where the
  parent is the outermost); `city label:` say it in labels of that
  language only: `by` is Danish for town.
  `card_number beside: card.number` says it of a word that is vague alone, in a record of that setting (`context.py`).
- `class neutral:` do not change what is said (txt, input, billing); `person` the same, and make a vague word a
  person's (customer); `thing` make a vague word a thing's (product); `flag` what is sent is about the datum, not the
  datum (show, sent, valid); `suffix` a flag when it stands last (id, count); `scope` parents in which names are only
  talked about (errors, labels); `nothing` phrases that look like personal data but are none.
- `setting person:` and the like: words of siblings and of paths that tell what a record is about (see `context.py`).
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import Any, NamedTuple

from tracker.detection.names.joining import EVERY_LANGUAGE, Vocabulary
from tracker.detection.names.segmentation import LETTERS, words_of
from tracker.errors import ConfigurationError
from tracker.taxonomy import Category

FIRST_FILES = ("en", "autocomplete", "frameworks", "analytics", "fr", "de", "es", "it", "pt", "nl", "pl", "ru")
"""Where two files disagree about a word, the earlier one is believed."""
_OF_ALL_LANGUAGES = frozenset({"en", "autocomplete", "frameworks", "analytics", "standards"})
_LETTERS = frozenset(map(chr, LETTERS))
_NO_LETTERS = re.compile(r"[^\w,]+|_+")
_HEAD = re.compile(r"^(\w+)(?: (\w+))?:", re.MULTILINE)
_SHORTEST_VAGUE = 3


class Strength(StrEnum):
    """How much a phrase says alone."""

    WORDS = "words"
    ALONE = "alone"
    FAINT = "faint"
    HINT = "hint"
    NESTED = "nested"
    LABEL = "label"
    BESIDE = "beside"


class Kind(StrEnum):
    """What a word without a category does to its neighbours."""

    NEUTRAL = "neutral"
    PERSON = "person"
    THING = "thing"
    FLAG = "flag"
    SUFFIX = "suffix"
    SCOPE = "scope"
    NOTHING = "nothing"


class Meaning(NamedTuple):
    """A phrase that names a category, as the knowledge file has it."""

    category: Category
    strength: Strength
    phrase: str
    language: str


@dataclass(slots=True, eq=False)
class Lexicon:
    """All knowledge files together. Keys are joined phrases."""

    meanings: dict[str, Meaning] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    scopes: set[str] = field(default_factory=set)
    beside: dict[str, Meaning] = field(default_factory=dict)
    settings: dict[str, frozenset[str]] = field(default_factory=dict)
    by_language: dict[str, dict[str, Meaning]] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def add(self, document: dict[str, Any]) -> None:
        """Add a knowledge file. Raises ConfigurationError for a category, list or class that does not exist."""
        about = document.get("about", {})
        language = str(about.get("language", ""))
        code = str(about.get("code", language))
        bit = EVERY_LANGUAGE if code in _OF_ALL_LANGUAGES else 1 << len(self.by_language)
        own: dict[str, Meaning] = {}
        labels: dict[str, Meaning] = {}
        for topic, name, text in lists_of(document):
            if topic == "class":
                self._add_kinds(name, keys_of(text), bit)
            elif topic == "setting":
                self.settings[name] = self.settings.get(name, frozenset()) | frozenset(keys_of(text))
            else:
                strength = _strength(topic, name)
                into = {Strength.LABEL: labels, Strength.BESIDE: self.beside}.get(strength, own)
                into.update(_meanings(_category(topic), strength, text, language))
        self._share(own, bit)
        own.update(labels)
        self.by_language[code] = own

    def _add_kinds(self, name: str, keys: list[str], bit: int) -> None:
        if name not in tuple(Kind):
            raise ConfigurationError(f"no such class of words: {name}")
        kind = Kind(name)
        if kind is Kind.SCOPE:
            self.scopes.update(keys)
            return
        for key in keys:
            self.kinds.setdefault(key, kind)
        self.vocabulary.add(keys, bit)

    def _share(self, own: dict[str, Meaning], bit: int) -> None:
        for key in own.keys() - self.meanings.keys():
            self.meanings[key] = own[key]
        words = Strength.WORDS
        self.vocabulary.add([key for key, said in own.items() if said[1] is words or len(key) > _SHORTEST_VAGUE], bit)


def lists_of(document: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Return what each list of a knowledge file is of, which list of that, and its text."""
    parts = _HEAD.split(document.get("knowledge", {}).get("phrases", ""))
    for place in range(1, len(parts), 3):
        yield parts[place], parts[place + 1] or Strength.WORDS.value, parts[place + 2]


def _meanings(category: Category, strength: Strength, text: str, language: str) -> Iterator[tuple[str, Meaning]]:
    phrases = phrases_of(text)
    dotted = strength is Strength.NESTED or strength is Strength.BESIDE
    keys = [phrase.replace(" ", "") for phrase in phrases] if dotted else keys_of(text)
    return zip(keys, map(Meaning, repeat(category), repeat(strength), phrases, repeat(language)), strict=False)


def phrases_of(text: str) -> list[str]:
    """Return the phrases of a list."""
    return [part.strip() for part in " ".join(text.split()).split(",") if part]


def keys_of(text: str) -> list[str]:
    """Return the keys of a list's phrases, in their order: `key_of` for all at once."""
    plain = "".join(text.lower().split())
    if plain.isascii():
        for mark in "-_'.":
            plain = plain.replace(mark, "")
    else:
        for letter in _LETTERS & set(plain):
            plain = plain.replace(letter, LETTERS[ord(letter)])
        letters = _NO_LETTERS.sub("", unicodedata.normalize("NFKD", plain))
        plain = unicodedata.normalize("NFC", letters).lower()
    return list(filter(None, plain.split(",")))


def key_of(phrase: str) -> str:
    """Return a phrase's words joined."""
    return "".join(words_of(phrase))


def _category(name: str) -> Category:
    try:
        return Category(name)
    except ValueError as error:
        raise ConfigurationError(f"no such category: {name}") from error


def _strength(category: str, name: str) -> Strength:
    try:
        return Strength(name)
    except ValueError as error:
        raise ConfigurationError(f"{category}: no such list of phrases: {name}") from error


@cache
def builtin() -> Lexicon:
    """Return the lexicon of all knowledge files that come with the program."""
    folder = files("tracker") / "data" / "names"
    names = sorted((item.name for item in folder.iterdir() if item.name.endswith(".toml")), key=_rank)
    lexicon = Lexicon()
    for name in names:
        try:
            lexicon.add(tomllib.loads((folder / name).read_text(encoding="utf-8")))
        except (ConfigurationError, tomllib.TOMLDecodeError) as error:
            raise ConfigurationError(f"data/names/{name}: {error}") from error
    return lexicon


def _rank(name: str) -> tuple[int, str]:
    stem = name.removesuffix(".toml")
    return (FIRST_FILES.index(stem) if stem in FIRST_FILES else len(FIRST_FILES), stem)
