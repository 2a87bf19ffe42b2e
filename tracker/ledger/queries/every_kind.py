"""Which categories left within a scope, and how many vendors have any of each? Remembered: who asks again is told at
the price of what has changed since.

Of each vendor all its categories are kept. What was erased, counted anew or laid to other vendors is asked for from the
beginning.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from itertools import takewhile
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Select, select, type_coerce
from sqlalchemy.orm import Session

from tracker.disclosure import Manner
from tracker.ledger import models as m
from tracker.ledger.facts import MANNERS, THIRD
from tracker.ledger.moments import moment
from tracker.ledger.queries.every_bearer import Had, within
from tracker.ledger.queries.every_holder import marks
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.taxonomy import Category

_PARTS = 8  # scopes that are remembered
_EARLY = MANNERS[Manner.PREMATURE]
_NOTHING: Mapping[str, Had] = {}


class Kind(NamedTuple):
    """A category: how many vendors have any of it, how many as third parties, and how many took it too early."""

    category: Category
    vendors: int
    third_parties: int
    early: int
    first: datetime
    last: datetime


class EveryKind:
    """The categories of one ledger. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._image = _Image()

    def kinds(self, session: Session, scope: Scope = EVERYTHING, vendor: str | None = None) -> list[Kind]:
        """Return the categories that left, or those that one vendor got any of (its slug), with how far they got. At
        most three statements.
        """
        key = None if vendor is None else session.scalar(select(m.Vendor.id).where(m.Vendor.slug == vendor))
        with self._lock:
            epoch, stamp = marks(session)
            if self._image.epoch != epoch:
                self._image = _Image(epoch)
            self._image.renew(session, stamp)
            part = self._image.part(scope._replace(category=None))
            among = part.kinds() if vendor is None else part.kinds_of(key)
            wanted = among if scope.category is None else among & {scope.category.value}
            return [part.told(kind) for kind in sorted(wanted)]


class _Image:
    """What vendors have, as it was at a stamp."""

    def __init__(self, epoch: tuple[str, ...] = ()) -> None:
        self.epoch, self.stamp = epoch, -1
        self._held: dict[int, dict[str, Had]] = {}
        self._changed: dict[int, int] = {}  # at which stamp it did last, the latest at the end
        self._parts: dict[Scope, _Part] = {}

    def renew(self, session: Session, stamp: int) -> None:
        """Bring it to that stamp, which the session sees. Where a slower request brings an older one, it stays."""
        if stamp <= self.stamp:
            return
        found: dict[int, dict[str, Had]] = {}
        for vendor, kind, *had in session.execute(_held(self.stamp)):
            found.setdefault(vendor, {})[kind] = Had(*had)
        for vendor in found:
            self._changed.pop(vendor, None)
            self._changed[vendor] = stamp
        self._held |= found
        self.stamp = stamp

    def part(self, scope: Scope) -> "_Part":
        """Return what a scope has of it: remembered, for a few scopes."""
        part = self._parts.pop(scope, None) or _Part(scope)
        self._parts[scope] = part  # as the one that was asked for last
        if len(self._parts) > _PARTS:
            del self._parts[next(iter(self._parts))]
        for vendor, _ in takewhile(lambda one: one[1] > part.stamp, reversed(self._changed.items())):
            part.put(vendor, self._held[vendor])
        part.stamp = self.stamp
        return part


class _Part:
    """What a scope has of it, as it was at a stamp."""

    def __init__(self, scope: Scope) -> None:
        self.stamp = -1
        self._is_within = within(scope)
        self._of: dict[int, dict[str, Had]] = {}
        self._sums: dict[str, _Sum] = {}

    def put(self, vendor: int, held: Mapping[str, Had]) -> None:
        """Take over all that a vendor has."""
        before = self._of.get(vendor, _NOTHING)
        now = {kind: had for kind, had in held.items() if self._is_within(had)}
        for kind in before.keys() | now.keys():
            if before.get(kind) != now.get(kind):
                self._sums.setdefault(kind, _Sum()).put(vendor, before.get(kind), now.get(kind))
        self._of[vendor] = now

    def kinds(self) -> AbstractSet[str]:
        """Return the categories that any vendor has."""
        return {kind for kind, of in self._sums.items() if of.having}

    def kinds_of(self, vendor: int | None) -> AbstractSet[str]:
        """Return the categories that a vendor has."""
        return (_NOTHING if vendor is None else self._of.get(vendor, _NOTHING)).keys()

    def told(self, kind: str) -> Kind:
        """Return what is known of a category that some vendor has."""
        of = self._sums[kind]
        first, last = of.ends()
        return Kind(Category(kind), len(of.having), of.third, of.early, moment(first), moment(last))


class _Sum:
    """Who has any of a category."""

    def __init__(self) -> None:
        self.having: dict[int, Had] = {}
        self.third = self.early = 0
        self._ends: tuple[int, int] | None = None  # None: to be looked for

    def put(self, vendor: int, before: Had | None, now: Had | None) -> None:
        """Take over what a vendor has of it."""
        if before is not None:
            del self.having[vendor]
            self._count(before, -1)
        if now is not None:
            self.having[vendor] = now
            self._count(now, 1)
        self._ends = _wider(self._ends, before, now)

    def ends(self) -> tuple[int, int]:
        """Return when it was had first and last, in microseconds."""
        if self._ends is None:
            having = self.having.values()
            self._ends = min(one.first for one in having), max(one.last for one in having)
        return self._ends

    def _count(self, had: Had, number: int) -> None:
        self.third += number * (had.facts & THIRD != 0)
        self.early += number * (had.facts & _EARLY != 0)


def _wider(ends: tuple[int, int] | None, before: Had | None, now: Had | None) -> tuple[int, int] | None:
    """The ends with what a vendor has now; None where what it had before was one of them, and is no more."""
    if ends is None or now is None or (before is not None and (now.first > before.first or now.last < before.last)):
        return None
    return min(ends[0], now.first), max(ends[1], now.last)


def _held(stamp: int) -> Select[*tuple[Any, ...]]:
    """Of the vendors that have changed since a stamp."""
    sums, tally = m.Holding, m.VendorTally
    times = type_coerce(sums.first, BigInteger), type_coerce(sums.last, BigInteger)
    asked = select(sums.vendor_id, sums.category, sums.facts, *times)
    if stamp >= 0:
        asked = asked.where(sums.vendor_id.in_(select(tally.vendor_id).where(tally.stamp > stamp)))
    return asked
