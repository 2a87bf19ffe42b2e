"""The words of a name, grouped into phrases that the lexicon knows."""

from collections.abc import Iterator
from typing import NamedTuple

from tracker.detection.names.joining import parted
from tracker.detection.names.lexicon import Kind, Lexicon, Meaning
from tracker.detection.names.segmentation import Words

_MAX_PHRASE = 6


class Part(NamedTuple):
    """A phrase: what it names, what it does to its neighbours; both None for a word that nobody knows."""

    key: str
    meaning: Meaning | None
    kind: Kind | None


def parts_of(words: Words, lexicon: Lexicon, language: str | None = None) -> tuple[Part, ...]:
    """Return the words as phrases, the longest first; numbers change nothing and are neutral."""
    return tuple(_phrases(_parted(words, lexicon), lexicon, language))


def _parted(words: Words, lexicon: Lexicon) -> Words:
    if len(words) == 1 and words[0] in lexicon.meanings:
        return words
    return tuple(part for word in words for part in parted(word, lexicon.vocabulary))


def _phrases(words: Words, lexicon: Lexicon, language: str | None) -> Iterator[Part]:
    place = 0
    while place < len(words):
        part, length = _longest(words, place, lexicon, language)
        yield part
        place += length


def _longest(words: Words, place: int, lexicon: Lexicon, language: str | None) -> tuple[Part, int]:
    for end in range(min(len(words), place + _MAX_PHRASE), place, -1):
        key = "".join(words[place:end])
        meaning, kind = lexicon.meaning(key, language), lexicon.kinds.get(key)
        if meaning or kind:
            return Part(key, meaning, kind), end - place
    word = words[place]
    return Part(word, None, Kind.NEUTRAL if word.isdigit() else None), 1
