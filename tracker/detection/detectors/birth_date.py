"""Dates of birth, where the name says so: in ISO 8601, day first, month first, run together, with the month in letters,
in Chinese and Japanese characters, or as a moment in seconds or milliseconds since 1970 (before it: negative).

Which of two small numbers is the day does not matter here: either reading must be a date of a living person's. A year
of two digits is taken with separators only.

>>> from tracker.traffic import Location
>>> verdicts(Field(Location.FORM, "dob", "dob", "14/03/1987"), Category.BIRTH_DATE, None)[0].category.value
'birth_date'
>>> verdicts(Field(Location.FORM, "v", "v", "14/03/1987"), None, None)
()
"""

import re
from datetime import date

from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)([-/. ]?)(\d{1,2})\2(\d{1,2})(?:[T ].{0,24})?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/. ]?)(\d{1,2})\2((?:19|20)\d\d)")
_SHORT_YEAR = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d\d)")
_IN_CHARACTERS = re.compile(r"((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_IN_LETTERS = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th|er|e|\.|º|ª)?[\s-]+(?:(?:of|de|d'|di|den)\s+)?[^\W\d_]{3,12}\.?,?"
    r"|[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?)[\s-]+(?:(?:de|del|of)\s+)?(?:19|20)\d\d(?:\s?(?:\u0433\.?|r\.))?"
)
_MOMENT = re.compile(r"-?\d{8,13}")
_OLDEST, _YOUNGEST = -2_208_988_800, 2_208_988_800  # 1900 to 2040, in seconds
_OF_MILLISECONDS = 11  # digits and more
_LONGEST = 40


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for a date under a name that tells of birth."""
    if hint is not Category.BIRTH_DATE or len(field.value) > _LONGEST:
        return ()
    text = field.value.strip()
    if not (_is_numeric_date(text) or _IN_LETTERS.fullmatch(text) or _is_moment(text)):
        return ()
    return (Verdict(Category.BIRTH_DATE, 0.95, "Name and value agree: a date of birth."),)


def _is_numeric_date(text: str) -> bool:
    if match := _YEAR_FIRST.fullmatch(text):
        year, _, month, day = match.groups()
    elif match := _YEAR_LAST.fullmatch(text) or _SHORT_YEAR.fullmatch(text):
        day, _, month, year = match.groups()
    elif match := _IN_CHARACTERS.fullmatch(text):
        year, month, day = match.groups()
    else:
        return False
    full = int(year) if len(year) == 4 else 2000 + int(year)  # all dates of the last century's same year, and one more
    return any(_is_date(full, *pair) for pair in ((int(month), int(day)), (int(day), int(month))))


def _is_moment(text: str) -> bool:
    """Whether it is a moment since 1970, of somebody who can be alive."""
    if not _MOMENT.fullmatch(text):
        return False
    seconds = int(text) // 1000 if len(text.lstrip("-")) >= _OF_MILLISECONDS else int(text)
    return _OLDEST <= seconds <= _YOUNGEST


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
