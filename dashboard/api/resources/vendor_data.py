"""What one company has of the person, value by value, with the proof."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import (
    Data,
    First,
    Host,
    Id,
    IsPlain,
    Kind,
    Last,
    Links,
    Moment,
    Preview,
    Share,
    Site,
    Sites,
    Slug,
    Times,
    Ways,
    meant,
)
from dashboard.api.links import link
from dashboard.api.narrowing import CATEGORY
from dashboard.api.parameters import Asked, Parameter
from dashboard.api.resources.vendor import VENDOR
from dashboard.api.writing import shaped, told
from tracker.disclosure import Method
from tracker.ledger.queries.held import Held, Proof, held, proofs
from tracker.traffic import Location

EACH = Parameter("each", int, "How many values of each category at most.", Meta(ge=1, le=200), default=5)
ASKED = (VENDOR, CATEGORY, EACH)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where and how a value was last seen leaving to the company."""

    time: Annotated[Moment, meant("time")]
    host: Host
    site: Site
    scheme: Annotated[str, meant("scheme")]
    http_method: Annotated[str, meant("http_method")]
    location: Annotated[Location, meant("location")]
    path: Annotated[str, meant("path")]
    method: Annotated[Method, meant("method")]
    encoding: Annotated[tuple[str, ...], meant("encoding")]
    confidence: Annotated[Share, meant("confidence")]
    reasoning: Annotated[str, meant("reasoning")]


@dataclass(frozen=True, slots=True)
class HeldValue:
    """A value that the company has."""

    id: Id
    category: Kind
    preview: Preview
    sites: Sites
    times: Times
    manners: Ways
    is_first_party: bool
    is_third_party: bool
    is_plain: IsPlain
    first: First
    last: Last
    total: Annotated[Data, Meta(description="the company's values of this category, those not shown among them")]
    evidence: Annotated[Evidence | None, Meta(description="null where it is no longer there")]
    links: Links


@dataclass(frozen=True, slots=True)
class VendorData:
    """The values that a company has, by category, of each the newest."""

    vendor: Slug
    items: tuple[HeldValue, ...]


def vendor_data(session: Session, asked: Asked) -> VendorData:
    """Return what one company has of the person, value by value, with the proof. Nothing, where it has nothing."""
    slug = asked.sure(VENDOR)
    found = held(session, slug, asked[CATEGORY], asked.sure(EACH))
    proven = proofs(session, slug, [one.id for one in found])
    return VendorData(slug, tuple(_value(slug, one, proven.get(one.id)) for one in found))


def _value(slug: str, found: Held, proof: Proof | None) -> HeldValue:
    return shaped(
        HeldValue,
        found,
        **told(found.how),
        evidence=None if proof is None else shaped(Evidence, proof),
        links={"datum": link("data", found.id), "log": link("log", vendor=slug, datum=found.id)},
    )
