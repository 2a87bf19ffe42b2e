"""Dates of birth, where the name says so: in ISO 8601, day first, month first, run together, or with the month in
letters.

Which of two small numbers is the day does not matter here: either reading must be a date of a living person's.

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
_IN_LETTERS = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th|er|\.)?\s+[^\W\d_]{3,12}|[^\W\d_]{3,12}\s+\d{1,2}(?:st|nd|rd|th)?,?)\s+(?:19|20)\d\d"
)
_LONGEST = 40


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for a date under a name that tells of birth."""
    if hint is not Category.BIRTH_DATE or len(field.value) > _LONGEST:
        return ()
    text = field.value.strip()
    if not (_is_numeric_date(text) or _IN_LETTERS.fullmatch(text)):
        return ()
    return (Verdict(Category.BIRTH_DATE, 0.95, "Name and value agree: a date of birth."),)


def _is_numeric_date(text: str) -> bool:
    if match := _YEAR_FIRST.fullmatch(text):
        year, _, month, day = match.groups()
    elif match := _YEAR_LAST.fullmatch(text):
        day, _, month, year = match.groups()
    else:
        return False
    return any(_is_date(int(year), *pair) for pair in ((int(month), int(day)), (int(day), int(month))))


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
