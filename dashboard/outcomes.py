"""What rules did, in words."""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.formats import number
from tracker.ledger.queries.deeds import Deed
from tracker.ledger.queries.kept import Kept
from tracker.ledger.queries.latest_rulings import Entry
from tracker.phrasing import Words, gettext, message, ngettext
from tracker.rules.text import spared_text
from tracker.rulings import Outcome

OUTCOMES = Words(
    {
        Outcome.WARNED: message("you were told"),
        Outcome.MASKED: message("replaced"),
        Outcome.ALIASED: message("replaced by an alias"),
        Outcome.STRIPPED: message("taken out"),
        Outcome.BLOCKED: message("request stopped"),
        Outcome.SPARED: message("left as it was"),
    }
)


class Summed(NamedTuple):
    """What a rule did in all, in a sentence, and what it did it with (None: nothing yet)."""

    words: str
    deed: Deed | None


def summed(deed: Deed | None) -> Summed:
    """Return what a rule did in all."""
    if deed is None:
        return Summed(gettext("Has not done anything yet."), None)
    return Summed(
        gettext(
            "%(times)s, in %(requests)s to %(companies)s; %(kept)s kept back.",
            times=ngettext("Acted %(count)s time", "Acted %(count)s times", deed.times),
            requests=ngettext("%(count)s request", "%(count)s requests", deed.requests),
            companies=_companies(deed.companies),
            kept=number(deed.kept),
        ),
        deed,
    )


def acted(done: Sequence[Entry]) -> str:
    """Return in a sentence how often and for how many companies it was acted in what is listed; '' where nothing is."""
    times, companies = sum(one.times for one in done), len({one.slug for one in done})
    said = ngettext(
        "Done %(count)s time, on the way to %(companies)s.",
        "Done %(count)s times, on the way to %(companies)s.",
        times,
        companies=_companies(companies),
    )
    return said if done else ""


def kept_today(found: Kept) -> str:
    """Return how much rules kept from companies today; '' where that is nothing."""
    return _kept(
        found,
        ngettext(
            "Today, your rules kept %(count)s piece of data from %(companies)s.",
            "Today, your rules kept %(count)s pieces of data from %(companies)s.",
            found.times,
            companies=_companies(found.companies),
        ),
    )


def kept_then(found: Kept) -> str:
    """Return how much rules kept from companies in a period that is not named; '' where that is nothing."""
    return _kept(
        found,
        ngettext(
            "In this time, your rules kept %(count)s piece of data from %(companies)s.",
            "In this time, your rules kept %(count)s pieces of data from %(companies)s.",
            found.times,
            companies=_companies(found.companies),
        ),
    )


def kept_ever(found: Kept) -> str:
    """Return how much rules have kept from companies so far; '' where that is nothing."""
    return _kept(
        found,
        ngettext(
            "So far, your rules have kept %(count)s piece of data from %(companies)s.",
            "So far, your rules have kept %(count)s pieces of data from %(companies)s.",
            found.times,
            companies=_companies(found.companies),
        ),
    )


def _kept(found: Kept, words: str) -> str:
    return words if found.times else ""


def _companies(count: int) -> str:
    return ngettext("%(count)s company", "%(count)s companies", count)


def because(reason: str) -> str:
    """Return why something was left as it was, or was done otherwise than the rule says; '' where nothing says so."""
    return spared_text(reason)
