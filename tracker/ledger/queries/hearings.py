"""Who heard of what on which site, and how often? Remembered, for pages that weigh all pairs of a site and a company.

The sums tell it without a period: they are read once, and then only where tallies have changed. Within a period it is
read from the rows, which lie in the order of time.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import chain, product, takewhile
from math import log2
from threading import Lock
from typing import NamedTuple

from sqlalchemy.orm import Session

from tracker.disclosure import Party
from tracker.ledger.queries.every_holder import marks
from tracker.ledger.queries.past import Mark, mark_of
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.queries.streams import Current, Streams
from tracker.ledger.queries.ways_heard import Pair, PairHeard, Way, Ways, changed, of_rows, of_sums
from tracker.taxonomy import TAXONOMY, Category

_PARTS = 8  # scopes that are remembered
_RANK = {one: (-TAXONOMY[one].sensitivity, one.value) for one in Category}

type Kinds = Collection[Category] | None
"""The categories that count; None: all do."""


class Heard(NamedTuple):
    """What a vendor heard of on a site, both by their ids: the categories, the most sensitive first, how often in all,
    in which relation to the site (third, where it was ever that), and when last, in microseconds. `weight` is the
    squares of the sensitivities, times the logarithm of how often.
    """

    site: int
    vendor: int
    categories: tuple[Category, ...]
    times: int
    party: Party
    last: int
    weight: float


class Attended(NamedTuple):
    """A site by its id: how many companies heard something there, those of them by their ids that were no third
    parties, of which categories, and when last, in microseconds.
    """

    site: int
    companies: int
    others: frozenset[int]
    categories: tuple[Category, ...]
    last: int


class Numbers(NamedTuple):
    """How often something was heard: by vendor and by site, both by their ids."""

    vendors: Counter[int]
    sites: Counter[int]


class EveryHearing:
    """The pairs of one ledger. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._image = _Image()

    def heard(self, session: Session, scope: Scope = EVERYTHING, kinds: Kinds = None) -> list[Heard]:
        """Return what was heard within a scope. At most eight statements."""
        with self._lock:
            return list(self._part(session, scope, kinds).heard.values())

    def of_vendors(self, session: Session, scope: Scope = EVERYTHING) -> dict[int, tuple[Heard, ...]]:
        """Return what each vendor heard within a scope, by their ids: the same tuple as long as it is the same. At most
        six statements.
        """
        with self._lock:
            return self._part(session, scope).of_vendors()

    def attended(self, session: Session, scope: Scope = EVERYTHING) -> list[Attended]:
        """Return the sites on which something was heard within a scope. At most eight statements."""
        with self._lock:
            return self._part(session, scope).attended()

    def numbers(self, session: Session, scope: Scope = EVERYTHING) -> Numbers:
        """Return how often something was heard within a scope. At most eight statements."""
        with self._lock:
            part = self._part(session, scope)
            return Numbers(Counter(part.vendors), Counter(part.sites))

    def streams(self, session: Session, scope: Scope = EVERYTHING) -> list[Current]:
        """Return the most frequent streams within a scope, see `streams`. At most five statements."""
        with self._lock:
            self._renew(session)
            return self._image.streams(scope).most()

    def ways(
        self, session: Session, vendors: Collection[int] | None = None, sites: Collection[int] | None = None
    ) -> list[PairHeard]:
        """Return in which ways these vendors heard something on these sites (None: any). At most five statements."""
        with self._lock:
            self._renew(session)
            return self._image.ways(vendors, sites)

    def _renew(self, session: Session) -> None:
        epoch, stamp = marks(session)
        if self._image.epoch != epoch:
            self._image = _Image(epoch)
        self._image.renew(session, stamp)

    def _part(self, session: Session, scope: Scope, kinds: Kinds = None) -> "_Part":
        self._renew(session)
        return self._image.part(session, scope, None if kinds is None else frozenset(kinds))


class _Part:
    """What a scope has of the pairs, as they were at a stamp."""

    def __init__(self, scope: Scope, kinds: Kinds) -> None:
        self.scope, self.kinds = scope, kinds
        self.stamp = -1
        self.mark: Mark | None = None
        self.heard: dict[Pair, Heard] = {}
        self.vendors: Counter[int] = Counter()
        self.sites: Counter[int] = Counter()
        self._at: dict[int, dict[int, Heard]] = {}
        self._attended: dict[int, Attended] = {}
        self._stale: set[int] = set()  # sites
        self._by: dict[int, dict[int, Heard]] = {}
        self._of: dict[int, tuple[Heard, ...]] = {}
        self._changed: set[int] = set()  # vendors

    def renew(self, ways: Ways, pairs: Iterable[Pair]) -> None:
        """Take over these pairs, of which these are all ways."""
        for pair in pairs:
            kept = [way for way in ways.get(pair, ()) if _counts(way, self.scope, self.kinds)]
            self._put(pair, _heard(pair, kept) if kept else None)

    def attended(self) -> list[Attended]:
        for site in self._stale:
            if self._at[site]:
                self._attended[site] = _attended(site, self._at[site].values())
            else:
                self._attended.pop(site, None)
        self._stale.clear()
        return list(self._attended.values())

    def of_vendors(self) -> dict[int, tuple[Heard, ...]]:
        for vendor in self._changed:
            if self._by[vendor]:
                self._of[vendor] = tuple(self._by[vendor].values())
            else:
                self._of.pop(vendor, None)
        self._changed.clear()
        return dict(self._of)

    def _put(self, pair: Pair, now: Heard | None) -> None:
        before, (site, vendor) = self.heard.pop(pair, None), pair
        more = (now.times if now else 0) - (before.times if before else 0)
        _add(self.vendors, vendor, more)
        _add(self.sites, site, more)
        if now == before:
            if now is not None:
                self.heard[pair] = now
            return
        here, own = self._at.setdefault(site, {}), self._by.setdefault(vendor, {})
        self._stale.add(site)
        self._changed.add(vendor)
        if now is None:
            here.pop(vendor, None)
            own.pop(site, None)
        else:
            self.heard[pair] = here[vendor] = own[site] = now


