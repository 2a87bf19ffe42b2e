"""Which categories of data have left, and how far they have spread."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Count, Data, First, Kind, Last, Links
from dashboard.api.links import link
from dashboard.api.parameters import Asked
from dashboard.api.writing import shaped
from dashboard.wiring import ask
from tracker.ledger.queries.categories import Spread, spreads
from tracker.ledger.queries.vendors import holders
from tracker.taxonomy import TAXONOMY, Group


@dataclass(frozen=True, slots=True)
class OneCategory:
    """A category of personal data that has left, and how many companies have any of it."""

    category: Kind
    label: Annotated[str, Meta(description="its name in plain words")]
    group: Group
    sensitivity: Annotated[int, Meta(ge=1, le=5, description="5: the most sensitive")]
    dpv: Annotated[str, Meta(description="its term in the W3C Data Privacy Vocabulary")]
    data: Data
    vendors: Count
    third_parties: Annotated[int, Meta(ge=0, description="how many of the companies have it as third parties")]
    first: First
    last: Last
    links: Links


@dataclass(frozen=True, slots=True)
class Categories:
    """All categories that have left, the one that most companies have first."""

    items: tuple[OneCategory, ...]


def categories(session: Session, asked: Asked) -> Categories:
    """Return which categories of data have left, and how far each has spread."""
    return Categories(tuple(map(_category, spreads(session, ask(session, holders)))))


def _category(spread: Spread) -> OneCategory:
    term, slug = TAXONOMY[spread.category], spread.category.value
    links = {"data": link("data", category=slug), "vendors": link("vendors", category=slug)}
    return shaped(
        OneCategory,
        spread,
        label=term.label,
        group=term.group,
        sensitivity=term.sensitivity,
        dpv=term.dpv,
        links={**links, "log": link("log", category=slug)},
    )
