"""What a field's name says, and what a label or an `autocomplete` token says.

The knowledge is data: `tracker/data/names/*.toml`. Only words of these files appear in a reasoning, never the name or
label itself: either may hold a person's data.
"""

from functools import lru_cache

from tracker.detection.names.lexicon import Kind, Lexicon, Strength, builtin, key_of
from tracker.detection.names.reading import CONFIDENCE, Reading, read_label, read_name
from tracker.detection.names.segmentation import MAX_NAME, Words, levels_of, words_of
from tracker.detection.verdict import Verdict
from tracker.taxonomy import TAXONOMY, Group

__all__ = ["autocomplete_verdict", "label_verdict", "name_verdict", "name_words"]

_MAX_PARENTS = 4
_OF_THINGS = (Group.CONTACT, Group.IDENTITY, Group.DEVICE, Group.BEHAVIOUR, Group.WORK)


def name_verdict(name: str, parents: tuple[str, ...] = ()) -> Verdict | None:
    """Return what a field's name says, in the context of the names above it (outermost first)."""
    if not name or len(name) > MAX_NAME:
        return None
    if parents:
        parents = tuple(parent for parent in parents[-_MAX_PARENTS:] if len(parent) <= MAX_NAME)
    return _name_verdict(name, parents)


@lru_cache(32768)
def _name_verdict(name: str, parents: tuple[str, ...]) -> Verdict | None:
    return _worded(read_levels(levels_of(".".join((*parents, name))), builtin()), "name")


def name_words(name: str) -> Words:
    """Return the words of the last level of a name that has any."""
    levels = levels_of(name)
    return levels[-1] if levels else ()


def read_levels(levels: tuple[Words, ...], lexicon: Lexicon) -> Reading | None:
    """Return what the last level that means something says, read together with the levels above it."""
    while len(levels) > 1 and _is_wrapper(levels[-1]):
        levels = levels[:-1]
    if not levels or _only_talked_about(levels[:-1], lexicon):
        return None
    own = read_name(levels[-1], lexicon)
    if (own and own.meaning.strength is Strength.WORDS) or len(levels) == 1:
        return own
    return _nested(levels, lexicon, own) or _in_context(own, levels[:-1], lexicon)


def _is_wrapper(words: Words) -> bool:
    return all(word.isdigit() or word in _WRAPPERS for word in words)


_WRAPPERS = frozenset(
    {"value", "values", "val", "text", "input", "und", "data", "field", "label", "item", "items", "raw"}
)


def _only_talked_about(parents: tuple[Words, ...], lexicon: Lexicon) -> bool:
    return any("".join(words) in lexicon.scopes for words in parents)


def _nested(levels: tuple[Words, ...], lexicon: Lexicon, alone: Reading | None) -> Reading | None:
    """Parent and field read as one: `card[number]`, `dob[day]`, `name.first`."""
    parent, own = levels[-2], levels[-1]
    meaning = lexicon.meanings.get(f"{parent[-1]}.{''.join(own)}")
    if meaning:
        return Reading(meaning.category, CONFIDENCE[meaning.strength], meaning)
    if alone:
        return None
    kind = lexicon.kinds.get("".join(own))
    if kind is Kind.FLAG or (kind is Kind.SUFFIX and "".join((parent[-1], *own)) not in lexicon.meanings):
        return None
    together = read_name((*parent, *own), lexicon)
    return together if together and together.confidence >= CONFIDENCE[Strength.ALONE] else None


def _in_context(own: Reading | None, parents: tuple[Words, ...], lexicon: Lexicon) -> Reading | None:
    """A vague word is a person's under a person, and a thing's under a thing; the nearest decides."""
    if own is None:
        return None
    for words in reversed(parents):
        kinds = {lexicon.kinds.get(word) for word in (*words, "".join(words))}
        if Kind.THING in kinds:
            return None if TAXONOMY[own.category].group in _OF_THINGS else own
        if Kind.PERSON in kinds:
            return own._replace(confidence=max(own.confidence, CONFIDENCE[Strength.ALONE]))
    return own


@lru_cache(8192)
def label_verdict(text: str, language: str | None = None) -> Verdict | None:
    """Return what a label on a page says. `language` is the page's own, as a two-letter code."""
    words = words_of(text)
    return _worded(read_label(words, builtin(), language), "label") if words else None


@lru_cache(1024)
def autocomplete_verdict(text: str) -> Verdict | None:
    """Return what an `autocomplete` attribute says (WHATWG HTML, section "Autofill")."""
    for token in reversed(text.lower().split()):
        meaning = builtin().by_language["autocomplete"].get(key_of(token))
        if meaning:
            return Verdict(meaning.category, 0.95, f"its autocomplete token is “{meaning.phrase}”")
    return None


def _worded(reading: Reading | None, source: str) -> Verdict | None:
    if reading is None:
        return None
    meaning = reading.meaning
    label = TAXONOMY[reading.category].label
    words = f"its {source} says “{meaning.phrase}” ({meaning.language}): {label}"
    return Verdict(reading.category, round(reading.confidence, 2), words)
