"""Records into the ledger: rows and sums in one transaction, each record once however often it comes."""

from collections.abc import Collection, Iterable
from itertools import batched
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import event, select
from sqlalchemy.orm import Session, SessionTransaction

from tracker.disclosure import Record
from tracker.ledger.adding import Adding
from tracker.ledger.attribution import refresh
from tracker.ledger.bulk import insert_rows
from tracker.ledger.folding import Folding
from tracker.ledger.identities import Identities
from tracker.ledger.locking import take_turn
from tracker.ledger.lookups import reserved_ids, rows_among
from tracker.ledger.models import Request as RequestRow
from tracker.ledger.moments import micros
from tracker.ledger.places import Places
from tracker.ledger.prematurity import mark_premature
from tracker.ledger.remembered import erasures
from tracker.ledger.storable import SLUG, storable
from tracker.ledger.sums import Sums
from tracker.ledger.tallying import settle

if TYPE_CHECKING:
    from tracker.vendors import Catalogue

_BATCH = 1000  # records: what is held in memory at once


class Written(NamedTuple):
    """What a write added: requests and disclosures; `known` is how many records the ledger had already."""

    requests: int
    disclosures: int
    known: int


def write(
    session: Session, records: Iterable[Record], catalogue: "Catalogue", *, collapse: bool, settled: bool = True
) -> Written:
    """Add records to the ledger, in the session's transaction. What it has by its id is not added again.

    `collapse`: repeats of what the browser sends by itself are counted in one row a day (for live traffic, never for
    imports). Exposures, days and blind spots are kept summed, and so are the tallies: without `settled` once somebody
    settles what is pending. Waits while others write.
    """
    take_turn(session)
    writer = _writer_of(session)
    writer.begin(session, catalogue)
    written = [writer.write(session, batch, catalogue, collapse) for batch in batched(records, _BATCH)]
    if settled:
        settle(session)
    return Written(*map(sum, zip(*written, strict=True))) if written else Written(0, 0, 0)


def _writer_of(session: Session) -> "Writer":
    """The writer that this ledger's sessions share: what it has learned serves the next transaction as well."""
    shared: dict[str, Any] = session.info.setdefault("shared", {})
    writer: Writer = shared.setdefault("writer", Writer())
    return writer


class Writer:
    """Writes batches, and remembers ids between them.

    The memory holds what a transaction has added, so it is worth nothing once that transaction is rolled back: it is
    kept only over transactions that are known to have committed, and dropped when something was erased.
    """

    def __init__(self) -> None:
        self._identities = Identities()
        self._folding = Folding()
        self._places = Places()
        self._open: SessionTransaction | None = None  # whose outcome is not known yet
        self._erasures = -1
        self._catalogue: str | None = None

    def begin(self, session: Session, catalogue: "Catalogue") -> None:
        """See that the memory is true in this session's transaction, and that the vendors are the catalogue's."""
        transaction = session.get_nested_transaction() or session.get_transaction()
        erased = erasures(session)
        if erased != self._erasures or self._open not in (None, transaction):
            self._identities, self._folding, self._places = Identities(), Folding(), Places()
            self._catalogue = None
        if self._open is not transaction:
            event.listen(session, "after_commit", self._committed, once=True)
        self._erasures, self._open = erased, transaction
        if self._catalogue != catalogue.version:
            refresh(session, catalogue)
            self._catalogue = catalogue.version

    def _committed(self, session: Session) -> None:
        if self._open is session.get_transaction():
            self._open = None

    def write(self, session: Session, batch: Collection[Record], catalogue: "Catalogue", collapse: bool) -> Written:
        """Add one batch."""
        told = [record for record in batch if record.disclosures or record.blind_spots]
        new = _unknown(session, told)
        self._identities.learn(session, new.values(), catalogue)
        requests = dict(zip(reserved_ids(session, RequestRow.__table__, len(new)), new.items(), strict=True))
        rows = [self._identities.request_row(id_, uid, record) for id_, (uid, record) in requests.items()]
        insert_rows(session, RequestRow.__table__, rows)
        sums = Sums()
        adding = Adding(self._identities, sums)
        by_id = {id_: record for id_, (_, record) in requests.items()}
        disclosures = adding.add(session, by_id, self._folding if collapse else None)
        self._sum_blind_spots(new.values(), sums)
        sums.store(session, self._places)
        mark_premature(session, adding.counted)
        return Written(len(new), disclosures, len(told) - len(new))

    def _sum_blind_spots(self, records: Iterable[Record], sums: Sums) -> None:
        for record in records:
            for spot in record.blind_spots:
                host = self._identities.hosts[record.host]
                sums.add_blind_spot(host, storable(spot.reason, SLUG), spot.size, micros(record.time))


_UIDS = select(RequestRow.uid)


def _unknown(session: Session, records: Iterable[Record]) -> dict[str, Record]:
    """Return the records that the ledger does not have, by their id."""
    unknown = {storable(record.id): record for record in records}
    for (uid,) in rows_among(session, _UIDS, RequestRow.uid, list(unknown)):
        del unknown[uid]
    return unknown
