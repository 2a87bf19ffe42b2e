"""What third parties got that the person did not send them: passed on by pages, or taken before it was sent."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Count, Kind, Last, Links, Name, Slug
from dashboard.api.links import link
from dashboard.api.narrowing import scope_of
from dashboard.api.parameters import Asked
from dashboard.api.resources import received
from dashboard.leavings import TELLING, manner_of, ordered
from tracker.disclosure import Manner, Party
from tracker.ledger.queries import unasked as queries

ASKED = received.ASKED


@dataclass(frozen=True, slots=True)
class OneLeaving:
    """Data of a category that a company got as a third party, without the person's sending it there."""

    category: Kind
    vendor: Slug
    name: Name
    manner: Annotated[Manner, Meta(description="premature where some of it left before it was sent, else relayed")]
    last: Last
    links: Links


@dataclass(frozen=True, slots=True)
class Unasked:
    """What left unasked, the most sensitive category first; `total` pairs of a category and a company in all."""

    total: Count
    items: tuple[OneLeaving, ...]


def unasked(session: Session, asked: Asked) -> Unasked:
    """Return what third parties got that the person did not send them: passed on by pages, or taken before it was sent.
    Without what every browser tells everybody. Of the last 30 days, where no period is asked for.
    """
    found = ordered(queries.unasked(session, scope_of(asked), TELLING))
    return Unasked(len(found), tuple(map(_leaving, found[: asked.sure(received.LIMIT)])))


def _leaving(row: queries.Unasked) -> OneLeaving:
    manner = manner_of(is_early=row.is_early)
    proof = {"vendor": row.vendor_slug, "category": row.category.value, "party": Party.THIRD.value}
    return OneLeaving(
        row.category,
        row.vendor_slug,
        row.vendor_name,
        manner,
        row.last,
        {"vendor": link("vendors", row.vendor_slug), "log": link("log", **proof, manner=manner.value)},
    )
