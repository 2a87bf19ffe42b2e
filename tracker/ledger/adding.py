"""The rows of one batch's disclosures, and the sums of them.

What the browser sends by itself comes with request after request, and a batch often has it as one and the same object:
its repeats on a page, on one day, are counted, and gone through once.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Record
from tracker.ledger.bulk import insert_rows
from tracker.ledger.folding import Folding
from tracker.ledger.identities import Identities
from tracker.ledger.lookups import reserved_ids
from tracker.ledger.models import Disclosure as DisclosureRow
from tracker.ledger.moments import DAY, micros
from tracker.ledger.sums import Counted, Sums, Times

_AMBIENT = Manner.AMBIENT


class _Group:
    """Disclosures that are alike: the first of them, with the row that it may become, and how many at what times."""

    __slots__ = ("count", "evidence", "first", "id", "last", "one", "place", "request")

    def __init__(self, one: Counted, evidence: int, id_: int, request: int, place: int) -> None:
        self.one, self.evidence, self.id, self.request, self.place = one, evidence, id_, request, place
        self.count, self.first, self.last = 1, one.time, one.time

    def count_up(self, time: int) -> None:
        self.count += 1
        if time > self.last:
            self.last = time
        elif time < self.first:
            self.first = time


class Adding:
    """The disclosures of one batch. `counted` are one of each that are alike."""

    def __init__(self, identities: Identities, sums: Sums) -> None:
        self._identities, self._sums = identities, sums
        self._rows: list[tuple[Any, ...]] = []  # one that is still to be decided on is empty
        self._groups: dict[tuple[Any, ...], dict[int, _Group]] = {}
        self.counted: list[Counted] = []

    def add(self, session: Session, requests: Mapping[int, Record], folding: Folding | None) -> int:
        """Add a row for each disclosure of these requests, by their ids, and sum all of them up; return how many these
        are. With `folding`, what the browser sent by itself, live, is counted in the row that there is of it.
        """
        number = sum([len(record.disclosures) for record in requests.values()])
        ids = iter(reserved_ids(session, DisclosureRow.__table__, number))
        live = [record for record in requests.values() if folding is not None and record.source is None]
        for id_, record in requests.items():
            self._add(id_, record, ids, is_live=folding is not None and record.source is None)
        if folding is None:
            insert_rows(session, DisclosureRow.__table__, self._rows)
        else:
            folding.learn(session, {self._host_and_day(record) for record in live})
            self._fold(folding)
            insert_rows(session, DisclosureRow.__table__, [row for row in self._rows if row])
            folding.store(session)
        return number

    def _host_and_day(self, record: Record) -> tuple[int, int]:
        return self._identities.hosts[record.host], micros(record.time) // DAY

    def _add(self, request: int, record: Record, ids: Iterator[int], *, is_live: bool) -> None:
        host, site, time = self._identities.hosts[record.host], self._identities.sites[record.site], micros(record.time)
        party, scheme = record.party.value, record.scheme
        data, evidences, rows = self._identities.data, self._identities.evidence, self._rows
        here = self._groups.setdefault((host, site, party, scheme, time // DAY), {})
        for found in record.disclosures:
            is_foldable = is_live and found.manner is _AMBIENT
            if is_foldable and (group := here.get(id(found))) is not None:
                group.count_up(time)
                continue
            category = found.category._value_  # a property would cost more than all else here
            datum, evidence = data[found.fingerprint, category], evidences[found.evidence]
            one = Counted(host, datum, site, category, party, found.manner._value_, scheme, time)
            self.counted.append(one)
            if is_foldable:
                here[id(found)] = _Group(one, evidence, next(ids), request, len(rows))
                rows.append(())
            else:
                self._sums.add(one)
                manner = one.manner
                rows.append((next(ids), request, datum, evidence, host, site, category, party, manner, time, time, 1))

    def _fold(self, folding: Folding) -> None:
        for group in [group for here in self._groups.values() for group in here.values()]:
            one, times = group.one, Times(group.count, group.first, group.last)
            self._sums.add_times(one, times)
            if not folding.is_repeat(one, group.evidence, group.id, times):
                told = (one.datum, group.evidence, one.host, one.site, one.category, one.party, one.manner)
                self._rows[group.place] = (group.id, group.request, *told, times.first, times.last, times.number)
