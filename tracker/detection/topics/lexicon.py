"""The words of the special categories, from `tracker/data/topics/*.toml`, in one table to look up by first words.

A file has, besides `[about]` with its language, notes and sources: `[nothing]` with phrases that look like a topic and
are none, `[works]` with words of films, games and programs, and a table per category with `terms`, `ambiguous` and
`context`. In a phrase, `a | b` are spellings of one topic, the first of which names it. A plural in -s is understood.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from tracker.detection.topics.words import words_of
from tracker.taxonomy import Category

_TABLES = ("about", "nothing", "works")
_SHORTEST_PLURAL = 4  # letters that a word has at least to take an s


class Topic(NamedTuple):
    """What a phrase means. `context` is empty where the phrase says it alone."""

    category: Category
    name: str
    language: str
    context: frozenset[str] = frozenset()


class Phrase(NamedTuple):
    """A phrase's words and its topics: none, where it only looks like one; several, where languages share it."""

    words: tuple[str, ...]
    topics: tuple[Topic, ...]


class Lexicon(NamedTuple):
    """Phrases by their first word, longest first; words of works of art, games and programs."""

    phrases: dict[str, tuple[Phrase, ...]]
    works: frozenset[str]


@cache
def builtin() -> Lexicon:
    """Return what the files that come with the program say."""
    folder = files("tracker") / "data" / "topics"
    texts = sorted((file.name, file.read_text("utf-8")) for file in folder.iterdir() if file.name.endswith(".toml"))
    return compiled([tomllib.loads(text) for _, text in texts])


def compiled(documents: list[dict[str, Any]]) -> Lexicon:
    """Return the lexicon of parsed files."""
    found: dict[tuple[str, ...], tuple[Topic, ...]] = {}
    for document in documents:
        for words, topic in _entries(document):
            known = found.get(words, ())
            found[words] = known if _is_known(topic, known) else (*known, topic)
    for phrase in _listed(documents, "nothing", "phrases"):
        found[tuple(words_of(phrase))] = ()
    works = frozenset(word for phrase in _listed(documents, "works", "words") for word in words_of(phrase))
    return Lexicon(_by_first_word(found), works)


def _is_known(topic: Topic, known: tuple[Topic, ...]) -> bool:
    """Whether another language says the same of the phrase already, without asking for a context."""
    return any(other.category is topic.category and not other.context for other in known)


def _entries(document: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], Topic]]:
    language = document["about"]["language"]
    for slug, table in document.items():
        if slug in _TABLES:
            continue
        context = frozenset(word for phrase in table["context"] for word in words_of(phrase))
        needs: dict[str, frozenset[str]] = {"terms": frozenset(), "ambiguous": context}
        for kind, needed in needs.items():
            for entry in table.get(kind, ()):
                spellings = [spelling.strip() for spelling in entry.split("|")]
                topic = Topic(Category(slug), spellings[0], language, needed)
                yield from ((words, topic) for spelling in spellings for words in _forms(spelling))


def _forms(spelling: str) -> Iterator[tuple[str, ...]]:
    """Yield a phrase's words, and its plurals: of the last word, of the first, of all."""
    words = tuple(words_of(spelling))
    plural = tuple(_plural(word) for word in words)
    yield from dict.fromkeys((words, (*words[:-1], plural[-1]), (plural[0], *words[1:]), plural))


def _plural(word: str) -> str:
    return word + "s" if len(word) >= _SHORTEST_PLURAL and word.isalpha() and word[-1] not in "sxz" else word


def _listed(documents: list[dict[str, Any]], table: str, key: str) -> Iterator[str]:
    for document in documents:
        yield from document.get(table, {}).get(key, ())


def _by_first_word(found: dict[tuple[str, ...], tuple[Topic, ...]]) -> dict[str, tuple[Phrase, ...]]:
    table: dict[str, list[Phrase]] = {}
    for words, topics in found.items():
        table.setdefault(words[0], []).append(Phrase(words, topics))
    return {first: tuple(sorted(listed, key=lambda phrase: -len(phrase.words))) for first, listed in table.items()}
