"""The sites: on whose pages data left, and how many listen there."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Count, Data, First, Kinds, Last, Links, Site, Times
from dashboard.api.links import link
from dashboard.api.parameters import Asked, Parameter
from dashboard.api.writing import shaped
from dashboard.lines import ordered
from dashboard.wiring import attended, who
from tracker.ledger.queries.scope import EVERYTHING
from tracker.ledger.queries.sites import Visited
from tracker.ledger.queries.sites import sites as visited
from tracker.taxonomy import Category

UNKNOWN = "unknown"
LIMIT = Parameter("limit", int, "How many at most.", Meta(ge=1, le=10_000), default=200)
ASKED = (LIMIT,)


@dataclass(frozen=True, slots=True)
class OneSite:
    """A site on whose pages data left, and how many companies received any there."""

    site: Annotated[Site, Meta(description="registrable domain; null stands for all pages that are not known")]
    vendors: Count
    third_parties: Count
    categories: Kinds
    data: Data
    times: Times
    first: First
    last: Last
    links: Links


@dataclass(frozen=True, slots=True)
class Sites:
    """Sites, the one where most companies listen first."""

    items: tuple[OneSite, ...]


def sites(session: Session, asked: Asked) -> Sites:
    """Return the sites on whose pages data left, the one where most companies listen first."""
    kinds = _kinds(session)
    return Sites(tuple(_site(row, kinds[row.domain]) for row in visited(session, asked.sure(LIMIT))))


def _kinds(session: Session) -> Mapping[str, set[Category]]:
    """What left on each site."""
    _, domains = who(session)
    kinds = {domains[one.site]: set(one.categories) for one in attended(session, EVERYTHING)}
    return defaultdict(set, kinds)


def _site(row: Visited, kinds: set[Category]) -> OneSite:
    name = row.domain or UNKNOWN
    links = {"self": link("sites", name), "log": link("log", site=name)}
    return shaped(OneSite, row, site=row.domain or None, categories=ordered(kinds), links=links)
