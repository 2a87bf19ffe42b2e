import tomllib
from collections import Counter
from importlib.resources import files
from typing import Any

import pytest

from tracker.detection.topics.lexicon import builtin, compiled
from tracker.detection.topics.words import words_of
from tracker.taxonomy import TAXONOMY, Category, Group

FOLDER = files("tracker") / "data" / "topics"
LANGUAGES = ("en", "fr")
CATEGORIES = {category for category, term in TAXONOMY.items() if term.group is Group.SPECIAL} - {Category.BIOMETRIC}


def document(code: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_language_knows_its_sources_and_at_least_300_terms(code: str) -> None:
    known = document(code)
    assert known["about"]["code"] == code
    assert len(known["about"]["sources"]) >= 5
    assert sum(len(known[slug]["terms"]) for slug in CATEGORIES) >= 300


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_language_speaks_of_each_category_but_biometrics(code: str) -> None:
    assert set(document(code)) - {"about", "nothing", "works"} == {category.value for category in CATEGORIES}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_phrase_is_listed_twice_in_a_language(code: str) -> None:
    known = document(code)
    spellings = Counter(
        " ".join(words_of(spelling))
        for slug in CATEGORIES
        for kind in ("terms", "ambiguous")
        for entry in known[slug][kind]
        for spelling in entry.split("|")
    )
    assert [spelling for spelling, count in spellings.items() if count > 1] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_phrase_is_without_words(code: str) -> None:
    known = document(code)
    entries = [
        entry for slug in CATEGORIES for kind in ("terms", "ambiguous", "context") for entry in known[slug][kind]
    ]
    assert all(words_of(spelling) for entry in entries for spelling in entry.split("|"))


def test_the_longest_phrase_comes_first() -> None:
    assert all(
        [len(phrase.words) for phrase in phrases] == sorted((len(phrase.words) for phrase in phrases), reverse=True)
        for phrases in builtin().phrases.values()
    )


def test_what_only_looks_like_a_topic_wins_over_a_topic_of_the_same_words() -> None:
    table = {"terms": ["red fever"], "ambiguous": [], "context": []}
    lexicon = compiled([{"about": {"language": "A"}, "health": table, "nothing": {"phrases": ["red fever"]}}])
    assert lexicon.phrases["red"][0].topics == ()


def test_a_word_that_says_it_alone_in_one_language_needs_no_context_of_another() -> None:
    first = {"about": {"language": "A"}, "health": {"terms": ["lupus"], "context": []}}
    second = {"about": {"language": "B"}, "health": {"ambiguous": ["lupus"], "context": ["doctor"]}}
    (phrase,) = (phrase for phrase in compiled([first, second]).phrases["lupus"] if phrase.words == ("lupus",))
    assert [topic.language for topic in phrase.topics] == ["A"]
