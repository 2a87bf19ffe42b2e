"""How long an identifier stays, as far as the sentence that was recorded with it tells."""

import re

from tracker.phrasing import gettext, ngettext

_DAYS = re.compile(r"\blasts (\d{1,5}) days?\b")
_YEAR, _MONTH = 365, 30


def lifetime(reasoning: str) -> str:
    """Return how long a cookie stays: `stays 13 months`; '' where the sentence does not say."""
    if found := _DAYS.search(reasoning):
        return _long(int(found[1]))
    if "random value for a session" in reasoning:
        return gettext("stays until the browser is closed")
    if "for less than a day" in reasoning:
        return gettext("stays less than a day")
    return ""


def _long(days: int) -> str:
    if days >= 2 * _YEAR:
        years = round(days / _YEAR)
        return ngettext("stays %(count)s year", "stays %(count)s years", years)
    if days >= 2 * _MONTH:
        months = round(days / _MONTH)
        return ngettext("stays %(count)s month", "stays %(count)s months", months)
    return ngettext("stays %(count)s day", "stays %(count)s days", days)