def _add(counted: Counter[int], key: int, more: int) -> None:
    """What comes to nothing is left out: of all there are, a narrow scope has a few."""
    if more:
        counted[key] += more
        if not counted[key]:
            del counted[key]


def _attended(site: int, heard: Collection[Heard]) -> Attended:
    others = frozenset(one.vendor for one in heard if one.party is not Party.THIRD)
    categories, _ = _ordered(frozenset(chain.from_iterable({one.categories for one in heard})))
    return Attended(site, len(heard), others, categories, max(one.last for one in heard))


class _Image:
    """The pairs as they were at a stamp."""

    def __init__(self, epoch: tuple[str, ...] = ()) -> None:
        self.epoch, self.stamp = epoch, -1
        self._ways: Ways = {}
        self._of_vendor: dict[int, list[Pair]] = {}
        self._on_site: dict[int, list[Pair]] = {}
        self._changed: dict[Pair, int] = {}  # at which stamp it did last, the latest at the end
        self._parts: dict[tuple[Scope, frozenset[Category] | None], _Part] = {}
        self._streams: dict[Scope, Streams] = {}

    def renew(self, session: Session, stamp: int) -> None:
        """Bring it to that stamp, which the session sees."""
        if stamp <= self.stamp:
            return
        pairs = changed(session, self.stamp)
        fresh = of_sums(session, None if self.stamp < 0 else pairs)
        for pair in pairs & fresh.keys():
            if pair not in self._ways:
                self._on_site.setdefault(pair[0], []).append(pair)
                self._of_vendor.setdefault(pair[1], []).append(pair)
            self._ways[pair] = fresh[pair]
            self._changed.pop(pair, None)
            self._changed[pair] = stamp
        self.stamp = stamp

    def part(self, session: Session, scope: Scope, kinds: frozenset[Category] | None) -> _Part:
        """Return what was heard, as far as it counts: remembered, for a few scopes."""
        key = (scope, kinds)
        part = self._parts.pop(key, None) or _Part(scope, kinds)
        pairs = self._since(part.stamp)
        if pairs:
            mark = mark_of(session, scope)
            if mark is None or mark != part.mark:
                among = None if part.stamp < 0 else pairs
                part.renew(of_rows(session, scope, among) if scope.has_period else self._ways, pairs)
            part.stamp, part.mark = self.stamp, mark
        _keep(self._parts, key, part)
        return part

    def streams(self, scope: Scope) -> Streams:
        """Return the streams within a scope: remembered, for a few scopes."""
        kept = self._streams.pop(scope, None) or Streams(scope)
        if kept.stamp < self.stamp:
            kept.renew(self._ways, self._since(kept.stamp))
            kept.stamp = self.stamp
        _keep(self._streams, scope, kept)
        return kept

    def ways(self, vendors: Collection[int] | None, sites: Collection[int] | None) -> list[PairHeard]:
        """The ways of these vendors on these sites, as they are remembered."""
        return [(pair, self._ways[pair]) for pair in self._among(vendors, sites)]

    def _among(self, vendors: Collection[int] | None, sites: Collection[int] | None) -> Iterable[Pair]:
        if sites is not None and vendors is not None:
            return [pair for pair in product(sites, vendors) if pair in self._ways]
        if sites is not None:
            return chain.from_iterable(self._on_site.get(site, ()) for site in sites)
        if vendors is not None:
            return chain.from_iterable(self._of_vendor.get(vendor, ()) for vendor in vendors)
        return self._ways

    def _since(self, stamp: int) -> set[Pair]:
        """The pairs that have changed since a stamp."""
        return {pair for pair, _ in takewhile(lambda one: one[1] > stamp, reversed(self._changed.items()))}


def _keep[Key, One](few: dict[Key, One], key: Key, one: One) -> None:
    """Keep one as that which was asked for last; what was asked for longest ago goes."""
    few[key] = one
    if len(few) > _PARTS:
        del few[next(iter(few))]


def _counts(way: Way, scope: Scope, kinds: Kinds) -> bool:
    return (
        (scope.category is None or way.category is scope.category)
        and (scope.party is None or way.party is scope.party)
        and (scope.manner is None or way.manner is scope.manner)
        and (kinds is None or way.category in kinds)
    )


def _heard(pair: Pair, ways: Iterable[Way]) -> Heard:
    categories, _, parties, times, _, last = zip(*ways, strict=True)
    ordered, squares = _ordered(frozenset(categories))
    total = sum(times)
    return Heard(*pair, ordered, total, max(parties), max(last), squares * (1 + log2(total or 1)))


@lru_cache(4096)  # the same few sets again and again
def _ordered(categories: frozenset[Category]) -> tuple[tuple[Category, ...], int]:
    squares = sum(TAXONOMY[one].sensitivity ** 2 for one in categories)
    return tuple(sorted(categories, key=_RANK.__getitem__)), squares
