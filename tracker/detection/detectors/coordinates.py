"""Positions on Earth in decimal degrees: latitude, longitude (ISO 6709, WGS 84), or one of them under a telling name.

Without a telling name a pair needs four decimals each (about ten metres): coarser pairs may be prices or shares. Pairs
in the sea around 0, 0 are shares or placeholders. `geo:` addresses are RFC 5870; the compact form is ISO 6709 annex H;
`POINT(...)` is well-known text (ISO 19125). Degrees, minutes and seconds with their hemispheres (ISO 6709 annex D) are
a spelling of their own. Plus codes (https://github.com/google/open-location-code) need a telling name.

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
    rf"(geo:|\(|\[|@|(?:SRID=4326;)?POINT ?\()?\s*{_NUMBER}\s*(?:,|;|\||/|\s|(?=[+-]))\s*{_NUMBER}\s*[\])/]*"
    r"(?:;[\w=.;]{0,40}|,\d{1,2}(?:\.\d{1,4})?z)?",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{1,20})?[°]?\s*[NSEWO]?", re.IGNORECASE)
_MINUTES = r"""\s?[\u00b0\u00ba]\s?\d{1,2}(?:\.\d{1,8})?\s?['\u2032\u2019]"""
_SECONDS = r"""(?:\s?\d{1,2}(?:\.\d{1,8})?\s?(?:["\u2033\u201d]|''))?\s?"""
_SEXAGESIMAL = re.compile(
    rf"\d{{1,2}}{_MINUTES}{_SECONDS}[NS][,;\s]{{0,3}}\d{{1,3}}{_MINUTES}{_SECONDS}[EWO]", re.IGNORECASE
)
_PLUS_CODE = re.compile(r"[2-9CFGHJMPQRV][2-9CFGHJMPQRVWX]{7}\+[2-9CFGHJMPQRVWX]{2,7}", re.IGNORECASE)
_LONGEST = 120
_DECIMALS = 4


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for a pair, or for one number under a telling name."""
    if len(field.value) > _LONGEST:
        return ()
    text = field.value.strip()
    if _SEXAGESIMAL.fullmatch(text):
        return (Verdict(Category.COORDINATES, 0.9, "The value is a latitude and a longitude in degrees and minutes."),)
    if hint is Category.COORDINATES:
        return _named(text)
    pair = _PAIR.fullmatch(text)
    if not pair or not _is_position(pair.group(2), pair.group(3)):
        return ()
    if (pair.group(1) or "").lower() != "geo:" and min(map(_decimals, pair.group(2, 3))) < _DECIMALS:
        return ()
    return (Verdict(Category.COORDINATES, 0.75, "The value is a latitude and a longitude."),)


def _named(text: str) -> tuple[Verdict, ...]:
    pair = _PAIR.fullmatch(text)
    if pair and _is_position(pair.group(2), pair.group(3)):
        return (Verdict(Category.COORDINATES, 0.95, "Name and value agree: a latitude and a longitude."),)
    if _PLUS_CODE.fullmatch(text):
        return (Verdict(Category.COORDINATES, 0.9, "Name and value agree: a plus code, a field of some metres."),)
    if _SINGLE.fullmatch(text) and abs(float(re.split(r"[^\d.,+-]", text)[0].replace(",", "."))) <= 180:
        return (Verdict(Category.COORDINATES, 0.85, "Name and value agree: a latitude or longitude."),)
    return ()


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _is_position(first: str, second: str) -> bool:
    """Whether one of the two can be a latitude and the other a longitude, away from the placeholder 0, 0."""
    x, y = abs(float(first)), abs(float(second))
    return min(x, y) <= 90 and max(x, y) <= 180 and max(x, y) >= 1
