"""Which companies have an identifier in common? Remembered: who asks again is told at the price of what has changed
since.

Of the lasting identifiers it is kept which known companies got them as third parties. What was erased, counted anew or
laid to other vendors is asked for from the beginning.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import nlargest
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Select, select, type_coerce
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.facts import ELSEWHERE, THIRD
from tracker.ledger.moments import micros
from tracker.ledger.queries.every_holder import marks
from tracker.ledger.queries.families import LASTING
from tracker.ledger.queries.network import Firm
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.taxonomy import Category

_MOST_SHARED, _MOST_HOLDERS = 300, 3000
"""Identifiers that are looked at, those that were met last; and who has them."""
_KINDS: Mapping[str, Category] = {one.value: one for one in LASTING}


class Sync(NamedTuple):
    """A lasting identifier that two known companies of different groups got as third parties: by their ids, the one
    that got it first ahead; how often the second one did.
    """

    category: Category
    one: int
    other: int
    times: int


def syncs(session: Session, known: Mapping[int, Firm], scope: Scope, focus: Collection[int] = ()) -> list[Sync]:
    """Return who has an identifier in common, see `EverySync`. Who asks again and again keeps one of these."""
    return EverySync().syncs(session, known, scope, focus)


class EverySync:
    """The shared identifiers of one ledger. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._image = _Image()

    def syncs(
        self, session: Session, known: Mapping[int, Firm], scope: Scope, focus: Collection[int] = ()
    ) -> list[Sync]:
        """Return who has an identifier in common, within a scope: of each identifier the one that got it first with
        each of the others, and those in the focus with all. At most two statements.
        """
        with self._lock:
            epoch, stamp = marks(session)
            if self._image.epoch != epoch:
                self._image = _Image(epoch)
            self._image.renew(session, stamp)
            return [sync for found in self._image.shared(scope, focus) for sync in _pairs(*found, known, focus)]


class _Having(NamedTuple):
    """When a vendor got an identifier first (microseconds), which one that is, last, how (bits), and how often."""

    first: int
    vendor: int
    last: int
    facts: int
    times: int


class _Image:
    """The identifiers as they were at a stamp."""

    def __init__(self, epoch: tuple[str, ...] = ()) -> None:
        self.epoch, self.stamp = epoch, -1
        self._having: dict[int, dict[int, _Having]] = {}
        self._kinds: dict[int, Category] = {}
        self._last: dict[int, int] = {}  # of those that several have

    def renew(self, session: Session, stamp: int) -> None:
        """Bring it to that stamp, which the session sees."""
        if stamp <= self.stamp:
            return
        for datum, category, vendor, facts, times, first, last in session.execute(_third_parties(self.stamp)):
            having = self._having.setdefault(datum, {})
            having[vendor] = _Having(first, vendor, last, facts, times)
            self._kinds[datum] = _KINDS[category]
            if len(having) > 1:
                self._last[datum] = max(one.last for one in having.values())
        self.stamp = stamp

    def shared(self, scope: Scope, focus: Collection[int]) -> Iterator[tuple[Category, list[_Having]]]:
        """Yield what several have within a scope, each with these, the first ahead: what was met last of all, or of
        what those in the focus have.
        """
        among = [datum for datum in self._last if not focus or not self._having[datum].keys().isdisjoint(focus)]
        left = _MOST_HOLDERS
        for datum in nlargest(_MOST_SHARED, among, key=self._last.__getitem__):
            category, having = self._kinds[datum], sorted(self._having[datum].values())
            if scope != EVERYTHING:
                having = [one for one in having if _is_within(scope, category, one)]
            yield category, having[:left]
            left -= len(having)
            if left <= 0:
                return


def _third_parties(stamp: int) -> Select[*tuple[Any, ...]]:
    """Which known vendors got which lasting identifiers as third parties, of those that have changed since a stamp."""
    sums, tally = m.Possession, m.VendorTally
    first, last = type_coerce(sums.first, BigInteger), type_coerce(sums.last, BigInteger)
    asked = select(sums.datum_id, sums.category, sums.vendor_id, sums.facts, sums.times, first, last)
    asked = asked.join(m.Vendor, m.Vendor.id == sums.vendor_id)
    asked = asked.where(m.Vendor.is_known, sums.category.in_(LASTING), sums.facts.op("&")(THIRD) != 0)
    if stamp >= 0:
        asked = asked.where(sums.vendor_id.in_(select(tally.vendor_id).where(tally.stamp > stamp)))
    return asked


def _pairs(
    category: Category, having: Sequence[_Having], known: Mapping[int, Firm], focus: Collection[int]
) -> Iterator[Sync]:
    here = [(one.vendor, one.times, known[one.vendor].root) for one in having if one.vendor in known]
    for one, _, root in (*here[:1], *(held for held in here[1:] if held[0] in focus)):
        for other, times, of in here:
            if of != root:
                yield Sync(category, one, other, times)


def _is_within(scope: Scope, category: Category, one: _Having) -> bool:
    """Whether it was met within a scope, as far as sums can tell: between its first and last time."""
    return (
        (scope.category is None or scope.category is category)
        and (scope.manner is None or bool(one.facts & ELSEWHERE[scope.manner]))
        and (scope.since is None or one.last >= micros(scope.since))
        and (scope.until is None or one.first < micros(scope.until))
    )
