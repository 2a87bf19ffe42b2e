"""All that is looked for on behalf of one profile: every value in every spelling and dress, as byte strings."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracker.detection.indicators import encodings, hashes
from tracker.detection.indicators.encodings import Beside, Pattern
from tracker.detection.indicators.normalisations import spellings
from tracker.detection.indicators.spelling import Spelling, Strength, strength
from tracker.profile import Profile, Value
from tracker.taxonomy import IDENTIFIERS, SECRETS, Category

SEPARATOR = b"\n"  # between the fields of a request, as they are laid out for the search
_STACKED_SPELLINGS = 3  # of one value are looked for under two hashes
_SLOW_SPELLINGS = 2
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


def needles(profile: Profile) -> Iterator[Needle]:
    """Yield the needles of a profile. The same bytes may come several times: the first counts."""
    for value in _with_full_name(profile.values):
        listed = spellings(value, profile.country)
        for spelling in listed:
            yield from _texts(value, spelling)
        yield from _digests(value, listed)


def _with_full_name(values: tuple[Value, ...]) -> Iterable[Value]:
    """First and last name together are a full name, in either order."""
    known = {value.category: value for value in reversed(values)}
    first, last = known.get(Category.FIRST_NAME), known.get(Category.LAST_NAME)
    if first is None or last is None or Category.FULL_NAME in known:
        return values
    return (*values, Value(Category.FULL_NAME, f"{first.value} {last.value}"))


def _texts(value: Value, spelling: Spelling) -> Iterator[Needle]:
    level = strength(value.category, spelling.text)
    if level is Strength.WHOLE:
        for pattern in encodings.plain(spelling.text):
            whole = SEPARATOR + pattern.data + SEPARATOR
            yield _needle(pattern._replace(data=whole, beside=Beside.NOTHING), value, spelling, level)
    elif level is Strength.TOKEN:
        yield from (_needle(pattern, value, spelling, level) for pattern in encodings.plain(spelling.text))
        dresses = _dresses_of_secrets if value.category in SECRETS else encodings.encoded
        yield from (_needle(pattern, value, spelling, level) for pattern in dresses(spelling.text))


def _dresses_of_secrets(text: str) -> Iterator[Pattern]:
    yield from encodings.percent(text)
    yield from encodings.in_base64(text.encode("utf-8", "surrogatepass"))


def _needle(pattern: Pattern, value: Value, spelling: Spelling, level: Strength) -> Needle:
    data = pattern.data if pattern.is_exact else pattern.data.lower()
    return Needle(data, pattern, Clue(value, spelling.words, pattern.encoding, level, is_digest=False))


def _digests(value: Value, listed: tuple[Spelling, ...]) -> Iterator[Needle]:
    for number, spelling in enumerate(listed):
        data = spelling.text.encode("utf-8", "surrogatepass")
        for hashed in hashes.digests(data):
            yield from _forms(value, spelling, hashed, is_usual=hashed.encoding[0] in hashes.USUAL)
        if number < _STACKED_SPELLINGS and value.category in _STACKED:
            for hashed in hashes.stacked_digests(data):
                yield from _forms(value, spelling, hashed, is_usual=False)
        if number < _SLOW_SPELLINGS and value.category in _TELLING:
            yield from _rare(value, spelling, data)


def _rare(value: Value, spelling: Spelling, data: bytes) -> Iterator[Needle]:
    for hashed in hashes.slow_digests(data):
        yield from _forms(value, spelling, hashed, is_usual=False)
    clue = Clue(value, spelling.words, ("murmur3",), Strength.TOKEN, is_digest=False)
    for number in hashes.numbers(data):
        yield Needle(number.encode(), Pattern(number.encode(), ("murmur3",)), clue)


def _forms(value: Value, spelling: Spelling, hashed: hashes.Hashed, *, is_usual: bool) -> Iterator[Needle]:
    """Yield the ways to write a digest."""
    for data, pattern in encodings.digest_forms(hashed.digest, is_usual=is_usual):
        steps = pattern.encoding + hashed.encoding
        yield Needle(data, pattern, Clue(value, spelling.words, steps, Strength.TOKEN, True))
