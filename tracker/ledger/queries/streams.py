"""What the person told went from which sites to whom? By the sums, without what machines tell of themselves.

Identifiers, what every browser sends and the addresses of pages go nearly everywhere: with them it is no picture, and
the sums of them are most of all sums.
"""

from collections.abc import Iterable, Mapping
from heapq import nlargest
from typing import NamedTuple

from tracker.disclosure import Manner, Party
from tracker.ledger.moments import micros
from tracker.ledger.queries.network import Firm
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.queries.ways_heard import Way, WayHeard
from tracker.taxonomy import TAXONOMY, Category, Group

LEFT_OUT = frozenset(
    category for category, term in TAXONOMY.items() if term.group in {Group.IDENTIFIERS, Group.DEVICE}
) | {Category.PAGE_VISITED}
MOST = 800
"""Streams that are told at most."""
TOLD = frozenset(Category) - LEFT_OUT


class Stream(NamedTuple):
    """Data of one category that went, while the person was on `site` (None: unknown), to a vendor in one manner, so
    many times in all.
    """

    category: Category
    site: str | None
    vendor_slug: str
    vendor_name: str
    party: Party
    manner: Manner
    times: int


def streams(
    ways: Iterable[WayHeard], firms: Mapping[int, Firm], sites: Mapping[int, str], scope: Scope = EVERYTHING
) -> list[Stream]:
    """Return the streams of these ways within a scope, the most frequent first."""
    found: dict[tuple[Category, int, int, Manner], tuple[int, Party]] = {}
    is_open = scope.is_open
    for site, vendor, way in ways:
        if way.category not in LEFT_OUT and (is_open or _is_within(way, scope)):
            key = (way.category, site, vendor, way.manner)
            times, party = found.get(key, (0, way.party))
            found[key] = (times + way.times, max(party, way.party))
    most = nlargest(MOST, found.items(), key=lambda one: (one[1][0], one[0]))
    return [
        Stream(category, sites[site] or None, firms[vendor].slug, firms[vendor].name, party, manner, times)
        for (category, site, vendor, manner), (times, party) in most
    ]


def _is_within(way: Way, scope: Scope) -> bool:
    return (
        scope.category in {None, way.category}
        and scope.party in {None, way.party}
        and scope.manner in {None, way.manner}
        and (scope.since is None or way.last >= micros(scope.since))
        and (scope.until is None or way.first < micros(scope.until))
    )
