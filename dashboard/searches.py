"""What a kept search may ask of the log: known arguments that make sense, whoever sent them."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from dashboard.periods import Span
from tracker.disclosure import Manner, Method, Party
from tracker.taxonomy import Category

_LONGEST = 200
_FIRST, _LAST = date(1970, 1, 2), date(9998, 12, 30)


def known(given: Mapping[str, str]) -> dict[str, str]:
    """Return the arguments that the log knows, in a steady order; what is empty is left out. Raises ValueError for one
    that makes no sense.
    """
    found = {name: given.get(name, "").strip() for name in ARGUMENTS}
    asked = {name: value for name, value in found.items() if value}
    for name, value in asked.items():
        ARGUMENTS[name](value)
    return asked


def is_known(given: Mapping[str, str]) -> bool:
    """Whether the log knows all of it."""
    try:
        return bool(given) and known(given) == dict(sorted(given.items(), key=lambda one: _ORDER.get(one[0], 0)))
    except ValueError:
        return False


def _text(value: str) -> None:
    if len(value) > _LONGEST or not value.isprintable():
        raise ValueError("no text to look for")


def _word(words: type[StrEnum]) -> Callable[[str], None]:
    def check(value: str) -> None:
        words(value)

    return check


def _number(value: str) -> None:
    if not (value.isascii() and value.isdigit() and len(value) <= 18):
        raise ValueError("no number")


def _day(value: str) -> None:
    if not _FIRST < date.fromisoformat(value) < _LAST:
        raise ValueError("no day")


ARGUMENTS: dict[str, Callable[[str], None]] = {
    "q": _text,
    "vendor": _text,
    "site": _text,
    "host": _text,
    "datum": _number,
    "method": _word(Method),
    "category": _word(Category),
    "party": _word(Party),
    "manner": _word(Manner),
    "period": _word(Span),
    "since": _day,
    "until": _day,
}
"""By name, what raises ValueError for a value that makes no sense."""
_ORDER = {name: number for number, name in enumerate(ARGUMENTS)}
