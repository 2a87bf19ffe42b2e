"""By which identifiers does a vendor know the person, and who else has the same?"""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.queries.how import How, how
from tracker.taxonomy import IDENTIFIERS, Category


class Mark(NamedTuple):
    """An identifier that a vendor has. `vendors` counts all that have it, `third_parties` those that got it as such."""

    datum: int
    category: Category
    preview: str
    vendors: int
    third_parties: int
    sites: int
    times: int
    how: How
    first: datetime
    last: datetime


class Sharer(NamedTuple):
    """Another vendor that has an identifier."""

    datum: int
    slug: str
    name: str
    is_known: bool
    how: How
    times: int
    first: datetime
    last: datetime


def marks(session: Session, slug: str, limit: int = 20) -> list[Mark]:
    """Return the identifiers that a vendor has, those that most others have as well first. One statement."""
    sums, tally = m.Possession, m.DatumTally
    asked = (
        select(sums.datum_id, sums.category, m.Datum.preview, tally.vendors, tally.third_parties)
        .add_columns(sums.sites, sums.times, sums.facts, sums.first, sums.last)
        .join(m.Vendor, m.Vendor.id == sums.vendor_id)
        .join(tally, tally.datum_id == sums.datum_id)
        .join(m.Datum, m.Datum.id == sums.datum_id)
        .where(m.Vendor.slug == slug, sums.category.in_(sorted(IDENTIFIERS)))
        .order_by(tally.vendors.desc(), sums.last.desc(), sums.datum_id)
        .limit(limit)
    )
    return [
        Mark(datum, Category(category), preview, vendors, third, sites, times, how(facts), first, last)
        for datum, category, preview, vendors, third, sites, times, facts, first, last in session.execute(asked)
    ]


def others(session: Session, slug: str, data: Collection[int], limit: int = 200) -> dict[int, list[Sharer]]:
    """Return for each of these data who else has it, whoever got it first ahead. One statement."""
    sums, vendor = m.Possession, m.Vendor
    asked = (
        select(sums.datum_id, vendor.slug, vendor.name, vendor.is_known, sums.facts, sums.times, sums.first, sums.last)
        .join(vendor, vendor.id == sums.vendor_id)
        .where(sums.datum_id.in_(data), vendor.slug != slug)
        .order_by(sums.first, vendor.slug)
        .limit(limit)
    )
    found: dict[int, list[Sharer]] = {}
    for datum, name, title, is_known, facts, times, first, last in session.execute(asked):
        found.setdefault(datum, []).append(Sharer(datum, name, title, is_known, how(facts), times, first, last))
    return found
