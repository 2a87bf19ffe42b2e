"""The person's data of one category, masked, and how many have each."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.cursors import LIMIT, PAGING, part, place_of
from dashboard.api.fields import Count, Fingerprint, First, Id, Kind, Last, Links, Next, Preview, Sites, Times
from dashboard.api.links import link, onward
from dashboard.api.parameters import Asked, Parameter
from dashboard.api.writing import shaped
from tracker.ledger.queries.data import Known, of_category
from tracker.taxonomy import Category

CATEGORY = Parameter("category", Category, "A category of personal data; `categories` tells those there are.",
                     is_required=True)  # fmt: skip
ASKED = (CATEGORY, *PAGING)
_Number = Annotated[int, Meta(ge=0, lt=10**18)]


@dataclass(frozen=True, slots=True)
class Value:
    """One distinct value of the person's, known by its fingerprint, and how many have it."""

    id: Id
    category: Kind
    preview: Preview
    fingerprint: Fingerprint
    vendors: Count
    third_parties: Annotated[int, Meta(ge=0, description="how many of the companies have it as third parties")]
    sites: Sites
    times: Times
    first: First
    last: Last
    links: Links


@dataclass(frozen=True, slots=True)
class Data:
    """Values, the one that most companies have first."""

    items: tuple[Value, ...]
    next: Next


def data(session: Session, asked: Asked) -> Data:
    """Return the values of one category, masked, the one that most companies have first."""
    after = place_of(asked, tuple[_Number, _Number])
    limit = asked.sure(LIMIT)
    found = of_category(session, asked.sure(CATEGORY), after, limit + 1)
    rows, cursor = part(found, limit, lambda known: (known.vendors, known.id))
    return Data(tuple(map(value, rows)), onward(asked, cursor, "data"))


def value(known: Known) -> Value:
    """Return a datum as answers tell it."""
    return shaped(Value, known, links={"self": link("data", known.id), "log": link("log", datum=known.id)})
