"""The companies: how much each has, how risky that is and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.cursors import LIMIT, PAGING, nowhere, part, place_of
from dashboard.api.fields import (
    Count,
    Country,
    Data,
    First,
    Interest,
    Kinds,
    Last,
    Links,
    Name,
    Next,
    Parent,
    Score,
    Sites,
    Slug,
    Times,
    Trade,
)
from dashboard.api.links import link, onward
from dashboard.api.narrowing import CATEGORY, PARTY
from dashboard.api.parameters import Asked, Parameter
from dashboard.api.resources.texts import NAME, SEARCH
from dashboard.api.writing import shaped
from dashboard.lines import whole
from dashboard.orders import Order, in_order, is_named
from dashboard.wiring import ask, rated_vendors
from tracker.disclosure import Party
from tracker.ledger.queries.vendors import holders
from tracker.ledger.rating import Rated
from tracker.risk import Extent, Level

TEXT = Parameter("q", str, "A text in the company's name, slug or domains, or in its parent's name or slug.", SEARCH)
LEVEL = Parameter("level", Level, "How risky it is.")
BUSINESS = Parameter("business", str, "Its line of business, as a slug.", NAME)
SORT = Parameter("sort", Order, "What to sort by.", default=Order.RISK)
ASKED = (TEXT, CATEGORY, PARTY, LEVEL, BUSINESS, SORT, *PAGING)


@dataclass(frozen=True, slots=True)
class Depth:
    """How deep a company's picture of the person is, and what that counts."""

    score: Score
    extent: Annotated[Extent, Meta(description="the score in words")]
    groups: Annotated[int, Meta(ge=0, description="sides of a life")]
    kinds: Annotated[int, Meta(ge=0, description="categories beyond what every browser tells")]
    sensitive: Annotated[int, Meta(ge=0, description="how many of these are very sensitive")]
    data: Data


@dataclass(frozen=True, slots=True)
class OneVendor:
    """A company with what it has of the person, and how risky that is."""

    vendor: Slug
    name: Name
    is_known: Annotated[bool, Meta(description="whether it is known which company this is")]
    parent: Parent
    category: Trade
    country: Country
    party: Annotated[Party, Meta(description="third if it ever was a third party; unknown where no page was known")]
    categories: Kinds
    data: Data
    times: Times
    sites: Sites
    group_sites: Annotated[int, Meta(ge=0, description="sites of all companies under its topmost parent")]
    first: First
    last: Last
    score: Annotated[Score, Meta(description="risk")]
    level: Annotated[Level, Meta(description="the risk in a word")]
    reasons: Annotated[tuple[str, ...], Meta(description="why, the weightiest reason first")]
    depth: Depth
    interest: Interest
    doubt: Annotated[float, Meta(ge=0, le=100, description="how doubtful it is that it is worth its risk")]
    is_disguised: Annotated[bool, Meta(description="a third party that was only ever seen behind sites' own names")]
    links: Links


@dataclass(frozen=True, slots=True)
class Vendors:
    """Companies: `total` hold data in all, `found` match what was asked."""

    total: Count
    found: Count
    items: tuple[OneVendor, ...]
    next: Next


def vendors(session: Session, asked: Asked) -> Vendors:
    """Return the companies that have data of the person's, with how risky that is and why."""
    rows = rated_vendors(session)
    text = (asked[TEXT] or "").strip()
    domains = {one.slug: one.domains for one in ask(session, holders)} if text else {}
    wanted = [whole(row) for row in rows if _is_wanted(row, asked) and (not text or is_named(row, text, domains))]
    found = [line.row for line in in_order(wanted, asked.sure(SORT))]
    limit, start = asked.sure(LIMIT), _start(found, place_of(asked, str))
    shown, cursor = part(found[start : start + limit + 1], limit, lambda row: row.slug)
    return Vendors(len(rows), len(found), tuple(map(_vendor, shown)), onward(asked, cursor, "vendors"))


def _start(rows: Sequence[Rated], last: str | None) -> int:
    """After the company that the part before ended with, wherever it stands by now."""
    if last is None:
        return 0
    for place, row in enumerate(rows, 1):
        if row.slug == last:
            return place
    raise nowhere()


def _is_wanted(row: Rated, asked: Asked) -> bool:
    category, party, level, business = asked[CATEGORY], asked[PARTY], asked[LEVEL], asked[BUSINESS]
    relations = {Party.THIRD: row.is_third_party, Party.FIRST: row.is_first_party}
    return (
        (category is None or category in row.categories)
        and (party is None or relations.get(party, not any(relations.values())))
        and (level is None or row.level is level)
        and (business is None or row.kind == business)
    )


def _vendor(row: Rated) -> OneVendor:
    depth = shaped(Depth, row.depth)
    links = vendor_links(row.slug)
    return shaped(OneVendor, row, vendor=row.slug, category=row.kind, depth=depth, links=links)


def vendor_links(slug: str) -> dict[str, str]:
    """Return where the rest of what is known of a company stands."""
    links = {"self": link("vendors", slug), "data": link("vendors", slug, "data"), "log": link("log", vendor=slug)}
    return {**links, "days": link("days", vendor=slug)}
