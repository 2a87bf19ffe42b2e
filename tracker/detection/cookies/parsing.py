"""Set-Cookie headers, read as browsers do (RFC 6265 section 5.2), with dates in all the forms that are met."""

import re
from datetime import UTC, datetime

from tracker.traffic import Cookie

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_TOKENS = re.compile(r"[^\x00-\x08\x09\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+")  # section 5.1.1, delimiters
_TIME = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})(?:\D|$)")
_YEAR = re.compile(r"(\d{4}|\d{2})(?:\D|$)")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)")
_SECONDS = re.compile(r"-?\d{1,18}")
_LONGEST = 16_384
_LONGEST_COOKIE = 4096  # characters of name and value: browsers keep no longer one (RFC 6265bis section 5.4)
_FOREVER = 400 * 86_400.0
"""What browsers cut lifetimes down to (RFC 6265bis section 5.5)."""


def parse_set_cookie(header: str, host: str, time: datetime | None = None) -> Cookie | None:
    """Return the cookie that a response of `host` set, or None for what is none.

    `time` is when that was (now, where it is not said): a lifetime is counted from it to the moment of `Expires`. A
    lifetime of 0 or less deletes the cookie.
    """
    pair, *attributes = header[:_LONGEST].split(";")
    name, equals, value = pair.partition("=")
    name, value = name.strip(), value.strip()
    if not equals or not name or len(name) + len(value) > _LONGEST_COOKIE:
        return None
    told = dict(_attribute(text) for text in attributes)
    domain = told.get("domain", "").lstrip(".").lower() or host.lower()
    return Cookie(name, value, domain, _lifetime(told, time or datetime.now(UTC)))


def _attribute(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name.strip().lower(), value.strip().strip('"')


def _lifetime(told: dict[str, str], time: datetime) -> float | None:
    """Return seconds; None until the browser closes. `Max-Age` goes before `Expires`."""
    age = told.get("max-age", "")
    if _SECONDS.fullmatch(age):
        return min(float(age), _FOREVER)
    end = _date(told.get("expires", ""))
    return min((end - time).total_seconds(), _FOREVER) if end else None


def _date(text: str) -> datetime | None:
    """Return a moment as browsers read it (section 5.1.1): the parts in any order, with any delimiters."""
    if iso := _ISO.match(text):
        return _moment(tuple(map(int, iso.groups())))
    clock = day = month = year = None
    for token in _TOKENS.findall(text[:100]):
        if clock is None and (match := _TIME.match(token)):
            clock = match
        elif day is None and (match := _DAY.match(token)):
            day = int(match.group(1))
        elif month is None and (number := _MONTHS.get(token[:3].lower())):
            month = number
        elif year is None and (match := _YEAR.match(token)):
            year = _full_year(int(match.group(1)))
    if clock is None or day is None or month is None or year is None:
        return None
    return _moment((year, month, day, *map(int, clock.groups())))


def _full_year(year: int) -> int:
    if year < 70:
        return year + 2000
    return year + 1900 if year < 100 else year


def _moment(numbers: tuple[int, ...]) -> datetime | None:
    year, month, day, hour, minute, second = numbers
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
