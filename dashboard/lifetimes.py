"""How long an identifier stays, as far as the sentence that was recorded with it tells."""

import re
from functools import lru_cache

from dashboard.formats import number
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


def lifetime(reasoning: str) -> str:
    """Return how long a cookie stays: `stays about 13 months`; '' where the sentence does not say."""
    time = span(days_of(reasoning))
    return gettext("stays %(time)s", time=time) if time else ""


def _long(days: int) -> str:
    if days < _MONTHS:
        return ngettext("%(count)s day", "%(count)s days", days)
    if days < _YEARS:
        return gettext("about %(number)s months", number=number(round(days / 30.44)))
    return gettext("about %(number)s years", number=number(round(days / 365.25)))
