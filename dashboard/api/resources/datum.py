"""One datum and its trail."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from dashboard.api.fields import (
    First,
    Host,
    IsPlain,
    KnownSlug,
    Last,
    Links,
    Name,
    Relation,
    Share,
    Site,
    Sites,
    Slug,
    Times,
    Way,
    Ways,
    meant,
)
from dashboard.api.links import link
from dashboard.api.parameters import Asked, Parameter
from dashboard.api.resources.data import Value, value
from dashboard.api.writing import shaped, told
from tracker.ledger.queries.data import Known, datum, named
from tracker.ledger.queries.reached import Bearer, bearers
from tracker.ledger.queries.trail import Step, trail
from tracker.traffic import Location

DATUM = Parameter(
    "datum",
    str,
    "The number of a datum, or its fingerprint.",
    Meta(pattern=r"^([0-9]{1,18}|[0-9a-f]{32})$"),
    place="path",
)
ASKED = (DATUM,)
_MOST = 1000


@dataclass(frozen=True, slots=True)
class OneStep:
    """One way that a datum took: from a site to a host, in one manner."""

    step: Annotated[int, Meta(ge=1, description="its place in time, from 1")]
    first: First
    last: Last
    times: Times
    site: Site
    site_confidence: Annotated[Share | None, Meta(description="how sure the least sure site is; null: no longer known")]
    site_bases: Annotated[tuple[str, ...], Meta(description="what told the site")]
    host: Host
    recipient: Annotated[str, meant("recipient")]
    vendor: KnownSlug
    vendor_name: Annotated[str, Meta(description="name of the company, or its domain")]
    party: Relation
    manner: Way
    is_first_submission: Annotated[bool, Meta(description="here the person gave it for the first time")]
    is_plain: IsPlain
    location: Annotated[Location | None, Meta(description="where it lay when it first went this way")]
    path: Annotated[str | None, Meta(description="the place in that part of the request")]
    encodings: Annotated[
        tuple[tuple[str, ...], ...],
        Meta(description="decoding steps that led to it, outermost first; the most frequent ones first"),
    ]
    confidence: Annotated[Share | None, Meta(description="how sure the surest finding is; null: no longer known")]
    links: Links


@dataclass(frozen=True, slots=True)
class OneHolder:
    """A company that has the datum."""

    vendor: Slug
    name: Name
    is_known: bool
    sites: Sites
    times: Times
    manners: Ways
    is_first_party: bool
    is_third_party: bool
    is_plain: IsPlain
    first: First
    last: Last
    links: Links


@dataclass(frozen=True, slots=True)
class OneDatum:
    """A datum, who has it (third parties first), and the ways that it took, the earliest first."""

    datum: Value
    holders: tuple[OneHolder, ...]
    trail: tuple[OneStep, ...]
    is_cut: Annotated[bool, Meta(description="whether it took more ways than these")]


def one_datum(session: Session, asked: Asked) -> OneDatum:
    """Return one datum and its trail: from which sites it went to whom, and in which disguise."""
    known = _known(session, asked.sure(DATUM))
    if known is None:
        raise NotFound
    steps = trail(session, known.id, _MOST)
    shown = tuple(_step(number, step) for number, step in enumerate(steps, 1))
    having_it = tuple(map(_holder, bearers(session, known.id, limit=_MOST)))
    return OneDatum(value(known), having_it, shown, len(steps) == _MOST)


def _holder(row: Bearer) -> OneHolder:
    links = {"vendor": link("vendors", row.slug)}
    return shaped(OneHolder, row, vendor=row.slug, links=links, **told(row.how))


def _known(session: Session, text: str) -> Known | None:
    if len(text) <= 18:
        return datum(session, int(text))
    return next(iter(named(session, text, 1)), None)


def _step(number: int, step: Step) -> OneStep:
    is_known = step.vendor_slug != step.recipient
    return shaped(
        OneStep,
        step,
        step=number,
        vendor=step.vendor_slug if is_known else None,
        links={"vendor": link("vendors", step.vendor_slug), "log": link("log", host=step.host)},
    )
