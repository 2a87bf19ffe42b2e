"""What is new since a moment: companies, sites and kinds of data that nothing had gone to, from or of before?

Each is answered by looking for something older, which what is old has at once: the whole is never read.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from tracker.ledger import models as m
from tracker.taxonomy import TAXONOMY, Category

_RECENT = 1000
"""Vendors and sites that are looked at, those that came into the ledger last."""


class NewVendor(NamedTuple):
    """A company that got something for the first time; where it is not known, its domain stands for it."""

    slug: str
    name: str
    is_known: bool
    first: datetime


class NewSite(NamedTuple):
    """A site from whose pages something left for the first time."""

    domain: str
    first: datetime


class NewCategory(NamedTuple):
    """A kind of data that left for the first time, and in how many different values."""

    category: Category
    data: int
    first: datetime


class News(NamedTuple):
    """What is new, the first few of each, with how many there are in all (of those that are looked at)."""

    vendors: tuple[NewVendor, ...] = ()
    vendor_count: int = 0
    sites: tuple[NewSite, ...] = ()
    site_count: int = 0
    categories: tuple[NewCategory, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.vendors or self.sites or self.categories)


def news_since(session: Session, moment: datetime, limit: int = 20) -> News:
    """Return what is new since a moment, the newest first; of kinds of data the most sensitive. Four statements."""
    vendors, sites = _vendors(session, moment), _sites(session, moment)
    return News(
        tuple(vendors[:limit]), len(vendors), tuple(sites[:limit]), len(sites), tuple(_categories(session, moment))
    )


def _vendors(session: Session, moment: datetime) -> list[NewVendor]:
    vendor, host, sums = m.Vendor, m.Host, m.Exposure
    recent = select(vendor.id).order_by(vendor.id.desc()).limit(_RECENT)
    others, earlier = aliased(m.Host), aliased(m.Exposure)
    older = (
        select(earlier.host_id)
        .join(others, others.id == earlier.host_id)
        .where(others.vendor_id == vendor.id, earlier.first < moment)
        .exists()
    )
    asked = (
        select(vendor.slug, vendor.name, vendor.is_known, func.min(sums.first))
        .join(host, host.vendor_id == vendor.id)
        .join(sums, sums.host_id == host.id)
        .where(vendor.id.in_(recent), ~older)
        .group_by(vendor.id, vendor.slug, vendor.name, vendor.is_known)
        .order_by(func.min(sums.first).desc(), vendor.slug)
    )
    return [NewVendor(*row) for row in session.execute(asked)]


def _sites(session: Session, moment: datetime) -> list[NewSite]:
    site, sums = m.Site, m.Exposure
    recent = select(site.id).where(site.domain != "").order_by(site.id.desc()).limit(_RECENT)
    earlier = aliased(m.Exposure)
    older = select(earlier.site_id).where(earlier.site_id == site.id, earlier.first < moment).exists()
    asked = (
        select(site.domain, func.min(sums.first))
        .join(sums, sums.site_id == site.id)
        .where(site.id.in_(recent), ~older)
        .group_by(site.id, site.domain)
        .order_by(func.min(sums.first).desc(), site.domain)
    )
    return [NewSite(*row) for row in session.execute(asked)]


def _categories(session: Session, moment: datetime) -> list[NewCategory]:
    """First those with nothing older, by one look for each; then what there is of them, which is little."""
    new = [category for category, is_new in zip(Category, _are_new(session, moment), strict=True) if is_new]
    if not new:
        return []
    datum, sums = m.Datum, m.Exposure
    asked = (
        select(datum.category, func.count(datum.id.distinct()), func.min(sums.first))
        .join(sums, sums.datum_id == datum.id)
        .where(datum.category.in_(new))
        .group_by(datum.category)
    )
    found = [NewCategory(Category(category), data, first) for category, data, first in session.execute(asked)]
    return sorted(found, key=lambda one: (-TAXONOMY[one.category].sensitivity, one.category))


def _are_new(session: Session, moment: datetime) -> Sequence[bool]:
    return session.execute(select(*(~_has_older(category, moment) for category in Category))).one()


def _has_older(category: Category, moment: datetime) -> ColumnElement[bool]:
    datum, sums = m.Datum, m.Exposure
    return exists(
        select(datum.id).join(sums, sums.datum_id == datum.id).where(datum.category == category, sums.first < moment)
    )
