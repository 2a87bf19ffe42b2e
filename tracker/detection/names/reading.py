"""What a name or a label says, from the phrases in it.

A false accusation is worse than a missed field: a vague word (`name`, `state`) counts only where nothing unknown stands
beside it, and a word that makes the name one of something else (`email_sent`, `product_name`) silences the rest.
"""

from collections.abc import Mapping
from typing import NamedTuple

from tracker.detection.names.lexicon import Kind, Lexicon, Meaning, Strength
from tracker.detection.names.parsing import Part, parts_of
from tracker.detection.names.segmentation import Words
from tracker.taxonomy import TAXONOMY, Category, Group

CONFIDENCE = {
    Strength.WORDS: 0.9,
    Strength.NESTED: 0.85,
    Strength.ALONE: 0.75,
    Strength.FAINT: 0.45,
    Strength.HINT: 0.3,
    Strength.BESIDE: 0.75,
    Strength.LABEL: 0.75,
}
IN_LABELS = CONFIDENCE | {Strength.ALONE: 0.8, Strength.FAINT: 0.65, Strength.HINT: 0.5, Strength.LABEL: 0.8}
"""What a person reads is less vague: a label "Name" asks for a name."""
_LONG = 7
_TELLING_ENDS = frozenset({"tz", "lang", "locale"})
"""Short words that end names with a company's own prefix, and whose values can be told."""
_QUIET = frozenset({Kind.NEUTRAL, Kind.PERSON})
_BROAD = frozenset(
    {Category.ORGANIZATION, Category.POSTAL_ADDRESS, Category.USERNAME, Category.FULL_NAME, Category.CARD_HOLDER}
)
_BOTH_NAMES = frozenset({Category.FIRST_NAME, Category.LAST_NAME})
_LOGINS = frozenset({Category.USERNAME, Category.EMAIL_ADDRESS})
_OF_THINGS = frozenset({Category.LANGUAGE, Category.USERNAME, Category.SEARCH_QUERY})
"""What a thing can have as well: no person's when a thing stands beside it."""
_OF_PLACES = frozenset(
    {Category.CITY, Category.COUNTRY, Category.REGION, Category.POSTAL_CODE, Category.POSTAL_ADDRESS}
)
"""Shops and events have these, too."""


class Reading(NamedTuple):
    """What was understood: the category, how surely, and the lexicon's phrase that said so."""

    category: Category
    confidence: float
    meaning: Meaning


def read_name(words: Words, lexicon: Lexicon, language: str | None = None) -> Reading | None:
    """Return what the words of one level of a field's name say."""
    parts = parts_of(words, lexicon, language)
    if not any(part.meaning for part in parts):
        return None
    only = parts[0]
    if len(parts) == 1 and only.meaning and only.kind is None:
        return Reading(only.meaning.category, CONFIDENCE[only.meaning.strength], only.meaning)
    return _judged(parts)


def _judged(parts: tuple[Part, ...]) -> Reading | None:
    parts = _before_purpose(_after_nothing(parts))
    if any(part.kind in (Kind.NOTHING, Kind.FLAG) for part in parts):
        return None
    if len(parts) > 1 and parts[-1].kind is Kind.SUFFIX:
        return None
    said = [part for part in parts if _is_clear(part)]
    return _clear(parts, said) if said else _vague(parts, CONFIDENCE)


def _is_clear(part: Part) -> bool:
    return part.meaning is not None and part.meaning.strength is Strength.WORDS


