"""What the browser sends by itself to the same host, again and again on one day, is one row that counts.

For live traffic only: an imported capture keeps its rows, and no live one is counted in them.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, case, select, update
from sqlalchemy.orm import Session

from tracker.disclosure import Manner
from tracker.ledger.models import Disclosure, Request
from tracker.ledger.moments import DAY, day_of, moment
from tracker.ledger.sums import Counted

MOST = 5_000  # days of hosts in memory; a host has some ten rows a day


class Key(NamedTuple):
    """What must be equal for two disclosures to be one row, on one day of one host."""

    site: int
    party: str
    scheme: str
    datum: int
    evidence: int


class Row(NamedTuple):
    """A row that further disclosures are counted in."""

    id: int
    first: datetime


class Folding:
    """The rows of each host's day that further ambient disclosures are counted in.

    True as long as nothing is erased and every transaction that added some commits.
    """

    def __init__(self) -> None:
        self._days: dict[tuple[int, int], dict[Key, Row]] = {}
        self._repeats: dict[int, tuple[int, datetime, datetime | None]] = {}

    def learn(self, session: Session, hosts_and_times: Iterable[tuple[int, datetime]]) -> None:
        """Know the rows of these hosts on these days."""
        if len(self._days) > MOST:
            self._days.clear()
        new: dict[int, set[int]] = {}
        for host, time in hosts_and_times:
            day = day_of(time)
            if (host, day) not in self._days:
                self._days[host, day] = {}
                new.setdefault(day, set()).add(host)
        for day, hosts in new.items():
            self._load(session, day, hosts)

    def _load(self, session: Session, day: int, hosts: Collection[int]) -> None:
        row, request = Disclosure, Request
        asked = (
            select(row.host_id, row.site_id, row.party, request.scheme, row.datum_id, row.evidence_id, row.id, row.time)
            .join(request, request.id == row.request_id)
            .where(
                row.host_id.in_(list(hosts)),
                row.time >= moment(day * DAY),
                row.time < moment((day + 1) * DAY),
                row.manner == Manner.AMBIENT.value,
                request.source.is_(None),
            )
        )
        for host, site, party, scheme, datum, evidence, id_, time in session.execute(asked):
            self._days[host, day][Key(site, party, scheme, datum, evidence)] = Row(id_, time)

    def is_repeat(self, one: Counted, evidence: int, new_id: int) -> bool:
        """Count a disclosure in the row there is, or note that it will be a row of its own, under the new id."""
        rows = self._days[one.host, day_of(one.time)]
        key = Key(one.site, one.party, one.scheme, one.datum, evidence)
        row = rows.get(key)
        if row is None:
            rows[key] = Row(new_id, one.time)
            return False
        more, last, first = self._repeats.get(row.id) or (0, one.time, None)
        if one.time < row.first:
            first = one.time
            rows[key] = Row(row.id, first)
        self._repeats[row.id] = (more + 1, max(last, one.time), first)
        return True

    def store(self, session: Session) -> None:
        """Bring the counts to the rows, which are in the ledger by now."""
        repeats, self._repeats = self._repeats, {}
        _count_up(session, [{"row": id_, "more": more, "at": at} for id_, (more, at, _) in repeats.items()])
        _set_back(session, [{"row": id_, "at": first} for id_, (_, _, first) in repeats.items() if first])


def _count_up(session: Session, repeats: list[dict[str, Any]]) -> None:
    table = Disclosure.__table__
    at = bindparam("at", type_=table.c.last.type)
    later = update(table).where(table.c.id == bindparam("row")).values(count=table.c.count + bindparam("more"))
    later = later.values(last=case((table.c.last < at, at), else_=table.c.last))
    if repeats:
        session.connection().execute(later, repeats)


def _set_back(session: Session, earlier: list[dict[str, Any]]) -> None:
    """A disclosure that happened before the row's first came in after it: rare, and `time` is in three indexes."""
    table = Disclosure.__table__
    if earlier:
        moved = update(table).where(table.c.id == bindparam("row")).values(time=bindparam("at"))
        session.connection().execute(moved, earlier)
