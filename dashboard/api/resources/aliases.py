"""Hosts behind whose names, which look like a site's own, a company was found."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Data, First, Host, Last, Links, Name, Slug, Times
from dashboard.api.links import link
from dashboard.api.narrowing import BEGINNING, since_of
from dashboard.api.parameters import Asked
from dashboard.api.writing import shaped
from tracker.attention import Hidden
from tracker.ledger.queries.listeners import hidden
from tracker.vendors import builtin

ASKED = BEGINNING


@dataclass(frozen=True, slots=True)
class OneAlias:
    """A host whose name leads to a company in the DNS."""

    host: Host
    cloak: Annotated[str, Meta(description="the name that gave the company away")]
    vendor: Slug
    name: Name
    data: Data
    times: Times
    first: First
    last: Last
    links: Links


@dataclass(frozen=True, slots=True)
class Aliases:
    """Hosts behind whose names somebody else was found, the latest first, 100 at most."""

    items: tuple[OneAlias, ...]


def aliases(session: Session, asked: Asked) -> Aliases:
    """Return the hosts behind whose names, which look like a site's own, a company was found that got something."""
    return Aliases(tuple(map(_alias, hidden(session, builtin, since_of(asked)))))


def _alias(row: Hidden) -> OneAlias:
    links = {"vendor": link("vendors", row.vendor), "log": link("log", host=row.host)}
    return shaped(OneAlias, row, links=links)
