"""What the person told went from which sites to whom? By the sums, without what machines tell of themselves.

Identifiers, what every browser sends and the addresses of pages go nearly everywhere: with them it is no picture, and
the sums of them are most of all sums.
"""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from tracker.disclosure import Manner, Party
from tracker.ledger.moments import micros
from tracker.ledger.queries.network import Firm
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.ways_heard import Pair, Way, Ways
from tracker.taxonomy import TAXONOMY, Category, Group

LEFT_OUT = frozenset(
    category for category, term in TAXONOMY.items() if term.group in {Group.IDENTIFIERS, Group.DEVICE}
) | {Category.PAGE_VISITED}
MOST = 800
"""Streams that are told at most."""
_MOST_PAIRS = 500  # that are laid where they belong, each by itself; more: all are sorted
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


class Current(NamedTuple):
    """A stream by the ids of its site and its vendor."""

    times: int
    category: Category
    site: int
    vendor: int
    manner: Manner
    party: Party


class Streams:
    """The streams within a scope, remembered: those of pairs that have changed are made anew."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._found: dict[Pair, list[Current]] = {}
        self._sorted: list[Current] = []
        self.stamp = -1

    def renew(self, ways: Ways, pairs: Collection[Pair]) -> None:
        """Take over these pairs, of which these are all ways."""
        is_whole = len(pairs) > _MOST_PAIRS
        for pair in pairs:
            before, now = self._found.pop(pair, ()), _of(pair, ways.get(pair, ()), self._scope)
            if now:
                self._found[pair] = now
            if not is_whole:
                self._lay(before, now)
        if is_whole:
            self._sorted = sorted(chain.from_iterable(self._found.values()))

    def most(self) -> list[Current]:
        """Return the most frequent ones, these first."""
        return self._sorted[: -MOST - 1 : -1]

    def _lay(self, before: Iterable[Current], now: Iterable[Current]) -> None:
        """No two are equal: the way that each tells is its own."""
        for one in before:
            del self._sorted[bisect_left(self._sorted, one)]
        for one in now:
            insort(self._sorted, one)


def named(rows: Iterable[Current], firms: Mapping[int, Firm], sites: Mapping[int, str]) -> list[Stream]:
    """Return streams with the names of their sites and vendors."""
    return [
        Stream(one.category, sites[one.site] or None, *firms[one.vendor][:2], one.party, one.manner, one.times)
        for one in rows
    ]


def _of(pair: Pair, ways: Collection[Way], scope: Scope) -> list[Current]:
    found: dict[tuple[Category, Manner], tuple[int, Party]] = {}
    for way in ways:
        if way.category in TOLD and (scope.is_open or _is_within(way, scope)):
            times, party = found.get((way.category, way.manner), (0, way.party))
            found[way.category, way.manner] = times + way.times, max(party, way.party)
    return [Current(times, category, *pair, manner, party) for (category, manner), (times, party) in found.items()]


def _is_within(way: Way, scope: Scope) -> bool:
    return (
        scope.category in {None, way.category}
        and scope.party in {None, way.party}
        and scope.manner in {None, way.manner}
        and (scope.since is None or way.last >= micros(scope.since))
        and (scope.until is None or way.first < micros(scope.until))
    )
