"""National identity and tax numbers of some hundred kinds, where their check digits and the context agree.

Most states' check digits pass one random number in ten: such a number counts only under a name that tells of it. A
few have a spelling of their own, or say birthday, sex and place too: these count anywhere, or for a person of that
country. A field that is called after one state's number holds that, or none. What is known of each is in
`national_numbers`, how fields call them in `national_names`.

>>> from tracker.traffic import Location
>>> [verdict.reasoning for verdict in verdicts(Field(Location.FORM, "v", "v", "RCCMNL83S18D969H"), None, None)]
['Spelling and check digits are those of an Italian codice fiscale.']
>>> verdicts(Field(Location.FORM, "v", "v", "111222333"), None, None)
()
>>> verdicts(Field(Location.FORM, "bsn", "bsn", "111222333"), Category.NATIONAL_ID, "NL")[0].reasoning
'Name and check digits agree: a Dutch BSN.'
"""

import re
from functools import cache, lru_cache

from tracker.detection.detectors.checks import passes
from tracker.detection.detectors.national_names import numbers_called
from tracker.detection.detectors.national_numbers import NUMBERS, Number
from tracker.detection.detectors.numbers import is_moment, may_be_typed
from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_SHORTEST, _LONGEST = 5, 24
_STATE = (Category.NATIONAL_ID, Category.TAX_ID)
_OWN, _FOREIGN = 0.95, 0.85
_ANYWHERE, _AT_HOME, _BARE = 0.85, 0.7, 0.55
_CALLED = 0.8


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for a value that is one number."""
    if not _SHORTEST <= len(field.value) <= _LONGEST:
        return ()
    text = field.value.strip()
    called = numbers_called(field.name)
    if hint in _STATE:
        return named(text, hint, country, called)
    if called and (number := next((each for each in called if _is_called(each, text, field)), None)):
        words = f"Name and {_agreeing(number)} agree: {_article(number.words)}."
        return (Verdict(number.category, _CALLED, words),)
    if hint is not None or not _spelling(country).fullmatch(text) or not _may_stand(text, field):
        return ()
    for shape, number in _spelt(country):
        if shape.fullmatch(text) and passes(number.module, text):
            words = f"Spelling and {_agreeing(number)} are those of {_article(number.words)}."
            return (Verdict(number.category, _certainty(number, text, country), words),)
    return ()


def _is_called(number: Number, text: str, field: Field) -> bool:
    """Whether a number is what the field is called, where that name means other things, too."""
    if not (number.checked or (number.shape and re.fullmatch(number.shape, text))):
        return False
    return _may_stand(text, field) and passes(number.module, text)


def named(text: str, category: Category, country: str | None, called: tuple[Number, ...] = ()) -> tuple[Verdict, ...]:
    """Return a verdict for a number whose name, or the words before it, say what it is.

    `called` are the numbers that are called so; none: it may be any.
    """
    number = _number_of(text, country, called)
    if number is None:
        return ()
    if number.country == country:
        return (Verdict(category, _OWN, f"Name and {_agreeing(number)} agree: {_article(number.words)}."),)
    return (Verdict(category, _FOREIGN, f"Name and {_agreeing(number)} agree: it can be {_article(number.words)}."),)


def is_of(country: str, text: str) -> bool:
    """Whether the text is right by the rules of one of that country's numbers."""
    return any(number.country == country and passes(number.module, text) for number in NUMBERS)


@lru_cache(1024)
def _number_of(text: str, country: str | None, called: tuple[Number, ...]) -> Number | None:
    """Return the first number that the text can be: one of the person's country, or one whose digits are checked."""
    numbers = called or NUMBERS
    own = (number for number in numbers if number.country == country)
    others = (number for number in numbers if number.country != country and (number.checked or called))
    return next((number for numbers in (own, others) for number in numbers if passes(number.module, text)), None)


def _may_stand(text: str, field: Field) -> bool:
    return not text.isdigit() or (may_be_typed(field) and not is_moment(text))


def _certainty(number: Number, text: str, country: str | None) -> float:
    if text.isdigit() and number.country != country:
        return _BARE
    return _ANYWHERE if number.everywhere else _AT_HOME


def _agreeing(number: Number) -> str:
    return "check digits" if number.checked else "form"


def _article(words: str) -> str:
    return f"{'an' if words[0] in 'AEIO' and not words.startswith('Eu') else 'a'} {words}"


@cache
def _spelling(country: str | None) -> re.Pattern[str]:
    """Return what tells quickly that no number is spelt so."""
    return re.compile("|".join(shape.pattern for shape, _ in _spelt(country)))


@cache
def _spelt(country: str | None) -> tuple[tuple[re.Pattern[str], Number], ...]:
    """Return the numbers that their spelling tells: those that count anywhere, and the country's own."""
    listed = [number for number in NUMBERS if number.everywhere or number.country == country]
    shapes = [(_shape(number, number.country == country), number) for number in listed]
    return tuple((re.compile(shape), number) for shape, number in shapes if shape)


def _shape(number: Number, is_own: bool) -> str:
    bare = rf"\d{{{number.bare}}}" if number.bare and is_own else ""
    return "|".join(filter(None, (number.shape, bare)))
