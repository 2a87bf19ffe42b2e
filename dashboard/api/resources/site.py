"""One site: who listens there and what each got, what the person gave it, which identifiers were met there."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from dashboard.api.fields import (
    Data,
    First,
    Host,
    Id,
    Kind,
    Last,
    Links,
    Moment,
    Name,
    Preview,
    Relation,
    Site,
    Slug,
    Times,
    Trade,
    Ways,
)
from dashboard.api.links import link
from dashboard.api.narrowing import SHARED, scope_of
from dashboard.api.parameters import Asked, Parameter
from dashboard.api.resources.blind_spots import BlindSpot, spot
from dashboard.api.resources.sites import UNKNOWN
from dashboard.api.resources.texts import NAME
from dashboard.api.writing import shaped, told
from tracker.ledger.queries import site as queries
from tracker.vendors import builtin

SITE = Parameter("site", str, f"A site; `{UNKNOWN}`: all pages that are not known.", NAME, place="path")
ASKED = (SITE, *SHARED)


@dataclass(frozen=True, slots=True)
class Got:
    """What a company got of one category on the site."""

    vendor: Slug
    vendor_name: Name
    is_known: bool
    business: Trade
    category: Kind
    data: Data
    times: Times
    manners: Ways
    is_first_party: bool
    is_third_party: bool
    is_plain: Annotated[
        bool | None,
        Meta(description="whether it left at least once without encryption; null: not known"),
    ]
    first: First
    last: Last
    links: Links


@dataclass(frozen=True, slots=True)
class Given:
    """A value that the person sent to the site itself."""

    datum: Id
    category: Kind
    preview: Preview
    times: Times
    first: First
    last: Last


@dataclass(frozen=True, slots=True)
class Met:
    """A lasting identifier that a company got on the site."""

    datum: Id
    category: Kind
    preview: Preview
    vendor: Slug
    vendor_name: Name
    party: Relation
    times: Times
    last: Last


@dataclass(frozen=True, slots=True)
class Disguise:
    """A host that was asked from the site, whose name leads to a company that listens."""

    host: Host
    behind: Annotated[str, Meta(description="the name that gave the company away")]
    aliases: Annotated[tuple[str, ...], Meta(description="the names that the host's name leads to, hop by hop")]
    vendor: Slug
    vendor_name: Name
    resolved: Moment | None


@dataclass(frozen=True, slots=True)
class SitePortrait:
    """What is known of a site. The period and the filters narrow `got`, `given` and `identifiers`, and nothing else."""

    site: Site
    first: First
    last: Last
    got: tuple[Got, ...]
    given: tuple[Given, ...]
    identifiers: tuple[Met, ...]
    disguises: tuple[Disguise, ...]
    blind_spots: Annotated[tuple[BlindSpot, ...], Meta(description="of the site's own hosts")]
    links: Links


def site(session: Session, asked: Asked) -> SitePortrait:
    """Return one site: who listens there and what each got, what the person gave it, and which identifiers were met
    there. Within a period it is not known whether it left without encryption.
    """
    name, scope = asked.sure(SITE), scope_of(asked)
    place = queries.place(session, "" if name == UNKNOWN else name)
    if place is None:
        raise NotFound
    return SitePortrait(
        site=place.domain or None,
        first=place.first,
        last=place.last,
        got=tuple(_got(name, row, is_sure=not scope.has_period) for row in queries.got(session, place.id, scope)),
        given=tuple(shaped(Given, row) for row in queries.given(session, place.id, scope)),
        identifiers=tuple(
            shaped(Met, row, vendor=row.vendor_slug) for row in queries.identifiers(session, place.id, scope)
        ),
        disguises=tuple(
            shaped(Disguise, row, vendor=row.vendor_slug, aliases=row.hops)
            for row in queries.disguises(session, place.id, builtin)
        ),
        blind_spots=tuple(map(spot, queries.unseen_of(session, place.domain))) if place.domain else (),
        links={"self": link("sites", name), "log": link("log", site=name), "network": link("network", site=name)},
    )


def _got(site: str, row: queries.Got, *, is_sure: bool) -> Got:
    return shaped(
        Got,
        row,
        vendor=row.vendor_slug,
        business=row.business or None,
        **(told(row.how) | ({} if is_sure else {"is_plain": None})),
        links={
            "vendor": link("vendors", row.vendor_slug),
            "log": link("log", site=site, vendor=row.vendor_slug, category=row.category.value),
        },
    )
