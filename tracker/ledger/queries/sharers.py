"""Who else got the same data? Of the whole record."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.lookups import rows_among


class Sharer(NamedTuple):
    """A vendor that has a datum, by its slug and name."""

    slug: str
    name: str


def sharers(session: Session, fingerprints: Collection[str]) -> dict[str, list[Sharer]]:
    """Return of each of these data who has it, by name. One statement for each thousand."""
    sums, datum, vendor = m.Possession, m.Datum, m.Vendor
    asked = (
        select(datum.fingerprint, vendor.slug, vendor.name)
        .join(sums, sums.datum_id == datum.id)
        .join(vendor, vendor.id == sums.vendor_id)
    )
    found: dict[str, set[Sharer]] = {}
    for fingerprint, slug, name in rows_among(session, asked, datum.fingerprint, fingerprints):
        found.setdefault(fingerprint, set()).add(Sharer(slug, name))
    return {fingerprint: sorted(some, key=lambda one: (one.name, one.slug)) for fingerprint, some in found.items()}
