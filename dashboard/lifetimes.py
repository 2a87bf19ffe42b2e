"""How long an identifier stays: by the sentence that was recorded with it, else as a known cookie's owner documents."""

import re
from functools import lru_cache

from dashboard.formats import number
from tracker.detection.cookies.lifetimes import Documented, documented
from tracker.detection.cookies.names import known_cookie
from tracker.phrasing import gettext, ngettext

UNKNOWN = -1.0
_NO_LONGER, _HOURS = 0.0, 0.5
_SET = r"(?:\bholds a random value|\. It was set)"  # what a cookie is for may speak of times, too
_LASTS = re.compile(r"(?:\bholds a random value and lasts|\. It was set for) (\d{1,6}) days?\.")
_SESSION, _SHORT = re.compile(rf"{_SET} for a session\b"), re.compile(rf"{_SET} for less than a day\b")
_MONTHS, _YEARS = 60, 730  # days from which on it is told in months, in years


@lru_cache(4096)
def days_of(reasoning: str) -> float:
    """Return how many days an identifier lasts, as was seen when it was set; 0 for a session, UNKNOWN where it was
    not.
    """
    if (found := _LASTS.search(reasoning)) is not None:
        return float(found[1])
    if _SHORT.search(reasoning):
        return _HOURS
    return _NO_LONGER if _SESSION.search(reasoning) else UNKNOWN


def span(days: float) -> str:
    """Return so many days in words: `about 13 months`; '' where they are not known."""
    if days == UNKNOWN:
        return ""
    if days == _NO_LONGER:
        return gettext("until you close the browser")
    return gettext("less than a day") if days < 1 else _long(round(days))


def by_document(name: str, domain: str) -> Documented | None:
    """Return for how long a cookie of that name, of that registrable domain, is set by default, and who says so."""
    known = known_cookie(name, domain)
    return documented(known) if known else None


def as_documented(said: Documented) -> str:
    """Return in words what a document says: `about 2 years, as documented`."""
    return gettext("%(time)s, as documented", time=span(said.days))


def lifetime(reasoning: str) -> str:
    """Return how long a cookie stays: `stays about 13 months`; '' where the sentence does not say."""
    return staying(span(days_of(reasoning)))


def staying(time: str) -> str:
    """Return how long a cookie stays, by how long it lasts in words; '' for ''."""
    return gettext("stays %(time)s", time=time) if time else ""


def _long(days: int) -> str:
    if days < _MONTHS:
        return ngettext("%(count)s day", "%(count)s days", days)
    if days < _YEARS:
        return gettext("about %(number)s months", number=number(round(days / 30.44)))
    return gettext("about %(number)s years", number=number(round(days / 365.25)))
