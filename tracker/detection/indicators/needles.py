"""All that is looked for on behalf of one profile: every value in every spelling and dress, as byte strings."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracker.detection.indicators import encodings, hashes
from tracker.detection.indicators.alphabets import in_base64
from tracker.detection.indicators.digest_forms import digest_forms
from tracker.detection.indicators.normalisations import spellings
from tracker.detection.indicators.pattern import Beside, Pattern
from tracker.detection.indicators.spelling import Spelling, Strength, strength
from tracker.profile import Profile, Value
from tracker.taxonomy import IDENTIFIERS, SECRETS, Category

SEPARATOR = b"\n"  # between the fields of a request, as they are laid out for the search
_RARELY_SPELLINGS = 4  # of one value are looked for in rarer dresses
_STACKED_SPELLINGS = 3  # under two hashes
_SLOW_SPELLINGS = 3  # under three hashes, and under those that Python computes slowly
_TELLING = frozenset({Category.EMAIL_ADDRESS, Category.PHONE_NUMBER, Category.USERNAME, Category.TEXT})
_STACKED = _TELLING | IDENTIFIERS | {Category.PASSWORD, Category.NATIONAL_ID, Category.FULL_NAME}


class Clue(NamedTuple):
    """What it means when a needle is found."""

    value: Value
    words: str
    encoding: tuple[str, ...]
    strength: Strength
    is_digest: bool

    def __repr__(self) -> str:
        return f"Clue({self.value.category.value}, {self.encoding!r})"


class Needle(NamedTuple):
    """A pattern with its clue. `data` is what to compare: in lower case unless the pattern is exact."""

    data: bytes
    pattern: Pattern
    clue: Clue

    def __repr__(self) -> str:
        return f"Needle({self.clue!r})"


def needles(profile: Profile) -> Iterator[Needle]:
    """Yield the needles of a profile. The same bytes may come several times: the first counts."""
    for value in _with_full_names(profile.values):
        listed = spellings(value, profile.country)
        for number, spelling in enumerate(listed):
            yield from _texts(value, spelling, is_usual=number < _RARELY_SPELLINGS)
        yield from _digests(value, listed)
    for value in _parts_of_names(profile.values):
        yield from _digests(value, spellings(value, profile.country))


def _with_full_names(values: tuple[Value, ...]) -> Iterable[Value]:
    """First and last name together are a full name, in either order; with the name between them, too."""
    known = {value.category: value for value in reversed(values)}
    first, last = known.get(Category.FIRST_NAME), known.get(Category.LAST_NAME)
    if first is None or last is None or first.origin != last.origin:  # learnt on two sites: perhaps two people's
        return values
    middle = known.get(Category.MIDDLE_NAME)
    made = [f"{first.value} {last.value}"] if Category.FULL_NAME not in known else []
    if middle and middle.origin == first.origin:
        made.append(f"{first.value} {middle.value} {last.value}")
    return (*values, *(Value(Category.FULL_NAME, text, first.origin) for text in made))


def _parts_of_names(values: tuple[Value, ...]) -> Iterator[Value]:
    """The two words of a full name, where the profile has neither: vendors hash each by itself. As words they are
    too common, and may stand for either.
    """
    known = {value.category: value for value in reversed(values)}
    full = known.get(Category.FULL_NAME)
    if full and not known.keys() & {Category.FIRST_NAME, Category.LAST_NAME}:
        words = full.value.split()
        if len(words) == 2:
            yield Value(Category.FIRST_NAME, words[0], full.origin)
            yield Value(Category.LAST_NAME, words[1], full.origin)


def _texts(value: Value, spelling: Spelling, *, is_usual: bool) -> Iterator[Needle]:
    level = strength(value.category, spelling.text)
    if level is Strength.WHOLE:
        yield from (_whole(pattern, value, spelling, level) for pattern in encodings.plain(spelling.text))
    elif level is Strength.TOKEN:
        for pattern in (*encodings.plain(spelling.text), *_dresses(value, spelling.text, is_usual=is_usual)):
            data = pattern.data if pattern.is_exact else pattern.data.lower()
            yield Needle(data, pattern, _clue(value, spelling.words, pattern.encoding, level))


def _dresses(value: Value, text: str, *, is_usual: bool) -> Iterator[Pattern]:
    """Yield the dresses to look for: few of a secret, and the rarer ones of what is most usual."""
    if value.category in SECRETS:
        yield from encodings.percent(text)
        yield from in_base64(text.encode("utf-8", "surrogatepass"))
        return
    yield from encodings.encoded(text)
    if is_usual:
        yield from encodings.rarely_encoded(text)


def _whole(pattern: Pattern, value: Value, spelling: Spelling, level: Strength) -> Needle:
    data = SEPARATOR + pattern.data.lower() + SEPARATOR
    whole = pattern._replace(data=data, beside=Beside.NOTHING)
    return Needle(data, whole, _clue(value, spelling.words, pattern.encoding, level))


def _clue(
    value: Value, words: str, encoding: tuple[str, ...], level: Strength = Strength.TOKEN, *, is_digest: bool = False
) -> Clue:
    return Clue(value, words, encoding, level, is_digest)


def _digests(value: Value, listed: tuple[Spelling, ...]) -> Iterator[Needle]:
    is_stacked, is_telling = value.category in _STACKED, value.category in _TELLING
    for number, spelling in enumerate(listed):
        data = spelling.text.encode("utf-8", "surrogatepass")
        for hashed in hashes.digests(data):
            yield from _forms(value, spelling, hashed, is_usual=hashed.encoding[0] in hashes.USUAL)
        if number < _STACKED_SPELLINGS and is_stacked:
            for hashed in hashes.stacked_digests(data):
                yield from _forms(value, spelling, hashed)
        if number < _SLOW_SPELLINGS and is_telling and len(data) <= hashes.MOST_SLOW:
            yield from _rare(value, spelling, data)


def _rare(value: Value, spelling: Spelling, data: bytes) -> Iterator[Needle]:
    for hashed in (*hashes.slow_digests(data), *hashes.threefold_digests(data)):
        yield from _forms(value, spelling, hashed)
    for number in hashes.numbers(data):
        pattern = Pattern(number.text.encode(), (number.step,))
        if number.is_short:
            yield _whole(pattern, value, spelling, Strength.NAMED)
        else:
            yield Needle(pattern.data, pattern, _clue(value, spelling.words, pattern.encoding))


def _forms(value: Value, spelling: Spelling, hashed: hashes.Hashed, *, is_usual: bool = False) -> Iterator[Needle]:
    """Yield the ways to write a digest. Clues are shared: there are tens of thousands of needles."""
    clues: dict[tuple[str, ...], Clue] = {}
    for data, pattern in digest_forms(hashed.digest, is_usual=is_usual):
        clue = clues.get(pattern.encoding)
        if clue is None:
            steps = pattern.encoding + hashed.encoding
            clue = clues[pattern.encoding] = _clue(value, spelling.words, steps, is_digest=True)
        yield Needle(data, pattern, clue)
