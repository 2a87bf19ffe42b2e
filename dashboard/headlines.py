"""The sentences that sum a page up: what a person would say who had read all of it."""

from collections.abc import Iterable

from dashboard.formats import day, number
from dashboard.wording import listed, yours
from tracker.ledger.queries.categories import Spread
from tracker.ledger.queries.totals import Totals
from tracker.phrasing import gettext, ngettext
from tracker.taxonomy import TAXONOMY

_TELLING = 3  # least sensitivity of what is worth naming


def of_today(today: Totals) -> str:
    """Return what left today; '' where nothing did."""
    if not today.vendors:
        return ""
    return ngettext(
        "Today, %(count)s company received %(pieces)s%(strangers)s.",
        "Today, %(count)s companies received %(pieces)s%(strangers)s.",
        today.vendors,
        pieces=pieces(today.data),
        strangers=strangers(today),
    )


def of_all(ever: Totals) -> str:
    """Return what left in all."""
    if ever.first is None:
        return gettext("Nothing recorded yet.")
    since = day(ever.first.astimezone().date())
    if not ever.sites:
        return ngettext(
            "Since %(day)s, %(count)s company received %(pieces)s%(strangers)s.",
            "Since %(day)s, %(count)s companies received %(pieces)s%(strangers)s.",
            ever.vendors,
            day=since,
            pieces=pieces(ever.data),
            strangers=strangers(ever),
        )
    return ngettext(
        "Since %(day)s, %(count)s company received %(pieces)s from %(sites)s%(strangers)s.",
        "Since %(day)s, %(count)s companies received %(pieces)s from %(sites)s%(strangers)s.",
        ever.vendors,
        day=since,
        pieces=pieces(ever.data),
        sites=ngettext("%(count)s site", "%(count)s sites", ever.sites),
        strangers=strangers(ever),
    )


def of_third_parties(spreads: Iterable[Spread]) -> str:
    """Return the most telling of what third parties have; '' where there is nothing of that kind."""
    told = [row for row in spreads if row.third_parties and TAXONOMY[row.category].sensitivity >= _TELLING]
    told.sort(key=lambda row: (-TAXONOMY[row.category].sensitivity, -row.third_parties))
    return (
        gettext("Third parties have %(data)s.", data=listed([yours(row.category) for row in told], 5)) if told else ""
    )


def pieces(data: int) -> str:
    """Return `12 pieces of your data`."""
    return ngettext("%(count)s piece of your data", "%(count)s pieces of your data", data)


def strangers(totals: Totals) -> str:
    """Return how many of the companies are third parties, to be added to a sentence; '' where none is."""
    if not totals.third_parties:
        return ""
    if totals.third_parties == totals.vendors:
        return ngettext(", as a third party", ", all as third parties", totals.vendors)
    return ngettext(
        ", %(number)s of them as third party",
        ", %(number)s of them as third parties",
        totals.third_parties,
        number=number(totals.third_parties),
    )
