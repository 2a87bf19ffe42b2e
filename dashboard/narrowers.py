"""The facets of the log: how much of what is shown is of which kind, and the ways to see only that."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy.orm import Session

from dashboard import addresses, wording
from dashboard.addresses import UNKNOWN_SITE
from dashboard.wiring import numbers, ways_heard
from tracker.disclosure import Method
from tracker.ledger.queries.facets import Facets, facets, heard, keys_of, names, of_ways
from tracker.ledger.queries.filters import Filters
from tracker.ledger.queries.log import Entry
from tracker.ledger.queries.scope import Scope
from tracker.phrasing import gettext

_MOST = 8
"""Ways that are offered of each."""


class Way(NamedTuple):
    """A link that narrows to a value. `times` is how often, None where that is not counted."""

    words: str
    value: str
    address: str
    times: int | None


class Facet(NamedTuple):
    """What one may narrow by, an argument of the address, most ahead; `more` are not offered. With `is_least`, numbers
    are the least that is so.
    """

    name: str
    title: str
    ways: tuple[Way, ...]
    is_least: bool
    more: int


type _Named = tuple[str, str, int | None]
"""Words, the argument's value, and how often."""


def narrowers(
    session: Session, filters: Filters, given: dict[str, str], every: Sequence[Entry] | None = None
) -> tuple[Facet, ...]:
    """Return what the log can be narrowed to further; `given` are its own arguments, and `every` all that is asked for
    where the page has it: then that is counted. At most twenty statements.
    """
    if every is not None:
        found = wide = _of_page(every)
        companies = _most((one.vendor_name, one.vendor_slug, one.times) for one in every)
        sites = _most((one.site or gettext("page unknown"), one.site or UNKNOWN_SITE, one.times) for one in every)
    else:
        found, wide = _remembered(session, filters) if _is_of_all(filters) else (facets(session, filters),) * 2
        companies, sites = _called(session, wide)
    parties, manners = wording.PARTIES.__getitem__, wording.MANNERS.__getitem__
    offered: tuple[tuple[str, object, str, list[_Named], int, bool], ...] = (
        ("category", filters.category, gettext("Kind of data"), *_of(found.categories, wording.label), found.is_cut),
        ("vendor", filters.vendor, gettext("Company"), companies, len(wide.vendors), wide.is_cut),
        ("site", filters.site, gettext("Site"), sites, len(wide.sites), wide.is_cut),
        ("party", filters.party, gettext("Recipient"), *_of(found.parties, parties), found.is_cut),
        ("manner", filters.manner, gettext("How it left"), *_of(found.manners, manners), found.is_cut),
        ("method", filters.method, gettext("Found because"), *_methods(found), found.is_cut),
    )
    return tuple(
        Facet(name, title, tuple(_way(given, name, *way) for way in ways), is_least, max(number - len(ways), 0))
        for name, taken, title, ways, number, is_least in offered
        if taken is None and ways
    )


def _way(given: dict[str, str], name: str, words: str, value: str, times: int | None) -> Way:
    return Way(words, value, addresses.log_address(**{**given, name: value}), times)


def _of[Word: StrEnum](counts: Counter[Word], words: Callable[[Word], str]) -> tuple[list[_Named], int]:
    most = counts.most_common(_MOST)
    return [(wording.sentence(words(one)), one.value, times) for one, times in most], len(counts)


def _methods(found: Facets) -> tuple[list[_Named], int]:
    """Sums do not tell how something was found: then it is offered without numbers."""
    if found.methods:
        return _of(found.methods, wording.METHODS.__getitem__)
    offered = list(Method) if found.categories else []
    return [(wording.sentence(wording.METHODS[one]), one.value, None) for one in offered], len(offered)


def _called(session: Session, found: Facets) -> tuple[list[_Named], list[_Named]]:
    """The companies and sites with most; those that have no name any more are left out."""
    vendors, sites = found.vendors.most_common(_MOST), found.sites.most_common(_MOST)
    firms, domains = names(session, [key for key, _ in vendors], [key for key, _ in sites])
    unknown = gettext("page unknown")
    return (
        [(firms[key][1], firms[key][0], times) for key, times in vendors if key in firms],
        [(domains[key] or unknown, domains[key] or UNKNOWN_SITE, times) for key, times in sites if key in domains],
    )


def _of_page(rows: Sequence[Entry]) -> Facets:
    found = Facets()
    for one in rows:
        found.categories[one.category] += one.times
        found.parties[one.party] += one.times
        found.manners[one.manner] += one.times
        found.methods[one.method] += one.times
    return found


def _most(counted: Iterable[tuple[str, str, int]]) -> list[_Named]:
    found: Counter[tuple[str, str]] = Counter()
    for words, value, times in counted:
        found[words, value] += times
    return [(words, value, times) for (words, value), times in found.most_common(_MOST)]


def _is_of_all(filters: Filters) -> bool:
    """Whether what is remembered of all pairs of a company and a site tells how often."""
    rest = (filters.host, filters.datum, filters.method, filters.text, filters.since, filters.until)
    return all(one is None for one in rest)


def _remembered(session: Session, filters: Filters) -> tuple[Facets, Facets]:
    """What is asked for, and of which companies and sites that is."""
    if filters.vendor is not None or filters.site is not None:
        found = heard(ways_heard(session, *keys_of(session, filters)), filters)
        return found, found
    found = of_ways(session, filters)
    if not found.categories:
        return found, found
    every = numbers(session, Scope(None, None, filters.category, filters.party, filters.manner))
    return found, Facets(vendors=every.vendors, sites=every.sites)
