"""What the levels of a nested name say together: `user[address][zip]`, `card.number`, `errors.email`."""

from functools import lru_cache

from tracker.detection.names.lexicon import Kind, Lexicon, Strength, builtin
from tracker.detection.names.reading import CONFIDENCE, Reading, read_name
from tracker.detection.names.segmentation import Words, levels_of
from tracker.taxonomy import TAXONOMY, Group

OF_THINGS = frozenset({Group.CONTACT, Group.IDENTITY, Group.DEVICE, Group.BEHAVIOUR, Group.WORK})
_WRAPPERS = frozenset(
    {"value", "values", "val", "text", "input", "und", "data", "field", "label", "item", "items", "raw"}
)


@lru_cache(16384)
def reading_of(name: str) -> Reading | None:
    """Return what a name says that stands under no other."""
    return read_levels(levels_of(name), builtin())


def read_levels(levels: tuple[Words, ...], lexicon: Lexicon) -> Reading | None:
    """Return what the last level that means something says, read together with the levels above it."""
    levels = without_wrappers(levels)
    if not levels or _only_talked_about(levels[:-1], lexicon):
        return None
    if len(levels) == 1:
        return read_name(levels[0], lexicon)
    known = _known_pair(levels, lexicon)
    if known:
        return known
    own = read_name(levels[-1], lexicon)
    if own is None:
        return _nested(levels, lexicon)
    return own if own.meaning.strength is Strength.WORDS else _in_context(own, levels[:-1], lexicon)


def without_wrappers(levels: tuple[Words, ...]) -> tuple[Words, ...]:
    """Return the levels without the last ones that only say that a value follows: `phone[0][value]`."""
    while levels and _is_wrapper(levels[-1]):
        levels = levels[:-1]
    return levels


def _is_wrapper(words: Words) -> bool:
    return all(word in _WRAPPERS or word.isdigit() for word in words)


def _only_talked_about(parents: tuple[Words, ...], lexicon: Lexicon) -> bool:
    return any("".join(words) in lexicon.scopes for words in parents)


def _known_pair(levels: tuple[Words, ...], lexicon: Lexicon) -> Reading | None:
    """Parent and field as the knowledge has them: `card[number]`, `name.first`, `login[username]`."""
    parent = next((word for word in reversed(levels[-2]) if not word.isdigit()), "")
    key = f"{parent}.{''.join(levels[-1])}"
    outermost = len(levels) == 2 and len(levels[0]) == 1
    meaning = (lexicon.meanings.get(f"^{key}") if outermost else None) or lexicon.meanings.get(key)
    return Reading(meaning.category, CONFIDENCE[meaning.strength], meaning) if meaning else None


def _nested(levels: tuple[Words, ...], lexicon: Lexicon) -> Reading | None:
    """Parent and field read as one: `dob[day]`."""
    parent, own = levels[-2], levels[-1]
    kind = lexicon.kinds.get("".join(own))
    if kind is Kind.FLAG or (kind is Kind.SUFFIX and "".join((parent[-1], *own)) not in lexicon.meanings):
        return None
    together = read_name((*parent, *own), lexicon)
    return together if together and together.confidence >= CONFIDENCE[Strength.ALONE] else None


def _in_context(own: Reading, parents: tuple[Words, ...], lexicon: Lexicon) -> Reading | None:
    """A vague word is a person's under a person, and a thing's under a thing; the nearest decides."""
    for words in reversed(parents):
        kinds = {lexicon.kinds.get(word) for word in (*words, "".join(words))}
        if Kind.THING in kinds:
            return None if TAXONOMY[own.category].group in OF_THINGS else own
        if Kind.PERSON in kinds:
            return own._replace(confidence=max(own.confidence, CONFIDENCE[Strength.ALONE]))
    return own
