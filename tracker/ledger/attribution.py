"""Which vendor stands behind a host: asked once for each new host, when it is known where its name leads, and again
when the catalogue has changed.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from tracker.ledger.lookups import rows_among
from tracker.ledger.models import Host, Vendor
from tracker.ledger.opinions import carry
from tracker.ledger.recounting import recount, recount_vendors
from tracker.ledger.remembered import recall, remember
from tracker.ledger.storable import SLUG, storable

if TYPE_CHECKING:
    from tracker.vendors import Catalogue


type Hops = Mapping[str, Sequence[str]]


def vendor_ids(
    session: Session, catalogue: "Catalogue", recipients: Mapping[str, str], hops: Hops | None = None
) -> dict[str, int]:
    """Return the id of the vendor behind each host, given with its registrable domain. New vendors are added.

    `hops` are the names that a host's name leads to, for those of which that is known. Where the catalogue knows no
    vendor, the domain stands for it.
    """
    led = hops or {}
    rows = {host: _row(catalogue, host, recipient, led.get(host)) for host, recipient in recipients.items()}
    ids = _added(session, {row["slug"]: row for row in rows.values()})
    return {host: ids[row["slug"]] for host, row in rows.items()}


def refresh(session: Session, catalogue: "Catalogue") -> int:
    """Ask anew for all hosts if the catalogue is another than last time; return how many changed their vendor."""
    if recall(session, "catalogue") == catalogue.version:
        return 0
    hosts = session.execute(select(Host.name, Host.recipient, Host.id, Host.vendor_id)).all()
    resolved = session.execute(select(Host.name, Host.aliases).where(Host.resolved.is_not(None)))
    hops = {name: hops_of(aliases) for name, aliases in resolved}
    vendors = vendor_ids(session, catalogue, {name: recipient for name, recipient, *_ in hosts}, hops)
    changed = [{"host": id_, "vendor": vendors[name]} for name, _, id_, before in hosts if vendors[name] != before]
    if changed:
        moved = update(Host.__table__).where(Host.id == bindparam("host")).values(vendor_id=bindparam("vendor"))
        session.connection().execute(moved, changed)
        carry(session, {before: vendors[name] for name, _, _, before in hosts if vendors[name] != before})
        recount(session)
    _describe(session, catalogue)
    erase_vendors_without_hosts(session)
    remember(session, "catalogue", catalogue.version)
    return len(changed)


def follow(session: Session, moved: Mapping[int, tuple[int, int]]) -> None:
    """Bring the tallies after hosts (by id) that moved from one vendor to another."""
    gone = {host: (before, after) for host, (before, after) in moved.items() if before != after}
    if gone:
        recount_vendors(session, {vendor for both in gone.values() for vendor in both}, set(gone))


def erase_vendors_without_hosts(session: Session) -> None:
    """Erase the vendors to whom no host belongs any more."""
    session.execute(delete(Vendor).where(Vendor.id.not_in(select(Host.vendor_id))))


NO_HOPS = "[]"


def hops_of(aliases: str) -> tuple[str, ...]:
    """Return the names that a host's name leads to, as the ledger keeps them: a JSON list."""
    return () if aliases == NO_HOPS else tuple(orjson.loads(aliases))


def _row(catalogue: "Catalogue", host: str, recipient: str, hops: Sequence[str] | None) -> dict[str, Any]:
    from tracker.vendors.aliases import attribution_of
    from tracker.vendors.catalogue import slug_of_unknown

    vendor = attribution_of(catalogue, host, hops).vendor
    if vendor is not None:
        return vendor._asdict() | {"is_known": True}
    slug = slug_of_unknown(catalogue, recipient)
    return {"slug": slug, "name": recipient, "parent": None, "category": None, "country": None, "is_known": False}


def _added(session: Session, rows: Mapping[str, dict[str, Any]]) -> dict[str, int]:
    ids = _known(session, rows)
    missing = [_storable(row) for slug, row in rows.items() if slug not in ids]
    if missing:
        session.connection().execute(insert(Vendor), missing)
        ids |= _known(session, [row["slug"] for row in missing])
    return ids


def _known(session: Session, slugs: Collection[str]) -> dict[str, int]:
    return dict(rows_among(session, select(Vendor.slug, Vendor.id), Vendor.slug, slugs))


def _storable(row: dict[str, Any]) -> dict[str, Any]:
    cut = {name: row[name] and storable(row[name], SLUG) for name in ("parent", "category", "country")}
    return row | cut


def _describe(session: Session, catalogue: "Catalogue") -> None:
    """Bring vendors to what the catalogue says of them now; one that stood for its own domain may have become known."""
    for vendor in session.scalars(select(Vendor)):
        told = catalogue.vendor(vendor.slug)
        if told is not None:
            for name, value in (_storable(told._asdict()) | {"is_known": True}).items():
                setattr(vendor, name, value)
    session.flush()
