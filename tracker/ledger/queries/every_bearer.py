"""How many vendors have the data that pages name again and again, within a scope? Remembered: who asks again is told at
the price of what has changed since.

Of each of these data all who have it are kept. What was erased, counted anew or laid to other vendors is asked for from
the beginning.
"""

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Select, select, tuple_, type_coerce
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.ledger.facts import ELSEWHERE, FIRST, MANNERS, THIRD
from tracker.ledger.moments import micros
from tracker.ledger.queries.every_holder import marks
from tracker.ledger.queries.scope import Scope
from tracker.taxonomy import Category

_MOST = 100_000
"""Pairs of a datum and a vendor that are kept, and those of the data of one page."""


class Had(NamedTuple):
    """How a vendor has something (bits, see `facts`), and when it got it first and last, in microseconds."""

    facts: int
    first: int
    last: int


class EveryBearer:
    """The bearers of one ledger's data. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._epoch: tuple[str, ...] = ()
        self._stamp = -1
        self._kinds: dict[int, Category] = {}
        self._having: dict[int, dict[int, Had]] = {}

    def numbers(self, session: Session, data: Mapping[int, Category], scope: Scope) -> dict[int, int]:
        """Return how many vendors have each of these data (their categories by their ids) within a scope, whose
        category does not count. At most three statements.
        """
        is_within = within(scope)
        with self._lock:
            self._renew(session, data)
            self._learn(session, data)
            found = {key: sum(map(is_within, self._having[key].values())) for key in data}
            self._forget(data)
            return found

    def _renew(self, session: Session, data: Mapping[int, Category]) -> None:
        """Bring what is known to what the session sees. Where a slower request brings an older one, it stays, but that
        more is to be learnt from it.
        """
        epoch, stamp = marks(session)
        if epoch != self._epoch or (stamp < self._stamp and not data.keys() <= self._kinds.keys()):
            self._epoch, self._stamp, self._kinds, self._having = epoch, stamp, {}, {}
        elif stamp > self._stamp:
            if self._kinds:
                self._keep(session, _had(self._kinds, self._stamp))
            self._stamp = stamp

    def _learn(self, session: Session, data: Mapping[int, Category]) -> None:
        """Bring the data that are asked for to the end, as those that were asked for last."""
        fresh = {key: kind for key, kind in data.items() if key not in self._kinds}
        for key, kind in data.items():
            self._kinds[key] = self._kinds.pop(key, kind)
            self._having[key] = self._having.pop(key, {})
        if fresh:
            self._keep(session, _had_by(fresh))

    def _keep(self, session: Session, asked: Select[*tuple[Any, ...]]) -> None:
        for datum, vendor, *had in session.execute(asked):
            self._having[datum][vendor] = Had(*had)

    def _forget(self, data: Mapping[int, Category]) -> None:
        """Let go those that were asked for longest ago, where there are too many."""
        pairs = sum(map(len, self._having.values()))
        for key in [key for key in self._having if key not in data]:
            if pairs <= _MOST:
                return
            pairs -= len(self._having.pop(key))
            del self._kinds[key]


def _asked() -> Select[*tuple[Any, ...]]:
    sums = m.Possession
    times = type_coerce(sums.first, BigInteger), type_coerce(sums.last, BigInteger)
    return select(sums.datum_id, sums.vendor_id, sums.facts, *times)


def _had(data: Mapping[int, Category], stamp: int) -> Select[*tuple[Any, ...]]:
    """By the vendors that have changed since a stamp, and the key, which begins with them."""
    sums, tally = m.Possession, m.VendorTally
    changed = select(tally.vendor_id).where(tally.stamp > stamp)
    named = tuple_(sums.category, sums.datum_id).in_([(kind.value, key) for key, kind in data.items()])
    return _asked().where(sums.vendor_id.in_(changed), named)


def _had_by(data: Mapping[int, Category]) -> Select[*tuple[Any, ...]]:
    return _asked().where(m.Possession.datum_id.in_(data))


def within(scope: Scope) -> Callable[[Had], bool]:
    """Return what tells whether it was had within a scope, as `reached.within` asks for it but for the category."""
    since = micros(scope.since) if scope.since else -1
    until = micros(scope.until) if scope.until else 1 << 62
    party = {None: 0, Party.FIRST: FIRST, Party.THIRD: THIRD, Party.UNKNOWN: 0}[scope.party]
    manners = ELSEWHERE if scope.party is Party.THIRD else MANNERS
    wanted = party | (manners[Manner(scope.manner)] if scope.manner else 0)
    without = FIRST | THIRD if scope.party is Party.UNKNOWN else 0

    def is_within(had: Had) -> bool:
        facts, first, last = had
        return last >= since and first < until and facts & wanted == wanted and not facts & without

    return is_within
