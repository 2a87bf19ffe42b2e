"""The ids of what repeats: hosts, sites, data and evidence. Known ones come from memory, new ones are added."""

from collections.abc import Callable, Collection, Iterable
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Select, Table, insert, select
from sqlalchemy.orm import Session

from tracker.disclosure import Disclosure, Evidence, Record
from tracker.ledger.attribution import vendor_ids
from tracker.ledger.lookups import reserved_ids, rows_among
from tracker.ledger.models import Datum, Host, Site
from tracker.ledger.models import Evidence as EvidenceRow
from tracker.ledger.moments import micros
from tracker.ledger.storable import DOMAIN, SLUG, storable
from tracker.rulings import Ruled

if TYPE_CHECKING:
    from tracker.vendors import Catalogue

MOST = 50_000  # of each kind; what goes beyond is asked for again
type DatumKey = tuple[str, str]


class Identities:
    """Ids by what they stand for. True as long as nothing is erased and every transaction that added some commits."""

    def __init__(self) -> None:
        self.hosts: dict[str, int] = {}
        self.sites: dict[str | None, int] = {}
        self.data: dict[DatumKey, int] = {}
        self.evidence: dict[Evidence, int] = {}

    def learn(self, session: Session, records: Collection[Record], catalogue: "Catalogue") -> None:
        """See that all of the records' hosts, sites, data and evidence have an id here."""
        for known in (self.hosts, self.sites, self.data, self.evidence):
            _trim(known)
        disclosures = [disclosure for record in records for disclosure in record.disclosures]
        self.learn_places(session, records, catalogue)
        self._learn_data(session, disclosures)
        self._learn_evidence(session, {found.evidence for found in disclosures})

    def learn_places(self, session: Session, records: Collection[Record | Ruled], catalogue: "Catalogue") -> None:
        """See that all of their hosts and sites have an id here."""
        self._learn_hosts(session, records, catalogue)
        self._learn_sites(session, {record.site for record in records})

    def request_row(self, id_: int, uid: str, record: Record) -> tuple[Any, ...]:
        """Return the row of a request whose record was learnt; `uid` is how the ledger has the record's id."""
        return (
            id_,
            uid,
            micros(record.time),
            self.hosts[record.host],
            self.sites[record.site],
            record.party.value,
            storable(record.scheme, SLUG),
            storable(record.method, SLUG),
            None if record.source is None else storable(record.source),
            record.entry,
            record.site_confidence,
            storable(record.site_basis, SLUG),
        )

    def _learn_hosts(self, session: Session, records: Iterable[Record | Ruled], catalogue: "Catalogue") -> None:
        new = {record.host: record.recipient for record in records if record.host not in self.hosts}
        names = {host: storable(host, DOMAIN) for host in new}
        recipients = {names[host]: storable(recipient, DOMAIN) for host, recipient in new.items()}

        def _rows(missing: Collection[str]) -> list[dict[str, Any]]:
            vendors = vendor_ids(session, catalogue, {name: recipients[name] for name in missing})
            return [{"name": name, "recipient": recipients[name], "vendor_id": vendors[name]} for name in missing]

        ids = _ids(session, Host.__table__, "name", recipients, _rows)
        self.hosts |= {host: ids[name] for host, name in names.items()}

    def _learn_sites(self, session: Session, sites: set[str | None]) -> None:
        new = {site: storable(site or "") for site in sites - self.sites.keys()}
        ids = _ids(
            session,
            Site.__table__,
            "domain",
            set(new.values()),
            lambda missing: [{"domain": domain} for domain in missing],
        )
        self.sites |= {site: ids[domain] for site, domain in new.items()}

    def _learn_data(self, session: Session, disclosures: Iterable[Disclosure]) -> None:
        new = {(d.fingerprint, d.category.value): d for d in disclosures}
        for key in new.keys() & self.data.keys():
            del new[key]
        if not new:
            return
        for fingerprint, category, id_ in rows_among(session, _DATA, Datum.fingerprint, {key[0] for key in new}):
            self.data[fingerprint, category] = id_
        missing = [key for key in new if key not in self.data]
        ids = reserved_ids(session, Datum.__table__, len(missing))
        rows = [
            {"id": id_, "fingerprint": key[0], "category": key[1], "preview": storable(new[key].preview)}
            for id_, key in zip(ids, missing, strict=True)
        ]
        _insert(session, Datum.__table__, rows)
        self.data |= dict(zip(missing, ids, strict=True))

    def _learn_evidence(self, session: Session, evidence: set[Evidence]) -> None:
        new = {found: _evidence_row(found) for found in evidence - self.evidence.keys()}
        rows = {row["digest"]: row for row in new.values()}
        ids = _ids(session, EvidenceRow.__table__, "digest", rows, lambda missing: [rows[digest] for digest in missing])
        self.evidence |= {found: ids[row["digest"]] for found, row in new.items()}


def _ids[K: (str, bytes)](
    session: Session,
    table: Table,
    column: str,
    keys: Collection[K],
    rows: Callable[[Collection[K]], list[dict[str, Any]]],
) -> dict[K, int]:
    """Return the ids of the rows with these keys; `rows` makes those that the table does not have."""
    if not keys:
        return {}
    ids: dict[K, int] = dict(rows_among(session, _asked(table, column), table.c[column], keys))
    missing = [key for key in keys if key not in ids]
    if missing:
        new = reserved_ids(session, table, len(missing))
        _insert(session, table, [row | {"id": id_} for id_, row in zip(new, rows(missing), strict=True)])
        ids |= zip(missing, new, strict=True)
    return ids


_DATA = select(Datum.fingerprint, Datum.category, Datum.id)


@cache
def _asked(table: Table, column: str) -> Select[Any, int]:
    return select(table.c[column], table.c.id)


def _insert(session: Session, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.connection().execute(insert(table), rows)


def _evidence_row(found: Evidence) -> dict[str, Any]:
    row = {
        "location": found.location.value,
        "path": storable(found.path),
        "method": found.method.value,
        "encoding": orjson.dumps(found.encoding).decode(),
        "confidence": found.confidence,
        "reasoning": storable(found.reasoning),
    }
    return row | {"digest": blake2b(orjson.dumps(row), digest_size=16).digest()}


def _trim(known: dict[Any, int]) -> None:
    """Drop the oldest entries of a memory that has grown too large."""
    if len(known) > MOST:
        for key in list(known)[: MOST // 2]:
            del known[key]
