"""Who heard of what on which site, and how often? Remembered, for pages that weigh all pairs of a site and a company.

The sums tell it without a period: they are read once, and then only where tallies have changed. Within a period it is
read from the rows, which lie in the order of time.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from math import log2
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, func, select, type_coerce
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.ledger.queries.disclosures import conditions
from tracker.ledger.queries.every_holder import marks
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.taxonomy import TAXONOMY, Category

_MOST = 60  # sites that are named in a statement; more have changed: all is read anew
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


class _Way(NamedTuple):
    category: Category
    manner: Manner
    party: Party
    times: int
    last: int


type _Pair = tuple[int, int]
type _Ways = dict[_Pair, list[_Way]]


class EveryHearing:
    """The pairs of one ledger. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._image = _Image()

    def heard(self, session: Session, scope: Scope = EVERYTHING, kinds: Kinds = None) -> list[Heard]:
        """Return what was heard within a scope. At most six statements."""
        with self._lock:
            epoch, stamp = marks(session)
            if self._image.epoch != epoch:
                self._image = _Image(epoch)
            self._image.renew(session, stamp)
            return self._image.heard(session, scope, kinds)


class _Part:
    """What a scope has of the pairs, as they were at a stamp."""

    def __init__(self, scope: Scope, kinds: Kinds) -> None:
        self.scope, self.kinds = scope, kinds
        self.stamp = -1
        self.heard: dict[_Pair, Heard] = {}

    def renew(self, ways: _Ways, pairs: Iterable[_Pair]) -> None:
        """Take over these pairs, of which these are all ways."""
        for pair in pairs:
            kept = [way for way in ways.get(pair, ()) if _counts(way, self.scope, self.kinds)]
            if kept:
                self.heard[pair] = _heard(pair, kept)
            else:
                self.heard.pop(pair, None)


class _Image:
    """The pairs as they were at a stamp; each has a mark that is another when it has heard more."""

    def __init__(self, epoch: tuple[str, ...] = ()) -> None:
        self.epoch, self.stamp = epoch, -1
        self._ways: _Ways = {}
        self._marks: dict[_Pair, tuple[int, int]] = {}
        self._changed: dict[_Pair, int] = {}  # at which stamp it did last
        self._parts: dict[tuple[Scope, frozenset[Category] | None], _Part] = {}

    def renew(self, session: Session, stamp: int) -> None:
        """Bring it to that stamp, which the session sees."""
        if stamp <= self.stamp:
            return
        told = dict(_marked(session, self.stamp))
        pairs = {pair for pair, mark in told.items() if self._marks.get(pair) != mark}
        still = {vendor for _, vendor in told} - {vendor for _, vendor in pairs}
        pairs |= {pair for pair in told if pair[1] in still}  # how it left has been told anew
        self._marks |= told
        self._changed |= dict.fromkeys(pairs, stamp)
        fresh = _gathered(_of_sums(session, () if self.stamp < 0 else _among(pairs), pairs)) if pairs else {}
        self._ways |= {pair: fresh[pair] for pair in pairs & fresh.keys()}
        self.stamp = stamp

    def heard(self, session: Session, scope: Scope, kinds: Kinds) -> list[Heard]:
        """Return what was heard, as far as it counts: remembered, for a few scopes."""
        key = (scope, None if kinds is None else frozenset(kinds))
        part = self._parts.pop(key, None) or _Part(scope, key[1])
        pairs = {pair for pair, stamp in self._changed.items() if stamp > part.stamp}
        if pairs:
            ways = self._ways
            if scope.has_period:
                where = () if part.stamp < 0 else _on_sites(m.Disclosure.site_id, pairs)
                ways = _gathered(_of_rows(session, scope, where, pairs))
            part.renew(ways, pairs)
            part.stamp = self.stamp
        self._parts[key] = part  # as the one that was asked for last
        if len(self._parts) > _PARTS:
            del self._parts[next(iter(self._parts))]
        return list(part.heard.values())


def _on_sites(column: Any, pairs: Collection[_Pair]) -> tuple[ColumnElement[bool], ...]:
    """The condition that bounds what is read for these pairs; none where they are too many."""
    sites = {site for site, _ in pairs}
    return (column.in_(sites),) if len(sites) <= _MOST else ()


