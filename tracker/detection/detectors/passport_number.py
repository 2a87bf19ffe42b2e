"""Passport numbers: in the machine-readable zone anywhere, as letters and digits under a telling name.

Definition: ICAO Doc 9303 part 4: two lines of 44 characters, the second with the number and its check digit.

>>> from tracker.traffic import Location
>>> line = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
>>> [verdict.value for verdict in verdicts(Field(Location.FORM, "v", "v", line), None, None)]
['L898902C3']
"""

import re

from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_SECOND_LINE = re.compile(
    r"(?<![A-Z0-9<])([A-Z0-9<]{9})(\d)[A-Z<]{3}\d{7}[MFX<]\d{7}[A-Z0-9<]{14}[0-9<]\d(?![A-Z0-9<])"
)
_NUMBER = re.compile(r"(?=[A-Z]{0,3}\d|\d)[A-Z0-9]{6,12}", re.IGNORECASE)
_WEIGHTS = (7, 3, 1)
_LINE = 44


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for a passport's number."""
    value = field.value
    if len(value) >= _LINE and "<" in value:
        match = _SECOND_LINE.search(value)
        if match and _check_digit(match.group(1)) == int(match.group(2)):
            number = match.group(1).rstrip("<")
            return (
                Verdict(Category.PASSPORT_NUMBER, 0.95, "The value holds a passport's machine-readable line.", number),
            )
    if hint is Category.PASSPORT_NUMBER and len(value) <= 20 and _NUMBER.fullmatch(value.strip().replace(" ", "")):
        return (Verdict(Category.PASSPORT_NUMBER, 0.85, "Name and value agree: a passport number."),)
    return ()


def _check_digit(text: str) -> int:
    values = (0 if letter == "<" else int(letter, 36) for letter in text)
    return sum(value * _WEIGHTS[place % 3] for place, value in enumerate(values)) % 10
