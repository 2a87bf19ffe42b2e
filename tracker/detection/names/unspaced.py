"""Words of scripts that put no space between words, cut into known ones: `请输入您的手机号` ends with `手机号`.

Chinese, Japanese and Thai write so; Korean joins its particles to the word. The longest known word from the left is
taken, letter by letter where none is known.
"""

from collections.abc import Iterator

from tracker.detection.names.lexicon import Lexicon

_THAI = range(0x0E00, 0x0E80)
_FIRST_EASTERN = 0x1100
_LONGEST = 12
MAX_UNSPACED = 40


def is_unspaced(word: str) -> bool:
    """Return whether a word is of such a script, by its first letter."""
    first = ord(word[0])
    return first >= _FIRST_EASTERN or first in _THAI


def parted_unspaced(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the known words in the first MAX_UNSPACED letters of a text, and what is unknown between them."""
    return tuple(_parts(word[:MAX_UNSPACED], lexicon))


def _parts(word: str, lexicon: Lexicon) -> Iterator[str]:
    unknown = place = 0
    while place < len(word):
        size = _known(word, place, lexicon)
        if size:
            if unknown < place:
                yield word[unknown:place]
            yield word[place : place + size]
            unknown = place + size
        place += size or 1
    if unknown < place:
        yield word[unknown:]


def _known(word: str, place: int, lexicon: Lexicon) -> int:
    for size in range(min(_LONGEST, len(word) - place), 0, -1):
        key = word[place : place + size]
        if key in lexicon.meanings or key in lexicon.kinds:
            return size
    return 0
