"""National identity and tax numbers of some seventy kinds, where their check digits and the context agree.

Most states' check digits pass one random number in ten: such a number counts only under a name that tells of it. A
few have a spelling of their own, or say birthday, sex and place too: these count anywhere, or for a person of that
country. What is known of each is in `national_numbers`.

>>> from tracker.traffic import Location
>>> [verdict.reasoning for verdict in verdicts(Field(Location.FORM, "v", "v", "RCCMNL83S18D969H"), None, None)]
['Spelling and check digits are those of an Italian codice fiscale.']
>>> verdicts(Field(Location.FORM, "v", "v", "111222333"), None, None)
()
>>> verdicts(Field(Location.FORM, "bsn", "bsn", "111222333"), Category.NATIONAL_ID, "NL")[0].reasoning
'Name and check digits agree: a Dutch BSN.'
"""

import importlib
import re
from collections.abc import Iterable
from functools import cache

from tracker.detection.detectors.national_numbers import NUMBERS, Number
from tracker.detection.detectors.numbers import is_moment, may_be_a_persons
from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_SHORTEST, _LONGEST = 5, 24
_STATE = (Category.NATIONAL_ID, Category.TAX_ID)


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for a value that is one number."""
    if not _SHORTEST <= len(field.value) <= _LONGEST:
        return ()
    text = field.value.strip()
    if hint in _STATE:
        return _named(text, hint, country)
    if hint is not None or not any(map(str.isdigit, text)):
        return ()
    for number in _spelt(text, country):
        if (not text.isdigit() or (may_be_a_persons(field) and not is_moment(text))) and _is_valid(number, text):
            words = f"Spelling and check digits are those of {_article(number.words)}."
            return (Verdict(number.category, 0.85 if number.everywhere else 0.7, words),)
    return ()


def _named(text: str, hint: Category, country: str | None) -> tuple[Verdict, ...]:
    own = [number for number in NUMBERS if number.country == country]
    others = [number for number in NUMBERS if number.country != country]
    for number in (*own, *others):
        if _is_valid(number, text):
            certainty = 0.95 if number.country == country else 0.85
            return (Verdict(hint, certainty, f"Name and check digits agree: {_article(number.words)}."),)
    return ()


def _article(words: str) -> str:
    return f"{'an' if words[0] in 'AEIO' else 'a'} {words}"


def _spelt(text: str, country: str | None) -> Iterable[Number]:
    """Return the numbers whose own spelling the text has: those that count everywhere, then the country's."""
    match = _everywhere().fullmatch(text)
    if match and match.lastgroup:
        yield NUMBERS[int(match.lastgroup[1:])]
    for number in _of(country):
        if re.fullmatch(number.shape, text):
            yield number


@cache
def _everywhere() -> re.Pattern[str]:
    shapes = (f"(?P<n{index}>{number.shape})" for index, number in enumerate(NUMBERS) if number.everywhere)
    return re.compile("|".join(shapes))


@cache
def _of(country: str | None) -> tuple[Number, ...]:
    return tuple(number for number in NUMBERS if number.country == country and number.shape and not number.everywhere)


def _is_valid(number: Number, text: str) -> bool:
    return bool(importlib.import_module(f"stdnum.{number.module}").is_valid(text))
