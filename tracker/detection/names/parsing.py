"""The words of a name, grouped into phrases that the lexicon knows."""

from typing import NamedTuple

from tracker.detection.names.joining import parted
from tracker.detection.names.lexicon import Kind, Lexicon, Meaning
from tracker.detection.names.segmentation import Words
from tracker.detection.names.unspaced import is_unspaced, parted_unspaced

_MAX_PHRASE = 6
_MAX_UNSPACED_PHRASE = 2  # there the longest known word was taken already
_LONGEST_KEY = 40
_MIN_PLURAL = 5
_LETTERS_OF_DIGITS = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s"}


class Part(NamedTuple):
    """A phrase: what it names, what it does to its neighbours; both None for a word that nobody knows."""

    key: str
    meaning: Meaning | None
    kind: Kind | None


def parts_of(words: Words, lexicon: Lexicon, language: str | None = None) -> tuple[Part, ...]:
    """Return the words as phrases, the longest first; numbers change nothing and are neutral.

    A neutral word before a phrase that goes on is no part of it: `votre nom` ends where `nom de naissance` goes on.
    """
    words = _parted(words, lexicon)
    parts: list[Part] = []
    place = 0
    while place < len(words):
        part, end = _longest(words, place, lexicon, language)
        if end - place > 1 and lexicon.kinds.get(words[place]) is Kind.NEUTRAL:
            later, beyond = _longest(words, place + 1, lexicon, language)
            if beyond > end:
                part, end = later, beyond
        parts.append(part)
        place = end
    return tuple(parts)


def _parted(words: Words, lexicon: Lexicon) -> Words:
    if len(words) == 1:
        word = words[0]
        return words if word in lexicon.meanings else _cut(word, lexicon)
    parts: list[str] = []
    for word in _spelled(words, lexicon):
        parts += _cut(word, lexicon)
    return tuple(parts)


def _cut(word: str, lexicon: Lexicon) -> Words:
    return parted_unspaced(word, lexicon) if is_unspaced(word) else parted(word, lexicon.vocabulary)


def _spelled(words: Words, lexicon: Lexicon) -> Words:
    """Words with digits in the place of letters, so that scripts do not find them: `log0n`, `passw0rd`."""
    for place in range(1, len(words) - 1):
        letter = _LETTERS_OF_DIGITS.get(words[place])
        if letter is None:
            continue
        before, after = words[place - 1], words[place + 1]
        word = f"{before}{letter}{after}"
        if word in lexicon.meanings and not (before in lexicon.vocabulary.words and after in lexicon.vocabulary.words):
            return (*words[: place - 1], word, *words[place + 2 :])
    return words


def _longest(words: Words, place: int, lexicon: Lexicon, language: str | None) -> tuple[Part, int]:
    """Return the longest known phrase from a place on, and where the next one begins."""
    own = lexicon.by_language.get(language, {}) if language else {}
    meanings, kinds = lexicon.meanings, lexicon.kinds
    found, after = None, place + 1
    key = ""
    most = _MAX_UNSPACED_PHRASE if is_unspaced(words[place]) else _MAX_PHRASE
    for end in range(place, min(len(words), place + most)):
        key += words[end]
        if len(key) > _LONGEST_KEY:
            break
        meaning, kind = own.get(key) or meanings.get(key), kinds.get(key)
        if meaning is None and kind is None and key[-1] == "s" and len(key) > _MIN_PLURAL:
            meaning = own.get(key[:-1]) or meanings.get(key[:-1])
        if meaning or kind:
            found, after = Part(key, meaning, kind), end + 1
    if found:
        return found, after
    word = words[place]
    return Part(word, None, Kind.NEUTRAL if word.isdigit() else None), after
