"""The sites: on whose pages data left, and how many listen there."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Count, Data, First, Kinds, Last, Links, Site, Times
from dashboard.api.links import link
from dashboard.api.narrowing import SHARED, scope_of
from dashboard.api.parameters import Asked, Parameter
from dashboard.api.writing import shaped
from dashboard.hiding import hidden_among
from dashboard.lines import ordered
from dashboard.wiring import attended, who
from tracker.ledger.moments import moment
from tracker.ledger.queries.hearings import Attended
from tracker.ledger.queries.sites import Visited
from tracker.ledger.queries.sites import sites as visited

UNKNOWN = "unknown"
LIMIT = Parameter("limit", int, "How many at most.", Meta(ge=1, le=10_000), default=200)
ASKED = (*SHARED, LIMIT)
_EVERY = 1_000_000


@dataclass(frozen=True, slots=True)
class OneSite:
    """A site on whose pages data left, and how many companies received any there. Values, times and `first` are of the
    whole record, whatever is asked for.
    """

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
    """Return the sites on whose pages something like that left, the one where most companies got it first."""
    firms, domains = who(session)
    behind = hidden_among(session, firms)
    found = {domains[one.site]: one for one in attended(session, scope_of(asked))}
    known = [row for row in visited(session, _EVERY) if row.domain in found]
    known.sort(key=lambda row: (-found[row.domain].companies, row.domain))
    return Sites(tuple(_site(row, found[row.domain], behind) for row in known[: asked.sure(LIMIT)]))


def _site(row: Visited, one: Attended, behind: set[int]) -> OneSite:
    name = row.domain or UNKNOWN
    return shaped(
        OneSite,
        row,
        site=row.domain or None,
        vendors=one.companies,
        third_parties=one.companies - len(one.others - behind),
        categories=ordered(set(one.categories)),
        last=moment(one.last),
        links={"self": link("sites", name), "log": link("log", site=name)},
    )
