"""What words in a name mean: the knowledge of `tracker/data/names/*.toml`, in one table to look up.

A phrase is kept under its words joined, because that is how a name brings them: `first name`, `first_name`,
`firstName` and `firstname` are one key. A file has, besides `[about]` with its language, notes and sources (where its
words can be checked):

- a table per category, with lists of phrases: `words` (say it wherever they stand in a name), `alone` (say it when only
  words without a meaning of their own stand beside them), `faint` (the same, but also a name of many other things),
  `hint` (as often a button or a setting: believed only when something else agrees),
  `nested` (`user.name`: say it when the parent's last word and the field's words are just these);
- `[classes]`: `neutral` (do not change what is said: txt, input, billing), `person` (the same, and make a vague word a
  person's: customer), `thing` (make a vague word a thing's: product), `flag` (what is sent is about the datum, not the
  datum: show, sent, valid), `suffix` (a flag when it stands last: id, count), `scope` (parents in which names are
  only talked about: errors, labels) and `nothing` (phrases that look like personal data but are none).
"""

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from tracker.detection.names.segmentation import words_of
from tracker.errors import ConfigurationError
from tracker.taxonomy import Category

FIRST_FILES = ("en", "autocomplete", "frameworks", "analytics", "fr", "de", "es", "it", "pt", "nl", "pl", "ru")
"""Where two files disagree about a word, the earlier one is believed."""
_MIN_PLURAL = 5


class Strength(StrEnum):
    """How much a phrase says alone."""

    WORDS = "words"
    ALONE = "alone"
    FAINT = "faint"
    HINT = "hint"
    NESTED = "nested"


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


@dataclass(slots=True)
class Lexicon:
    """All knowledge files together. Keys are joined phrases."""

    meanings: dict[str, Meaning] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    scopes: set[str] = field(default_factory=set)
    by_language: dict[str, dict[str, Meaning]] = field(default_factory=dict)
    vocabulary: frozenset[str] = frozenset()

    def add(self, document: dict[str, Any]) -> None:
        """Add a knowledge file. Raises ConfigurationError for a category or class that does not exist."""
        about = document.get("about", {})
        language = str(about.get("language", ""))
        own = self.by_language.setdefault(str(about.get("code", language)), {})
        for name, table in document.items():
            if name == "about":
                continue
            if name == "classes":
                self._add_kinds(table)
                continue
            for strength, phrases in table.items():
                self._add_phrases(_category(name), _strength(name, strength), phrases, language, own)

    def _add_kinds(self, table: dict[str, list[str]]) -> None:
        for name, phrases in table.items():
            if name not in tuple(Kind):
                raise ConfigurationError(f"no such class of words: {name}")
            keys = [key_of(phrase) for phrase in phrases]
            if name == Kind.SCOPE:
                self.scopes.update(keys)
                continue
            for key in keys:
                self.kinds.setdefault(key, Kind(name))

    def _add_phrases(
        self, category: Category, strength: Strength, phrases: list[str], language: str, own: dict[str, Meaning]
    ) -> None:
        for phrase in phrases:
            key = phrase.replace(" ", "") if strength is Strength.NESTED else key_of(phrase)
            meaning = Meaning(category, strength, phrase, language)
            self.meanings.setdefault(key, meaning)
            own.setdefault(key, meaning)

    def close(self) -> None:
        """Fix the vocabulary that joined words are cut by."""
        clear = (key for key, said in self.meanings.items() if said.strength is Strength.WORDS or len(key) >= 4)
        self.vocabulary = frozenset(key for key in (*clear, *self.kinds) if len(key) >= 3)

    def meaning(self, key: str, language: str | None = None) -> Meaning | None:
        """Return what a joined phrase names, in the plural too; the page's own language is asked first."""
        own = self.by_language.get(language) if language else None
        if own is not None and key in own:
            return own[key]
        found = self.meanings.get(key)
        if found is None and len(key) > _MIN_PLURAL and key[-1] == "s" and key not in self.kinds:
            return self.meanings.get(key[:-1])
        return found


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
    lexicon.close()
    return lexicon


def _rank(name: str) -> tuple[int, str]:
    stem = name.removesuffix(".toml")
    return (FIRST_FILES.index(stem) if stem in FIRST_FILES else len(FIRST_FILES), stem)
