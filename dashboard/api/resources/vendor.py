"""One company: what it has, how deep and how risky that is, what would lower it, and who it is."""

from dataclasses import dataclass
from typing import Annotated, Any

from msgspec import Meta
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from dashboard.acquaintance import Known as Familiar
from dashboard.acquaintance import acquaintance
from dashboard.api.fields import (
    Country,
    Data,
    First,
    Id,
    Interest,
    IsPlain,
    Kind,
    Last,
    Links,
    Moment,
    Name,
    Parent,
    Preview,
    Score,
    Sites,
    Slug,
    Times,
    Trade,
    Ways,
)
from dashboard.api.parameters import Asked, Parameter
from dashboard.api.resources.texts import NAME
from dashboard.api.resources.vendors import Depth, vendor_links
from dashboard.api.writing import shaped, told
from tracker.disclosure import Party
from tracker.errors import LedgerError
from tracker.ledger.portraits import Portrait, portrait
from tracker.ledger.queries.aliases import leads_of
from tracker.ledger.queries.relatives import relatives
from tracker.ledger.queries.sources import Source, hosts_of, sites_of
from tracker.risk import Level
from tracker.risk.rating import Change, Factor, Threat
from tracker.taxonomy import Category
from tracker.vendors import builtin

VENDOR = Parameter("vendor", str, "The slug of a company, or its domain where none is known.", NAME, place="path")
ASKED = (VENDOR,)


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason of the risk."""

    factor: Factor
    threat: Annotated[Threat, Meta(description="LINDDUN's word")]
    weight: Annotated[float, Meta(description="the points that it adds")]
    text: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would lower the risk, and the score and level that would be left."""

    change: Change
    text: str
    score: Score
    level: Level
    category: Annotated[Category | None, Meta(description="what would be deleted; null where the change is another")]


@dataclass(frozen=True, slots=True)
class Held:
    """What the company has of one category."""

    category: Kind
    data: Data
    times: Times
    manners: Ways
    is_third_party: bool
    is_plain: IsPlain
    first: First
    last: Last


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of the company under one heading."""

    heading: str
    said: Annotated[str | None, Meta(description="null: not known")]
    source: str | None
    source_address: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A site that data came from, or a host that it went to; null stands for pages that are not known."""

    name: str | None
    data: Data
    times: Times
    manners: Ways
    is_first_party: bool
    is_third_party: bool
    is_plain: IsPlain
    first: First
    last: Last


@dataclass(frozen=True, slots=True)
class Lead:
    """A host whose name leads elsewhere in the DNS."""

    host: str
    aliases: Annotated[tuple[str, ...], Meta(description="the names that it leads to, hop by hop")]
    resolved: Annotated[Moment | None, Meta(description="when that was looked up; null: a fetched list says so")]
    cloak: Annotated[str | None, Meta(description="the name by which the company was uncovered; null: nobody hides")]
    hosted: Annotated[str | None, Meta(description="where it is merely hosted")]


@dataclass(frozen=True, slots=True)
class Relative:
    """Another company under the same topmost one that has data of the person's."""

    vendor: Slug
    name: Name
    data: Data


@dataclass(frozen=True, slots=True)
class SharesIt:
    """Another company that has an identifier."""

    vendor: Slug
    name: Name
    times: Times


@dataclass(frozen=True, slots=True)
class Known:
    """An identifier by which the company knows the person again, and the first few others that have it."""

    datum: Id
    category: Kind
    preview: Preview
    stays: Annotated[str | None, Meta(description="how long, in words; null where it is not known")]
    vendors: Annotated[int, Meta(ge=0, description="all companies that have it, this one among them")]
    third_parties: Annotated[int, Meta(ge=0, description="how many of the companies have it as third parties")]
    sites: Sites
    times: Times
    first: First
    last: Last
    others: tuple[SharesIt, ...]


@dataclass(frozen=True, slots=True)
class VendorPortrait:
    """All that is known of a company, under the keys of `tracker vendor --format jsonl`."""

    vendor: Slug
    name: Name
    is_known: bool
    parent: Parent
    category: Trade
    country: Country
    party: Party
    score: Annotated[Score, Meta(description="risk")]
    level: Annotated[Level, Meta(description="the risk in a word")]
    reasons: tuple[Reason, ...]
    remedies: tuple[Remedy, ...]
    unknown: Annotated[tuple[str, ...], Meta(description="what is not known, and so not counted")]
    depth: Depth
    interest: Interest
    note: Annotated[str | None, Meta(description="the person's own")]
    doubt: Annotated[float, Meta(ge=0, le=100, description="how doubtful it is that it is worth its risk")]
    sites: Sites
    group_sites: Annotated[int, Meta(ge=0, description="sites of all companies under its topmost parent")]
    partners: Annotated[int, Meta(ge=0, description="known companies of other groups that got an identifier it got")]
    first: First
    last: Last
    held: tuple[Held, ...]
    facts: tuple[Fact, ...]
    is_disguised: bool
    from_sites: Annotated[tuple[Place, ...], Meta(description="the 100 sites that gave most")]
    to_hosts: Annotated[tuple[Place, ...], Meta(description="the 100 hosts that got most")]
    leads: Annotated[tuple[Lead, ...], Meta(description="those of its hosts whose names lead elsewhere")]
    root: Annotated[str, Meta(description="slug of the topmost company above it, its own where there is none")]
    group: Annotated[tuple[Relative, ...], Meta(description="the others under it that have data, who has most first")]
    identifiers: Annotated[tuple[Known, ...], Meta(description="by what it knows the person again, 12 at most")]
    links: Links


def vendor(session: Session, asked: Asked) -> VendorPortrait:
    """Return all that is known of one company: what it has, how risky that is and why, and who it is."""
    slug = asked.sure(VENDOR)
    try:
        found = portrait(session, slug)
    except LedgerError:
        raise NotFound from None
    root, group = relatives(session, slug)
    return shaped(
        VendorPortrait,
        found,
        root=root,
        group=tuple(shaped(Relative, one, vendor=one.slug) for one in group),
        identifiers=tuple(map(_known, acquaintance(session, slug).known)),
        **_parts(found),
        from_sites=tuple(map(_place, sites_of(session, slug))),
        to_hosts=tuple(map(_place, hosts_of(session, slug))),
        leads=tuple(shaped(Lead, lead, aliases=lead.hops) for lead in leads_of(session, slug, builtin)),
        links=vendor_links(slug),
    )


def _parts(found: Portrait) -> dict[str, Any]:
    return {
        "reasons": tuple(shaped(Reason, one) for one in found.reasons),
        "remedies": tuple(shaped(Remedy, one) for one in found.remedies),
        "held": tuple(shaped(Held, one) for one in found.held),
        "facts": tuple(Fact(**one) for one in found.facts),
        "depth": shaped(Depth, found.depth),
    }


def _known(found: Familiar) -> Known:
    others = tuple(shaped(SharesIt, one, vendor=one.slug) for one in found.sharers)
    return shaped(Known, found.mark, stays=found.stays or None, others=others)


def _place(source: Source) -> Place:
    return shaped(
        Place,
        source,
        name=source.name or None,
        **told(source.how),
    )
