"""The searches of the log that the person has named and kept."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Links
from dashboard.api.links import link
from dashboard.api.parameters import Asked
from dashboard.searches import is_known
from tracker.ledger import searches as kept


@dataclass(frozen=True, slots=True)
class OneSearch:
    """A search of the log."""

    name: Annotated[str, Meta(description="as the person named it")]
    asked: Annotated[dict[str, str], Meta(description="the log's parameters, by name")]
    links: Links


@dataclass(frozen=True, slots=True)
class Searches:
    """The searches that are kept, by name."""

    items: tuple[OneSearch, ...]


def searches(session: Session, asked: Asked) -> Searches:
    """Return the searches of the log that are kept, and where each is answered."""
    found = (one for one in kept.searches(session) if is_known(one.asked))  # a ledger may come from elsewhere
    return Searches(tuple(OneSearch(one.name, one.asked, {"log": link("log", **one.asked)}) for one in found))
