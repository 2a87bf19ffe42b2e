"""What was forwarded but could not be read."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard import formats
from dashboard.api.fields import Bytes, Count, Host, KnownSlug, Moment
from dashboard.api.narrowing import TIMES, period_of
from dashboard.api.parameters import Asked, Parameter
from dashboard.api.writing import shaped
from dashboard.unread import remedy
from dashboard.wording import unseen as said
from tracker.domains import registrable_domain
from tracker.ledger.queries import blind_spots as queries
from tracker.ledger.queries.blind_spots import Order, Spot, causes, sorted_spots, unseen
from tracker.ledger.queries.scope import Scope

LIMIT = Parameter("limit", int, "How many at most.", Meta(ge=1, le=10_000), default=1000)
ASKED = (*TIMES, LIMIT)


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
class Cause:
    """All that was not read for one reason, what it means, and what can be done."""

    reason: Annotated[str, Meta(description="why, as a slug")]
    means: str
    deed: Annotated[str, Meta(description="what can be done")]
    times: Annotated[int, Meta(ge=0, description="requests")]
    hosts: Count
    size: Bytes
    first: Moment
    last: Moment


@dataclass(frozen=True, slots=True)
class BlindSpots:
    """The sum of all blind spots ever, and those that were met most often, within the period if one is asked for."""

    unseen: Unseen
    reasons: tuple[Cause, ...]
    items: tuple[BlindSpot, ...]


def blind_spots(session: Session, asked: Asked) -> BlindSpots:
    """Return what was forwarded but could not be read, by reason, and by host and reason, the most frequent first. Of a
    period, what was met in it: what lasted longer counts whole.
    """
    scope = Scope(*period_of(asked).moments(formats.now()))
    found = sorted_spots(session, scope, Order.TIMES, limit=asked.sure(LIMIT))
    reasons = tuple(map(_reason, causes(session, scope)))
    return BlindSpots(shaped(Unseen, unseen(session)), reasons, tuple(map(spot, found)))


def _reason(found: queries.Cause) -> Cause:
    means, deed = remedy(found.reason)
    return shaped(Cause, found, means=means, deed=deed, size=found.size or None)


def spot(found: Spot) -> BlindSpot:
    """Return a blind spot as answers tell it."""
    is_known = found.vendor_slug != registrable_domain(found.host)
    words = said(found.reason)
    vendor = found.vendor_slug if is_known else None
    return shaped(BlindSpot, found, vendor=vendor, reason_text=words, size=found.size or None)
