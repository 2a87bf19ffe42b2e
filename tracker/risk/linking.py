"""Reasons in what can be put together: one company's view of many sites, siblings, shared identifiers, names."""

from collections.abc import Iterator

from tracker.phrasing import gettext, ngettext
from tracker.risk import weights
from tracker.risk.exposure import ExposureSummary, Held
from tracker.risk.rating import Factor, Reason
from tracker.risk.weights import doublings
from tracker.risk.wording import listed
from tracker.taxonomy import IDENTIFIERS, TAXONOMY, Category, Group

_LASTING = IDENTIFIERS - {Category.SESSION_ID}
_NAMING = 3  # least sensitivity of contact and identity data that says who somebody is


def reasons(exposure: ExposureSummary) -> Iterator[Reason]:
    """Yield the reasons that lie in what can be linked."""
    yield from _linked(exposure.held)
    if any(held.category in _LASTING and held.is_third_party for held in exposure.held):
        yield from _followed(exposure)


def _linked(all_held: tuple[Held, ...]) -> Iterator[Reason]:
    """An identifier beside a name or an address: what was done without saying who gets a name."""
    marks = [held for held in all_held if held.category in _LASTING]
    names = [held for held in all_held if _says_who(held)]
    if marks and names:
        yield Reason(
            Factor.LINKED,
            lambda: gettext(
                "It can put a name to what it sees: it has %(marks)s together with %(names)s.",
                marks=listed(marks),
                names=listed(names),
            ),
            weights.LINKED if any(held.is_third_party for held in marks) else weights.LINKED_FIRST,
        )


def _says_who(held: Held) -> bool:
    term = TAXONOMY[held.category]
    return term.group in (Group.CONTACT, Group.IDENTITY) and term.sensitivity >= _NAMING


def _followed(exposure: ExposureSummary) -> Iterator[Reason]:
    """A third party that recognises the person may put together what was done on each site.

    May: whether it has the same identifier on each of them is not looked at.
    """
    sites, together = max(1, exposure.sites), max(1, exposure.sites, exposure.group_sites)
    if sites > 1:
        yield Reason(
            Factor.FOLLOWED,
            lambda: ngettext(
                "It hears from %(count)s site and has identifiers of yours: it may put together what you do there.",
                "It hears from %(count)s sites and has identifiers of yours: it may put together what you do on them.",
                sites,
            ),
            weights.FOLLOWED * doublings(sites),
        )
    if together > sites:
        yield Reason(
            Factor.FAMILY,
            lambda: ngettext(
                "With its sister companies under one parent it hears from %(count)s site.",
                "With its sister companies under one parent it hears from %(count)s sites.",
                together,
            ),
            weights.FAMILY * (doublings(together) - doublings(sites)),
        )
    if exposure.partners:
        yield Reason(
            Factor.SYNCED,
            lambda: ngettext(
                "%(count)s other company got the same identifier of yours: they can put together what each knows.",
                "%(count)s other companies got the same identifier of yours: they can put together what each knows.",
                exposure.partners,
            ),
            weights.SYNCED * doublings(1 + exposure.partners),
        )