def _after_nothing(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The last noun counts: `forgot_password_email` is an address."""
    last = max((place for place, part in enumerate(parts) if part.kind is Kind.NOTHING), default=-1)
    return parts[last + 1 :] if any(_is_clear(part) for part in parts[last + 1 :]) else parts


def _before_purpose(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """`email_for_password_reset` is an address."""
    place = next((place for place, part in enumerate(parts) if part.key == "for"), 0)
    return parts[:place] if any(_is_clear(part) for part in parts[:place]) else parts


def _clear(parts: tuple[Part, ...], said: list[Part]) -> Reading | None:
    chosen = _head([part.meaning for part in said if part.meaning])
    if chosen.category in _BROAD:
        chosen = _narrower(parts, chosen)
    elif chosen.category in _OF_PLACES:
        chosen = _last_place(parts, chosen)
    things = any(part.kind is Kind.THING for part in parts)
    if things and (chosen.category in _OF_THINGS or TAXONOMY[chosen.category].group is Group.DEVICE):
        return None
    unknown = sum(part.meaning is None and part.kind is None for part in parts)
    after = parts[-1].meaning is None and parts[-1].kind is None
    doubt = 0.08 * min(unknown, 2) + 0.15 * after + things * (0.25 if chosen.category in _OF_PLACES else 0.1)
    return Reading(chosen.category, CONFIDENCE[Strength.WORDS] - doubt, chosen)


def _head(meanings: list[Meaning]) -> Meaning:
    """The last one that is specific: `company_city` is a city; first and last name together are the full name."""
    if {meaning.category for meaning in meanings} >= _BOTH_NAMES:
        return Meaning(Category.FULL_NAME, Strength.WORDS, "first and last name", meanings[0].language)
    specific = [meaning for meaning in meanings if meaning.category not in _BROAD]
    return (specific or meanings)[-1]


def _narrower(parts: tuple[Part, ...], broad: Meaning) -> Meaning:
    """A vague word is clear beside a broad one: `company_address`, `addr_line1_state`."""
    vague = [part.meaning for part in parts if part.meaning and part.meaning.strength is not Strength.WORDS]
    group = TAXONOMY[Category.CITY].group
    return next((each for each in reversed(vague) if TAXONOMY[each.category].group is group), broad)


def _last_place(parts: tuple[Part, ...], chosen: Meaning) -> Meaning:
    """Of the parts of an address the last one is meant: `zip_state` is the state."""
    last = parts[-1].meaning
    narrow = last and last.category in _OF_PLACES and last.category not in _BROAD
    return last._replace(strength=Strength.WORDS) if last and narrow else chosen


def _vague(parts: tuple[Part, ...], table: Mapping[Strength, float]) -> Reading | None:
    """One vague word among quiet ones."""
    said = [part for part in parts if part.meaning and part.kind not in _QUIET]
    said = said or [part for part in parts if part.meaning]
    said = _without_address(said)
    if len({part.meaning.category for part in said if part.meaning}) != 1 or not said[-1].meaning:
        return None
    if any(part.kind not in _QUIET and part.meaning is None for part in parts if part not in said):
        return _after_unknown(parts, said[-1])
    meaning = said[-1].meaning
    beside = [part for part in parts if part not in said]
    if len(said[-1].key) < 3 and any(part.key.isdigit() or len(part.key) < 2 for part in beside):
        return None  # q1 is a question, s2 a section
    confidence = table[meaning.strength]
    if any(part.kind is Kind.PERSON or part.meaning for part in beside):
        confidence = max(confidence, table[Strength.ALONE])
    return Reading(meaning.category, confidence, meaning)


def _after_unknown(parts: tuple[Part, ...], last: Part) -> Reading | None:
    """A long word that says something alone, after words that nobody knows: `webid_country_code`."""
    meaning = last.meaning
    if not meaning or meaning.strength is not Strength.ALONE or parts[-1] is not last:
        return None
    if len(last.key) < _LONG and last.key not in _TELLING_ENDS:
        return None
    if any(part.kind is not None and part.kind not in _QUIET for part in parts if part.meaning is None):
        return None
    return Reading(meaning.category, CONFIDENCE[Strength.FAINT], meaning)


def _without_address(said: list[Part]) -> list[Part]:
    """In `addr_state` the address is only the context."""
    narrower = [part for part in said if part.meaning and part.meaning.category is not Category.POSTAL_ADDRESS]
    return narrower or said


def read_label(words: Words, lexicon: Lexicon, language: str | None = None) -> Reading | None:
    """Return what the words of a label say. In a sentence the first clear phrase counts, and flags do not."""
    parts = parts_of(words, lexicon, language)
    if any(part.kind is Kind.NOTHING for part in parts):
        return None
    said = [part.meaning for part in parts if part.meaning and part.meaning.strength is Strength.WORDS]
    if not said:
        return _vague(tuple(part for part in parts if part.kind is not Kind.FLAG), IN_LABELS)
    chosen = said[0] if len(words) > 6 else _first(said)
    known = sum(part.meaning is not None or part.kind is not None for part in parts)
    return Reading(chosen.category, CONFIDENCE[Strength.WORDS] - 0.3 * (1 - known / len(parts)), chosen)


def _first(meanings: list[Meaning]) -> Meaning:
    """The first specific one; of "e-mail or user name" the user name, which may be either."""
    if len({meaning.category for meaning in meanings} & _LOGINS) == 2:
        return next(meaning for meaning in meanings if meaning.category is Category.USERNAME)
    if {meaning.category for meaning in meanings} >= _BOTH_NAMES:
        return Meaning(Category.FULL_NAME, Strength.WORDS, "first and last name", meanings[0].language)
    specific = [meaning for meaning in meanings if meaning.category not in _BROAD]
    return (specific or meanings)[0]
