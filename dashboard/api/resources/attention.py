"""What deserves the person's attention, with the reason and what can be done."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Count, Id, Links, Moment, Name, Share, Slug, Ways
from dashboard.api.links import link
from dashboard.api.narrowing import BEGINNING, since_of
from dashboard.api.parameters import Asked
from dashboard.api.places import placeless
from dashboard.api.writing import shaped
from dashboard.wiring import wiring
from tracker.attention import Item, Kind, about, reason, steps_of
from tracker.ledger.noticing import Trouble, notice
from tracker.taxonomy import Category

ASKED = BEGINNING


@dataclass(frozen=True, slots=True)
class NamedVendor:
    """A company by its slug and name."""

    vendor: Slug
    name: Name


@dataclass(frozen=True, slots=True)
class OneItem:
    """One thing that deserves attention: what it is, whom it is about, how weighty, how sure, and what can be done."""

    kind: Annotated[Kind, Meta(description="why")]
    weight: float
    about: Annotated[str, Meta(description="what it is, in a sentence")]
    reason: Annotated[str, Meta(description="why it deserves attention, in sentences")]
    steps: Annotated[tuple[str, ...], Meta(description="what can be done, in sentences")]
    category: Annotated[Category | None, Meta(description="null where it is about no one category")]
    times: Count
    first: Moment | None
    last: Moment | None
    vendors: Annotated[tuple[NamedVendor, ...], Meta(description="the first few")]
    vendor_count: Count
    sites: Annotated[tuple[str, ...], Meta(description="the first few")]
    site_count: Count
    data: Annotated[tuple[Id, ...], Meta(description="numbers of the first few data")]
    data_count: Count
    manners: Ways
    is_plain: bool
    confidence: Annotated[Share | None, Meta(description="of the least sure hit; null where it was counted")]
    is_partial: Annotated[bool, Meta(description="whether there were more than were looked at")]
    links: Links


@dataclass(frozen=True, slots=True)
class Attention:
    """What deserves attention, the weightiest first."""

    items: tuple[OneItem, ...]


def attention(session: Session, asked: Asked) -> Attention:
    """Return what deserves attention, with the reason and what can be done. Asking for it is no visit."""
    found = notice(session, since_of(asked), Trouble(list(map(placeless, wiring().faults()))))
    return Attention(tuple(map(_item, found.items)))


def _item(item: Item) -> OneItem:
    links = {vendor.slug: link("vendors", vendor.slug) for vendor in item.vendors}
    return shaped(
        OneItem,
        item,
        about=about(item),
        reason=reason(item),
        steps=tuple(steps_of(item)),
        vendors=tuple(NamedVendor(*vendor) for vendor in item.vendors),
        links=links,
    )
