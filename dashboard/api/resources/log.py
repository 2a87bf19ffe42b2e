"""The log: every disclosure with its evidence, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.cursors import LIMIT, PAGING, part, place_of
from dashboard.api.fields import (
    Fingerprint,
    Host,
    Id,
    Kind,
    KnownSlug,
    Links,
    Moment,
    Name,
    Next,
    Preview,
    Relation,
    Share,
    Site,
    Way,
    meant,
)
from dashboard.api.links import link, onward
from dashboard.api.narrowing import SHARED, scope_of
from dashboard.api.parameters import Asked, Parameter
from dashboard.api.resources.days import VENDOR
from dashboard.api.resources.sites import UNKNOWN
from dashboard.api.resources.texts import NAME, SEARCH
from dashboard.api.writing import shaped
from tracker.disclosure import Method
from tracker.ledger.moments import micros, moment
from tracker.ledger.queries.filters import Filters
from tracker.ledger.queries.log import Entry, Place, entries
from tracker.ledger.queries.particulars import Particulars, particulars
from tracker.traffic import Location

SITE = Parameter("site", str, f"A site; `{UNKNOWN}`: pages that are not known.", NAME)
HOST = Parameter("host", str, "A host.", NAME)
METHOD = Parameter("method", Method, "How it was found.")
DATUM = Parameter("datum", int, "The number of a datum.", Meta(ge=0, lt=10**18))
TEXT = Parameter(
    "q", str, "A text in names of companies, hosts, sites and categories, in field paths and previews.", SEARCH
)
NARROWED = (*SHARED, VENDOR, SITE, HOST, METHOD, DATUM, TEXT)
ASKED = (*NARROWED, *PAGING)
_Micros = Annotated[int, Meta(ge=0, lt=10**18)]
_Number = Annotated[int, Meta(ge=0, lt=10**18)]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One disclosure, under the keys of `tracker export`, and what leads on from it. Repeats of one day share one."""

    id: Annotated[Id, Meta(description="number of the disclosure in the ledger")]
    source: Annotated[str | None, meant("source")]
    entry: Annotated[int, meant("entry")]
    time: Annotated[Moment, meant("time")]
    host: Host
    recipient: Annotated[str, meant("recipient")]
    vendor: KnownSlug
    vendor_name: Name
    site: Site
    party: Relation
    category: Kind
    location: Annotated[Location, meant("location")]
    path: Annotated[str, meant("path")]
    method: Annotated[Method, meant("method")]
    encoding: Annotated[tuple[str, ...], meant("encoding")]
    confidence: Annotated[Share, meant("confidence")]
    reasoning: Annotated[str, meant("reasoning")]
    preview: Preview
    fingerprint: Fingerprint
    manner: Way
    scheme: Annotated[str, meant("scheme")]
    count: Annotated[int, Meta(ge=1), meant("count")]
    last: Annotated[Moment, meant("last")]
    http_method: Annotated[str, meant("http_method")]
    site_confidence: Annotated[Share, meant("site_confidence")]
    site_basis: Annotated[str, meant("site_basis")]
    labels: Annotated[dict[str, str] | None, meant("labels")]
    aliases: Annotated[tuple[str, ...] | None, meant("aliases")]
    links: Links


@dataclass(frozen=True, slots=True)
class Log:
    """Disclosures, the newest first."""

    items: tuple[Disclosure, ...]
    next: Next


def log(session: Session, asked: Asked) -> Log:
    """Return the disclosures that are asked for, the newest first, each with its evidence."""
    before, limit = place_of(asked, tuple[_Micros, _Number]), asked.sure(LIMIT)
    place = None if before is None else Place(moment(before[0]), before[1])
    found = entries(session, filters_of(asked), place, limit + 1)
    rows, cursor = part(found, limit, lambda row: (micros(row.time), row.id))
    return Log(tuple(_told(session, rows)), onward(asked, cursor, "log"))


def filters_of(asked: Asked) -> Filters:
    """Return what is asked of the log."""
    site, scope = asked[SITE], scope_of(asked)
    return Filters(
        vendor=asked[VENDOR],
        category=scope.category,
        site="" if site == UNKNOWN else site,
        host=asked[HOST],
        party=scope.party,
        manner=scope.manner,
        method=asked[METHOD],
        datum=asked[DATUM],
        since=scope.since,
        until=scope.until,
        text=asked[TEXT],
    )


def _told(session: Session, rows: Sequence[Entry]) -> list[Disclosure]:
    more = particulars(session, [row.id for row in rows])
    return [_disclosure(row, more[row.id]) for row in rows]


def _disclosure(row: Entry, more: Particulars) -> Disclosure:
    links = {"vendor": link("vendors", row.vendor_slug), "datum": link("data", row.datum)}
    rest = more._asdict() | {"vendor": row.vendor_slug if more.is_known else None, "count": row.times, "links": links}
    del rest["is_known"]
    return shaped(Disclosure, row, **rest)
