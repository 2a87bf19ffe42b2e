"""What is new: companies, sites and kinds of data that nothing had gone to, from or of before."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Count, Data, First, Kind, Links, Moment, Name, Slug
from dashboard.api.links import link
from dashboard.api.narrowing import BEGINNING, since_of
from dashboard.api.parameters import Asked
from dashboard.api.writing import shaped
from tracker.ledger.queries import news as queries
from tracker.ledger.visits import last_visit

_MOST = 100
ASKED = BEGINNING


@dataclass(frozen=True, slots=True)
class NewVendor:
    """A company that got something for the first time."""

    vendor: Slug
    name: Name
    is_known: bool
    first: First
    links: Links


@dataclass(frozen=True, slots=True)
class NewSite:
    """A site from whose pages something left for the first time."""

    site: str
    first: First
    links: Links


@dataclass(frozen=True, slots=True)
class NewCategory:
    """A kind of data that left for the first time."""

    category: Kind
    data: Data
    first: First
    links: Links


@dataclass(frozen=True, slots=True)
class News:
    """What is new since a moment: of companies and sites the newest 100, with how many there are in all."""

    since: Annotated[Moment | None, Meta(description="null: there was no earlier visit, and all is new")]
    vendors: tuple[NewVendor, ...]
    vendor_count: Count
    sites: tuple[NewSite, ...]
    site_count: Count
    categories: tuple[NewCategory, ...]


def news(session: Session, asked: Asked) -> News:
    """Return which companies, sites and kinds of data are new: since the person's last visit to the dashboard, or
    since what is asked for. Asking for it is no visit. Nothing, where all is new.
    """
    visit = last_visit(session)
    since = since_of(asked) or (visit.moment if visit else None)
    found = queries.news_since(session, since, _MOST) if since else queries.News()
    return News(
        since,
        tuple(_vendor(one) for one in found.vendors),
        found.vendor_count,
        tuple(_site(one) for one in found.sites),
        found.site_count,
        tuple(_category(one) for one in found.categories),
    )


def _vendor(row: queries.NewVendor) -> NewVendor:
    return shaped(NewVendor, row, vendor=row.slug, links={"vendor": link("vendors", row.slug)})


def _site(row: queries.NewSite) -> NewSite:
    return NewSite(row.domain, row.first, {"site": link("sites", row.domain)})


def _category(row: queries.NewCategory) -> NewCategory:
    return shaped(NewCategory, row, links={"data": link("data", category=row.category.value)})
