"""What was forwarded but could not be read."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Bytes, Count, Host, KnownSlug, Moment
from dashboard.api.parameters import Asked, Parameter
from dashboard.api.writing import shaped
from dashboard.wording import UNSEEN
from tracker.domains import registrable_domain
from tracker.ledger.queries.blind_spots import Spot, spots, unseen

LIMIT = Parameter("limit", int, "How many at most.", Meta(ge=1, le=10_000), default=1000)
ASKED = (LIMIT,)


@dataclass(frozen=True, slots=True)
class Unseen:
    """All that was forwarded and not read, wholly or in part: requests, hosts, bytes as far as they are known."""

    times: Count
    hosts: Count
    size: Count


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """What was not read of one host's traffic, for one reason."""

    host: Host
    vendor: KnownSlug
    vendor_name: str
    reason: Annotated[str, Meta(description="why, as a slug")]
    reason_text: Annotated[str, Meta(description="why, in words")]
    times: Annotated[int, Meta(ge=0, description="requests")]
    size: Bytes
    first: Moment
    last: Moment


@dataclass(frozen=True, slots=True)
class BlindSpots:
    """The sum of all blind spots, and those that were met most often."""

    unseen: Unseen
    items: tuple[BlindSpot, ...]


def blind_spots(session: Session, asked: Asked) -> BlindSpots:
    """Return what was forwarded but could not be read, by host and reason, the most frequent first."""
    found = spots(session, asked.sure(LIMIT))
    return BlindSpots(shaped(Unseen, unseen(session)), tuple(map(spot, found)))


def spot(found: Spot) -> BlindSpot:
    """Return a blind spot as answers tell it."""
    is_known = found.vendor_slug != registrable_domain(found.host)
    words = UNSEEN.get(found.reason, found.reason.replace("-", " "))
    vendor = found.vendor_slug if is_known else None
    return shaped(BlindSpot, found, vendor=vendor, reason_text=words, size=found.size or None)