def _among(pairs: Collection[_Pair]) -> tuple[ColumnElement[bool], ...]:
    """The conditions that the sums of these pairs meet; none where they are too many."""
    sites = _on_sites(m.Exposure.site_id, pairs)
    hosts = select(m.Host.id).where(m.Host.vendor_id.in_({vendor for _, vendor in pairs}))
    return (*sites, m.Exposure.host_id.in_(hosts)) if sites else ()


def _gathered(ways: Iterable[tuple[_Pair, _Way]]) -> _Ways:
    found: _Ways = {}
    for pair, way in ways:
        found.setdefault(pair, []).append(way)
    return found


def _counts(way: _Way, scope: Scope, kinds: Kinds) -> bool:
    return (
        (scope.category is None or way.category is scope.category)
        and (scope.party is None or way.party is scope.party)
        and (scope.manner is None or way.manner is scope.manner)
        and (kinds is None or way.category in kinds)
    )


def _heard(pair: _Pair, ways: Iterable[_Way]) -> Heard:
    categories, _, parties, times, last = zip(*ways, strict=True)
    ordered, squares = _ordered(frozenset(categories))
    total = sum(times)
    return Heard(*pair, ordered, total, max(parties), max(last), squares * (1 + log2(total or 1)))


@lru_cache(4096)  # the same few sets again and again
def _ordered(categories: frozenset[Category]) -> tuple[tuple[Category, ...], int]:
    squares = sum(TAXONOMY[one].sensitivity ** 2 for one in categories)
    return tuple(sorted(categories, key=_RANK.__getitem__)), squares


def _marked(session: Session, stamp: int) -> Iterator[tuple[_Pair, tuple[int, int]]]:
    """The pairs of vendors that have changed since a stamp, each with its mark."""
    sums, tally = m.Listening, m.VendorTally
    asked = select(sums.site_id, sums.vendor_id, sums.times, sums.facts)
    if stamp >= 0:
        asked = asked.where(sums.vendor_id.in_(select(tally.vendor_id).where(tally.stamp > stamp)))
    for site, vendor, times, facts in session.execute(asked):
        yield (site, vendor), (times, facts)


def _of_sums(
    session: Session, where: tuple[ColumnElement[bool], ...], pairs: Collection[_Pair]
) -> Iterator[tuple[_Pair, _Way]]:
    """By host, as the sums lie: to whom hosts belong is looked up here, which is quicker."""
    sums, owners = m.Exposure, _owners(session, pairs)
    keys = (sums.host_id, sums.site_id, m.Datum.category, sums.manner, sums.party)
    last = type_coerce(func.max(sums.last), BigInteger)
    asked = select(*keys, func.sum(sums.count), last).join(m.Datum, m.Datum.id == sums.datum_id)
    for host, site, category, manner, party, times, moment in session.execute(asked.where(*where).group_by(*keys)):
        way = _Way(_CATEGORIES[category], _MANNERS[manner], _PARTIES[party], int(times), moment)
        if host in owners:
            yield (site, owners[host]), way


def _of_rows(
    session: Session, scope: Scope, where: tuple[ColumnElement[bool], ...], pairs: Collection[_Pair]
) -> Iterator[tuple[_Pair, _Way]]:
    row, owners = m.Disclosure, _owners(session, pairs)
    keys = (row.host_id, row.site_id, row.category, row.manner, row.party)
    last = type_coerce(func.max(row.last), BigInteger)
    asked = select(*keys, func.sum(row.count), last).where(*where, *conditions(None, None, None, (), scope))
    for host, site, category, manner, party, times, moment in session.execute(asked.group_by(*keys)):
        way = _Way(_CATEGORIES[category], _MANNERS[manner], _PARTIES[party], int(times), moment)
        if host in owners:
            yield (site, owners[host]), way


_CATEGORIES: Mapping[str, Category] = {one.value: one for one in Category}
_MANNERS: Mapping[str, Manner] = {one.value: one for one in Manner}
_PARTIES: Mapping[str, Party] = {one.value: one for one in Party}


def _owners(session: Session, pairs: Collection[_Pair]) -> dict[int, int]:
    """To whom hosts belong: those of these pairs' vendors, or all where these are many."""
    asked, vendors = select(m.Host.id, m.Host.vendor_id), {vendor for _, vendor in pairs}
    return dict(session.execute(asked.where(m.Host.vendor_id.in_(vendors)) if len(vendors) <= _MOST else asked).all())
