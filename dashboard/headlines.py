"""The sentences that sum a page up: what a person would say who had read all of it."""

from dashboard.formats import day, number
from dashboard.periods import Period, Span
from tracker.ledger.queries.totals import Totals
from tracker.phrasing import gettext, ngettext


def of_period(found: Totals, period: Period) -> str:
    """Return what left within a period, or that nothing was seen leaving."""
    if not found.vendors:
        return _nothing(period)
    if period.span is Span.TODAY:
        return of_today(found)
    if period.span is Span.ALL:
        return of_all(found)
    return _of_days(found, period) if period.span else _of_dates(found, period)


def of_today(today: Totals) -> str:
    """Return what left today; '' where nothing did."""
    if not today.vendors:
        return ""
    return ngettext(
        "Today, %(count)s company%(strangers)s received %(pieces)s.",
        "Today, %(count)s companies%(strangers)s received %(pieces)s.",
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
            "Since %(day)s, %(count)s company%(strangers)s received %(pieces)s.",
            "Since %(day)s, %(count)s companies%(strangers)s received %(pieces)s.",
            ever.vendors,
            day=since,
            pieces=pieces(ever.data),
            strangers=strangers(ever),
        )
    return ngettext(
        "Since %(day)s, %(count)s company%(strangers)s received %(pieces)s from %(sites)s.",
        "Since %(day)s, %(count)s companies%(strangers)s received %(pieces)s from %(sites)s.",
        ever.vendors,
        day=since,
        pieces=pieces(ever.data),
        sites=ngettext("%(count)s site", "%(count)s sites", ever.sites),
        strangers=strangers(ever),
    )


def _of_days(found: Totals, period: Period) -> str:
    return ngettext(
        "In the last %(days)s days, %(count)s company%(strangers)s received %(pieces)s.",
        "In the last %(days)s days, %(count)s companies%(strangers)s received %(pieces)s.",
        found.vendors,
        days=str(period.span),
        pieces=pieces(found.data),
        strangers=strangers(found),
    )


def _of_dates(found: Totals, period: Period) -> str:
    since, until = period.since, period.until
    said = {"pieces": pieces(found.data), "strangers": strangers(found)}
    if since and until:
        return ngettext(
            "From %(since)s to %(until)s, %(count)s company%(strangers)s received %(pieces)s.",
            "From %(since)s to %(until)s, %(count)s companies%(strangers)s received %(pieces)s.",
            found.vendors,
            since=day(since),
            until=day(until),
            **said,
        )
    if since:
        return ngettext(
            "Since %(day)s, %(count)s company%(strangers)s received %(pieces)s.",
            "Since %(day)s, %(count)s companies%(strangers)s received %(pieces)s.",
            found.vendors,
            day=day(since),
            **said,
        )
    return ngettext(
        "Until %(day)s, %(count)s company%(strangers)s received %(pieces)s.",
        "Until %(day)s, %(count)s companies%(strangers)s received %(pieces)s.",
        found.vendors,
        day=day(until) if until else "",
        **said,
    )


def _nothing(period: Period) -> str:
    if period.span is Span.TODAY:
        return gettext("Nothing was seen leaving today.")
    if period.span is Span.ALL:
        return gettext("Nothing like that was seen leaving.")
    return gettext("Nothing was seen leaving in this time.")


def pieces(data: int) -> str:
    """Return `12 pieces of your data`."""
    return ngettext("%(count)s piece of your data", "%(count)s pieces of your data", data)


def strangers(totals: Totals) -> str:
    """Return how many of the companies are third parties, to be added to their number; '' where none is."""
    if not totals.third_parties:
        return ""
    if totals.third_parties == totals.vendors:
        return ngettext(" (a third party)", " (all third parties)", totals.vendors)
    return ngettext(
        " (%(number)s of them a third party)",
        " (%(number)s of them third parties)",
        totals.third_parties,
        number=number(totals.third_parties),
    )
