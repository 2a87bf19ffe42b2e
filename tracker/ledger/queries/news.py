"""What is new since a moment: companies, sites and kinds of data that nothing had gone to, from or of before?"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from tracker.ledger import models as m
from tracker.taxonomy import TAXONOMY, Category


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
    """What is new, the first few of each, with how many there are in all."""

    vendors: tuple[NewVendor, ...] = ()
    vendor_count: int = 0
    sites: tuple[NewSite, ...] = ()
    site_count: int = 0
    categories: tuple[NewCategory, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.vendors or self.sites or self.categories)


def news_since(session: Session, moment: datetime, limit: int = 20) -> News:
    """Return what is new since a moment, the newest first; of kinds of data the most sensitive. Three statements."""
    vendors, sites = _vendors(session, moment), _sites(session, moment)
    return News(
        tuple(vendors[:limit]), len(vendors), tuple(sites[:limit]), len(sites), tuple(_categories(session, moment))
    )


def _vendors(session: Session, moment: datetime) -> list[NewVendor]:
    vendor, held, earlier = m.Vendor, m.Holding, aliased(m.Holding)
    older = select(earlier.vendor_id).where(earlier.vendor_id == held.vendor_id, earlier.first < moment).exists()
    first = func.min(held.first)
    asked = (
        select(vendor.slug, vendor.name, vendor.is_known, first)
        .join(held, held.vendor_id == vendor.id)
        .where(held.first >= moment, ~older)
        .group_by(vendor.id, vendor.slug, vendor.name, vendor.is_known)
        .order_by(first.desc(), vendor.slug)
    )
    return [NewVendor(*row) for row in session.execute(asked)]


def _sites(session: Session, moment: datetime) -> list[NewSite]:
    site, sums = m.Site, m.SiteTally
    asked = (
        select(site.domain, sums.first)
        .join(sums, sums.site_id == site.id)
        .where(sums.first >= moment, site.domain != "")
        .order_by(sums.first.desc(), site.domain)
    )
    return [NewSite(*row) for row in session.execute(asked)]


def _categories(session: Session, moment: datetime) -> list[NewCategory]:
    """Of those that somebody got for the first time, those that nobody had before: these are few."""
    held, earlier, sums = m.Holding, aliased(m.Holding), m.CategoryTally
    first = func.min(held.first)
    lately = select(held.category, first.label("first")).where(held.first >= moment).group_by(held.category).subquery()
    older = select(earlier.vendor_id).where(earlier.category == lately.c.category, earlier.first < moment).exists()
    asked = (
        select(lately.c.category, sums.data, lately.c.first)
        .join(sums, sums.category == lately.c.category)
        .where(~older)
    )
    found = [NewCategory(Category(category), data, when) for category, data, when in session.execute(asked)]
    return sorted(found, key=lambda one: (-TAXONOMY[one.category].sensitivity, one.category))
