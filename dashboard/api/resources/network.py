"""The network: which sites feed which companies, and which of these have an identifier in common."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Count, Kind, Kinds, Last, Name, Relation, Site, Slug, Times, Trade
from dashboard.api.narrowing import SHARED, scope_of
from dashboard.api.parameters import Asked, Parameter
from dashboard.api.resources.days import VENDOR
from dashboard.api.resources.log import SITE
from dashboard.api.resources.sites import UNKNOWN
from dashboard.api.writing import shaped
from dashboard.wiring import heard
from tracker.ledger.moments import moment
from tracker.ledger.queries.every_sync import Sync, syncs
from tracker.ledger.queries.hearings import Heard
from tracker.ledger.queries.network import Firm, domains, firms

LIMIT = Parameter("limit", int, "How many connections at most.", Meta(ge=1, le=10_000), default=1000)
ASKED = (*SHARED, SITE, VENDOR, LIMIT)


@dataclass(frozen=True, slots=True)
class Node:
    """A company in the network."""

    vendor: Slug
    name: Name
    is_known: bool
    business: Trade
    root: Annotated[str, Meta(description="slug of the topmost company above it, its own where there is none")]


@dataclass(frozen=True, slots=True)
class Feed:
    """A site on whose pages a company heard of the person."""

    site: Site
    vendor: Slug
    categories: Kinds
    times: Times
    party: Relation
    last: Last


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two companies of different groups that got the same lasting identifier as third parties."""

    category: Kind
    one: Annotated[Slug, Meta(description="who got it first")]
    other: Slug
    times: Annotated[int, Meta(ge=0, description="how often the other one got it")]


@dataclass(frozen=True, slots=True)
class Network:
    """The connections that were used most often; `total` there are in all. `companies` are those they name."""

    total: Count
    feeds: tuple[Feed, ...]
    exchanges: tuple[Exchange, ...]
    companies: tuple[Node, ...]


def network(session: Session, asked: Asked) -> Network:
    """Return which sites feed which companies, and which of these have an identifier in common; those connections that
    were used most often. Of one site or one company, if asked for.
    """
    scope, limit = scope_of(asked), asked.sure(LIMIT)
    known, sites = firms(session), domains(session)
    focus = [key for key, firm in known.items() if firm.slug == asked[VENDOR]]
    feeds = [row for row in heard(session, scope) if _is_wanted(row, asked, known, sites)]
    kept = nlargest(limit, feeds, key=lambda row: (row.times, row.last, -row.vendor))
    shared = [] if asked[SITE] else syncs(session, known, scope, focus)
    if asked[VENDOR]:
        shared = [one for one in shared if one.one in focus or one.other in focus]
    exchanges = nlargest(limit, shared, key=lambda one: one.times)
    return Network(
        len(feeds) + len(shared),
        tuple(_feed(row, known, sites) for row in kept),
        tuple(_exchange(one, known) for one in exchanges),
        tuple(_node(known[key]) for key in _named(kept, exchanges)),
    )


def _is_wanted(row: Heard, asked: Asked, known: Mapping[int, Firm], sites: Mapping[int, str]) -> bool:
    site = "" if asked[SITE] == UNKNOWN else asked[SITE]
    return (asked[VENDOR] in (None, known[row.vendor].slug)) and (site is None or sites[row.site] == site)


def _named(feeds: Iterable[Heard], exchanges: Iterable[Sync]) -> list[int]:
    ends = {end for one in exchanges for end in (one.one, one.other)}
    return sorted({row.vendor for row in feeds} | ends)


def _feed(row: Heard, known: Mapping[int, Firm], sites: Mapping[int, str]) -> Feed:
    slug, site = known[row.vendor].slug, sites[row.site] or None
    return shaped(Feed, row, site=site, vendor=slug, last=moment(row.last))


def _exchange(one: Sync, known: Mapping[int, Firm]) -> Exchange:
    return Exchange(one.category, known[one.one].slug, known[one.other].slug, one.times)


def _node(firm: Firm) -> Node:
    return shaped(Node, firm, vendor=firm.slug, business=firm.business or None)
