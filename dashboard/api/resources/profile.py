"""The person's own values that are looked for, masked, and how far each has got."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Count, Id, Kind, Links, Moment
from dashboard.api.links import link
from dashboard.api.parameters import Asked
from dashboard.wiring import wiring
from tracker.ledger import profiles
from tracker.ledger.profiles import Listed
from tracker.ledger.publishing import is_learning
from tracker.ledger.queries.own import Reach, reach_of_own
from tracker.taxonomy import SECRETS


@dataclass(frozen=True, slots=True)
class OwnValue:
    """A value that is looked for in all that leaves."""

    category: Kind
    preview: Annotated[str | None, Meta(description="masked value; null for secrets, of which nothing is told")]
    added: Moment
    origin: Annotated[str | None, Meta(description="the site on whose form it was learnt; null: the person named it")]
    used: Annotated[Moment | None, Meta(description="when it was last given there; null: the person named it")]
    datum: Annotated[Id | None, Meta(description="null where nobody has it, as far as is known, and for secrets")]
    vendors: Count
    third_parties: Annotated[int, Meta(ge=0, description="how many of the companies have it as third parties")]
    links: Links


@dataclass(frozen=True, slots=True)
class Profile:
    """The values that are looked for, in the order in which they were added."""

    is_learning: Annotated[bool, Meta(description="whether Tracker learns from the forms that the person sends")]
    country: Annotated[str | None, Meta(description="ISO 3166-1 alpha-2: how national phone numbers are read")]
    items: tuple[OwnValue, ...]


def profile(session: Session, asked: Asked) -> Profile:
    """Return the person's own values that are looked for in all that leaves, masked, and how far each has got."""
    reach = reach_of_own(session)
    items = tuple(_value(one, reach.get(one.id)) for one in sorted(profiles.listed(session), key=lambda one: one.id))
    return Profile(is_learning(session, wiring().settings()), profiles.country(session), items)


def _value(one: Listed, reach: Reach | None) -> OwnValue:
    return OwnValue(
        one.category,
        None if one.category in SECRETS else one.preview,
        one.added,
        one.origin or None,
        one.used if one.origin else None,
        reach.datum if reach else None,
        reach.vendors if reach else 0,
        reach.third_parties if reach else 0,
        {"datum": link("data", reach.datum)} if reach else {},
    )
