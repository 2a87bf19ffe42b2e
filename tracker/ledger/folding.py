"""What the browser sends by itself to the same host, again and again on one day, is one row that counts.

For live traffic only: an imported capture keeps its rows, and no live one is counted in them.
"""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, bindparam, case, select, type_coerce, update
from sqlalchemy.orm import Session

from tracker.disclosure import Manner
from tracker.ledger.bulk import run
from tracker.ledger.lookups import rows_among
from tracker.ledger.models import Disclosure, Request
from tracker.ledger.moments import DAY
from tracker.ledger.sums import Counted, Times

MOST = 200_000  # rows in memory; a host has some ten a day, one that listens everywhere some thousand


class _Key(NamedTuple):
    """What must be equal for two disclosures to be one row, on one day of one host."""

    site: int
    party: str
    scheme: str
    datum: int
    evidence: int


class _Row(NamedTuple):
    """A row that further disclosures are counted in."""

    id: int
    first: int


class _Repeats(NamedTuple):
    """What a row is to be told: how many more, the last of them, and the first if it was before the row's own."""

    more: int
    last: int
    first: int | None


class Folding:
    """The rows of each host's day that further ambient disclosures are counted in.

    True as long as nothing is erased and every transaction that added some commits.
    """

    def __init__(self) -> None:
        self._days: dict[tuple[int, int], dict[_Key, _Row]] = {}  # who was met longest ago comes first
        self._size = 0  # rows and days
        self._repeats: dict[int, _Repeats] = {}

    def learn(self, session: Session, hosts_and_days: Iterable[tuple[int, int]]) -> None:
        """Know the rows of these hosts on these days, and forget those met longest ago where they are too many."""
        new: dict[int, set[int]] = {}
        asked = set(hosts_and_days)
        for host, day in asked:
            known = self._days.pop((host, day), None)
            if known is None:
                new.setdefault(day, set()).add(host)
            self._days[host, day] = known or {}
        for day, hosts in new.items():
            self._load(session, day, hosts)
        while self._size > MOST and len(self._days) > len(asked):
            self._size -= len(self._days.pop(next(iter(self._days)))) + 1

    def _load(self, session: Session, day: int, hosts: Collection[int]) -> None:
        asked = rows_among(session, _ROWS, Disclosure.host_id, hosts, since=day * DAY, until=(day + 1) * DAY)
        for host, site, party, scheme, datum, evidence, id_, first in asked:
            self._days[host, day][_Key(site, party, scheme, datum, evidence)] = _Row(id_, first)
        self._size += sum(len(self._days[host, day]) + 1 for host in hosts)

    def is_repeat(self, one: Counted, evidence: int, new_id: int, times: Times) -> bool:
        """Count disclosures, which differ in their times alone, in the row there is, or note that they will be a row of
        their own, under the new id.
        """
        rows = self._days[one.host, one.time // DAY]
        key = _Key(one.site, one.party, one.scheme, one.datum, evidence)
        row = rows.get(key)
        if row is None:
            rows[key] = _Row(new_id, times.first)
            self._size += 1
            return False
        more, last, first = self._repeats.get(row.id) or (0, times.last, None)
        if times.first < row.first:
            first = times.first
            rows[key] = _Row(row.id, first)
        self._repeats[row.id] = _Repeats(more + times.number, max(last, times.last), first)
        return True

    def store(self, session: Session) -> None:
        """Bring the counts to the rows, which are in the ledger by now."""
        repeats, self._repeats = self._repeats, {}
        run(session, _COUNT_UP, ("row", "more", "at"), [(id_, told.more, told.last) for id_, told in repeats.items()])
        earlier = [(id_, told.first) for id_, told in repeats.items() if told.first is not None]
        run(session, _SET_BACK, ("row", "at"), earlier)


_ROWS: Any = (
    select(
        Disclosure.host_id,
        Disclosure.site_id,
        Disclosure.party,
        Request.scheme,
        Disclosure.datum_id,
        Disclosure.evidence_id,
        Disclosure.id,
        type_coerce(Disclosure.time, BigInteger),
    )
    .join(Request, Request.id == Disclosure.request_id)
    .where(
        Disclosure.time >= bindparam("since", type_=BigInteger),
        Disclosure.time < bindparam("until", type_=BigInteger),
        Disclosure.manner == Manner.AMBIENT.value,
        Request.source.is_(None),
    )
)
_ROW, _AT = Disclosure.__table__, bindparam("at", type_=BigInteger)
_COUNT_UP = (
    update(_ROW)
    .where(_ROW.c.id == bindparam("row", type_=BigInteger))
    .values(count=_ROW.c.count + bindparam("more"), last=case((_ROW.c.last < _AT, _AT), else_=_ROW.c.last))
)
_SET_BACK = update(_ROW).where(_ROW.c.id == bindparam("row", type_=BigInteger)).values(time=_AT)
"""A disclosure that happened before the row's first came in after it: rare, and `time` is in three indexes."""
