"""What another ledger recorded, put into this one as it was: rows with their counts, and the sums.

All of it in the session's transaction. Names come before what refers to them: vendors, hosts, requests, disclosures.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tracker.disclosure import Disclosure, Record
from tracker.ledger import models as m
from tracker.ledger.attribution import NO_HOPS, refresh
from tracker.ledger.bulk import insert_rows
from tracker.ledger.identities import Identities
from tracker.ledger.labels import Labels, written
from tracker.ledger.locking import take_turn
from tracker.ledger.lookups import reserved_ids, rows_among
from tracker.ledger.moments import DAY, micros
from tracker.ledger.places import Places
from tracker.ledger.storable import DOMAIN, SLUG, storable
from tracker.ledger.sums import PLAIN, add_blind_spots, add_days, add_exposures, add_site_days
from tracker.ledger.tallying import settle

if TYPE_CHECKING:
    from tracker.vendors import Catalogue


class Restored(NamedTuple):
    """A disclosure of a request (its `uid`), as often as it was counted. The record is the request with it alone."""

    uid: str
    record: Record
    last: datetime
    times: int

    @property
    def found(self) -> Disclosure:
        return self.record.disclosures[0]


class Restorer:
    """Puts rows into a ledger. Companies are those of the rows: the catalogue's are not asked for them."""

    def __init__(self, session: Session, catalogue: "Catalogue") -> None:
        take_turn(session)
        refresh(session, catalogue)
        self._session, self._catalogue = session, catalogue
        self._identities = Identities()
        self._places = Places()

    def known(self, uids: Collection[str]) -> dict[str, int]:
        """Return the ids of those requests that the ledger has."""
        return dict(rows_among(self._session, select(m.Request.uid, m.Request.id), m.Request.uid, uids))

    def vendors(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add companies (slug, name, parent, category, country) that the ledger does not have."""
        told = {storable(row["slug"]): row for row in rows}
        have = {slug for (slug,) in rows_among(self._session, select(m.Vendor.slug), m.Vendor.slug, told)}
        new = [
            {"slug": slug, "name": storable(row["name"]), "is_known": True}
            | {key: row[key] and storable(row[key], SLUG) for key in ("parent", "category", "country")}
            for slug, row in told.items()
            if slug not in have
        ]
        if new:
            self._session.connection().execute(insert(m.Vendor), new)

    def hosts(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add hosts (name, recipient, vendor or None, aliases, resolved or None) that the ledger does not have."""
        told = {storable(row["name"], DOMAIN): row for row in rows}
        have = {name for (name,) in rows_among(self._session, select(m.Host.name), m.Host.name, told)}
        new = {name: row for name, row in told.items() if name not in have}
        vendors = self._vendors_of(new.values())
        if new:
            self._session.connection().execute(
                insert(m.Host),
                [
                    {
                        "name": name,
                        "recipient": storable(row["recipient"], DOMAIN),
                        "vendor_id": vendors[row["vendor"] or row["recipient"], bool(row["vendor"])],
                        **_lead(row["aliases"], row["resolved"]),
                    }
                    for name, row in new.items()
                ],
            )

    def _vendors_of(self, hosts: Collection[Mapping[str, Any]]) -> dict[tuple[str, bool], int]:
        """The ids of companies, by slug, and of the domains that stand for unknown ones."""
        slugs = {host["vendor"] for host in hosts if host["vendor"]}
        domains = {host["recipient"] for host in hosts if not host["vendor"]}
        known = self._slugs({*slugs, *domains})
        names = {domain: f"{domain}." if known.get(domain, (0, False))[1] else domain for domain in domains}
        known |= self._slugs(set(names.values()))
        new = sorted({name: domain for domain, name in names.items() if name not in known}.items())
        if new:
            rows = [{"slug": slug, "name": domain, "is_known": False} for slug, domain in new]
            self._session.connection().execute(insert(m.Vendor), rows)
            known |= self._slugs({slug for slug, _ in new})
        return {(slug, True): known[slug][0] for slug in slugs} | {
            (domain, False): known[name][0] for domain, name in names.items()
        }

    def _slugs(self, slugs: Collection[str]) -> dict[str, tuple[int, bool]]:
        asked = select(m.Vendor.slug, m.Vendor.id, m.Vendor.is_known)
        return {slug: (id_, is_known) for slug, id_, is_known in rows_among(self._session, asked, m.Vendor.slug, slugs)}

    def requests(self, records: Sequence[Record]) -> None:
        """Add requests, of which the ledger has none; their hosts are in it."""
        self._identities.learn(self._session, records, self._catalogue)
        ids = reserved_ids(self._session, m.Request.__table__, len(records))
        rows = [self._identities.request_row(id_, record.id, record) for id_, record in zip(ids, records, strict=True)]
        insert_rows(self._session, m.Request.__table__, rows)

    def disclosures(self, some: Sequence[Restored], requests: Mapping[str, int]) -> None:
        """Add disclosures of requests whose ids are given, and count them in the sums."""
        self._identities.learn(self._session, [one.record for one in some], self._catalogue)
        ids = reserved_ids(self._session, m.Disclosure.__table__, len(some))
        sums = _Sums()
        rows = []
        for id_, one in zip(ids, some, strict=True):
            row = self._row(one)
            rows.append((id_, requests[one.uid], *row))
            sums.add(row, is_plain=one.record.scheme in PLAIN)
        insert_rows(self._session, m.Disclosure.__table__, rows)
        sums.store(self._session, self._places)
        settle(self._session)

    def _row(self, one: Restored) -> tuple[Any, ...]:
        known, record, found = self._identities, one.record, one.found
        category = found.category.value
        return (
            known.data[found.fingerprint, category],
            known.evidence[found.evidence],
            known.hosts[record.host],
            known.sites[record.site],
            category,
            record.party.value,
            found.manner.value,
            micros(record.time),
            micros(one.last),
            one.times,
        )

    def blind_spots(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add to the sums of what could not be read (host, reason, first, last, count, size); the hosts are known."""
        told = list(rows)
        asked = select(m.Host.name, m.Host.id)
        ids = dict(rows_among(self._session, asked, m.Host.name, {storable(row["host"], DOMAIN) for row in told}))
        add_blind_spots(
            self._session,
            [
                (
                    ids[storable(row["host"], DOMAIN)],
                    storable(row["reason"], SLUG),
                    micros(row["first"]),
                    micros(row["last"]),
                    row["count"],
                    row["size"],
                )
                for row in told
            ],
        )

    def capture(self, source: str, digest: str, entries: int | None, imported: datetime | None, labels: Labels) -> None:
        """Add a capture file with its labels."""
        when = imported or datetime.now(UTC)
        row = m.Capture(
            source=storable(source), digest=digest, labels=written(labels), entries=entries or 0, imported=when
        )
        self._session.merge(row)


def _lead(aliases: Iterable[str], resolved: datetime | None) -> dict[str, Any]:
    """Where a host's name leads. A moment that is yet to come would outlive all that name servers say till then."""
    if resolved is None:
        return {"aliases": NO_HOPS, "resolved": None}
    hops = [storable(hop, DOMAIN) for hop in aliases]
    return {"aliases": orjson.dumps(hops).decode(), "resolved": min(resolved, datetime.now(UTC))}


class _Sums:
    """What rows add to the exposures and the days."""

    def __init__(self) -> None:
        self._exposures: dict[tuple[int, int, int, str], list[Any]] = {}
        self._days: dict[tuple[int, int, str, str, str], int] = {}
        self._site_days: dict[tuple[int, int, str], int] = {}

    def add(self, row: tuple[Any, ...], *, is_plain: bool) -> None:
        datum, _, host, site, category, party, manner, time, last, times = row
        day = (time // DAY, host, category, party, manner)
        self._days[day] = self._days.get(day, 0) + times
        here = (site, day[0], party)
        self._site_days[here] = self._site_days.get(here, 0) + times
        had = self._exposures.setdefault((host, datum, site, manner), [party, is_plain, time, last, 0])
        sums = (max(had[0], party), had[1] or is_plain, min(had[2], time), max(had[3], last), had[4] + times)
        had[:] = sums

    def store(self, session: Session, places: Places) -> None:
        add_exposures(session, [(*key, *sums) for key, sums in self._exposures.items()], places)
        add_days(session, [(*key, times) for key, times in self._days.items()])
        add_site_days(session, [(*key, times) for key, times in self._site_days.items()])
