"""Cookies and other identifiers: what tells the person from everybody else, who has it, what for and for how long."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard import tokens
from dashboard.api.cursors import LIMIT, PAGING, nowhere, part, place_of
from dashboard.api.fields import Count, First, Id, Kind, Last, Links, Name, Next, Preview, Slug, meant
from dashboard.api.links import link, onward
from dashboard.api.narrowing import SHARED, scope_of
from dashboard.api.parameters import Asked
from dashboard.api.resources.days import VENDOR
from dashboard.api.writing import shaped
from dashboard.hiding import disguised
from dashboard.tokens import Purpose, Seen
from dashboard.wiring import wiring
from tracker.disclosure import Party
from tracker.ledger.moments import moment
from tracker.ledger.queries.identifiers import Keeper, previews
from tracker.traffic import Location
from tracker.upstream.dossier import folder

ASKED = (*SHARED, VENDOR, *PAGING)


@dataclass(frozen=True, slots=True)
class Holder:
    """A company that has an identifier."""

    vendor: Slug
    name: Name
    first: First
    last: Last


@dataclass(frozen=True, slots=True)
class Use:
    """What a cookie or a parameter of that name is for, whose it is, and who says so."""

    does: str
    owner: str
    source: str


@dataclass(frozen=True, slots=True)
class OneCookie:
    """A cookie or another identifier, as it was last met."""

    datum: Id
    category: Kind
    preview: Preview
    location: Annotated[Location, meant("location")]
    path: Annotated[str, Meta(description="the name of the cookie or field")]
    recipient: Annotated[str, meant("recipient")]
    is_shared: Annotated[bool, Meta(description="whether known companies of different groups have it")]
    parties: tuple[Party, ...]
    purpose: Annotated[Use | None, Meta(description="null where it is not known")]
    lasts: Annotated[str | None, Meta(description="how long, in words; null where it is not known")]
    lasts_by: Annotated[str | None, Meta(description="who says how long; null: it was seen")]
    first: First
    last: Last
    vendors: Annotated[tuple[Holder, ...], Meta(description="who has it, the first that got it ahead")]
    links: Links


@dataclass(frozen=True, slots=True)
class Cookies:
    """Cookies and other identifiers, `total` in all: those that companies of different groups have first, then those
    that most companies have.
    """

    total: Count
    items: tuple[OneCookie, ...]
    next: Next


def cookies(session: Session, asked: Asked) -> Cookies:
    """Return by what companies tell the person from everybody else: cookies and other identifiers, what each is for,
    how long it lasts, and who has it. Within a period, as far as the first and the last time of each company tell.
    """
    answers = wiring().answers
    found = answers.tokens.within(answers.identifiers(session), scope_of(asked), company=asked[VENDOR]).rows
    limit, start = asked.sure(LIMIT), _start(found, place_of(asked, int))
    shown, cursor = part(found[start : start + limit + 1], limit, lambda one: one.datum)
    masked, behind = previews(session, [one.datum for one in shown]), disguised(session) if shown else ()
    place = folder()
    items = tuple(_cookie(one, masked, behind, place) for one in shown)
    return Cookies(len(found), items, onward(asked, cursor, "cookies"))


def _start(found: list[Seen], after: int | None) -> int:
    if after is None:
        return 0
    for place, one in enumerate(found, 1):
        if one.datum == after:
            return place
    raise nowhere()


def _cookie(one: Seen, masked: Mapping[int, str], behind: Collection[str], place: Path | None) -> OneCookie:
    purpose = tokens.purpose_of(one, place)
    lasting = tokens.lasting(one, purpose)
    return shaped(
        OneCookie,
        one,
        preview=masked.get(one.datum, ""),
        location=one.token.location,
        path=one.token.path,
        parties=one.parties(behind),
        recipient=one.token.recipient,
        purpose=_use(purpose),
        lasts=lasting.words or None,
        lasts_by=lasting.source or None,
        first=moment(one.first),
        last=moment(one.last),
        vendors=tuple(map(_holder, one.keepers)),
        links={"datum": link("data", one.datum), "log": link("log", datum=one.datum)},
    )


def _use(purpose: Purpose | None) -> Use | None:
    return None if purpose is None else shaped(Use, purpose)


def _holder(keeper: Keeper) -> Holder:
    return Holder(keeper.firm.slug, keeper.firm.name, moment(keeper.first), moment(keeper.last))
