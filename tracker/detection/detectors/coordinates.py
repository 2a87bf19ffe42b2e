"""Positions on Earth in decimal degrees: latitude, longitude (ISO 6709, WGS 84), or one of them under a telling name.

Without a telling name a pair needs four decimals each (about ten metres): coarser pairs may be prices or shares. Pairs
in the sea around 0, 0 are shares or placeholders. `geo:` addresses are RFC 5870; the compact form is ISO 6709 annex H.

>>> from tracker.traffic import Location
>>> verdicts(Field(Location.QUERY, "v", "v", "48.8566,2.3522"), None, None)[0].category.value
'coordinates'
>>> verdicts(Field(Location.QUERY, "v", "v", "12.99,15.49"), None, None)
()
"""

import re

from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_NUMBER = r"([+-]?\d{1,3}(?:\.\d{1,20})?)"
_PAIR = re.compile(
    rf"(?:geo:|\(|\[|@|POINT ?\()?\s*{_NUMBER}\s*(?:,|;|\||/|\s|(?=[+-]))\s*{_NUMBER}\s*[\])/]*"
    r"(?:;[\w=.;]{0,40}|,\d{1,2}(?:\.\d{1,4})?z)?",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{1,20})?[°]?\s*[NSEWO]?", re.IGNORECASE)
_LONGEST = 120


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for a pair, or for one number under a telling name."""
    value = field.value
    if len(value) > _LONGEST or ("." not in value and hint is not Category.COORDINATES):
        return ()
    text = value.strip()
    if hint is Category.COORDINATES:
        return _named(text)
    pair = _PAIR.fullmatch(text)
    if not pair or not _is_position(pair.group(1), pair.group(2)) or min(map(_decimals, pair.groups())) < 4:
        return ()
    return (Verdict(Category.COORDINATES, 0.75, "The value is a latitude and a longitude."),)


def _named(text: str) -> tuple[Verdict, ...]:
    pair = _PAIR.fullmatch(text)
    if pair and _is_position(pair.group(1), pair.group(2)):
        return (Verdict(Category.COORDINATES, 0.95, "Name and value agree: a latitude and a longitude."),)
    if _SINGLE.fullmatch(text) and abs(float(re.split(r"[^\d.,+-]", text)[0].replace(",", "."))) <= 180:
        return (Verdict(Category.COORDINATES, 0.85, "Name and value agree: a latitude or longitude."),)
    return ()


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _is_position(first: str, second: str) -> bool:
    """Whether one of the two can be a latitude and the other a longitude, away from the placeholder 0, 0."""
    x, y = abs(float(first)), abs(float(second))
    return min(x, y) <= 90 and max(x, y) <= 180 and max(x, y) >= 1
