"""Identifiers that several companies got, so that they can put together what each knows."""

from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from dashboard.api.fields import First, Id, Kind, Last, Links, Name, Slug, Times
from dashboard.api.links import link
from dashboard.api.narrowing import BEGINNING, since_of
from dashboard.api.parameters import Asked
from dashboard.api.writing import shaped
from tracker.attention import Shared
from tracker.ledger.queries.listeners import shared

ASKED = BEGINNING


@dataclass(frozen=True, slots=True)
class Sharer:
    """A company that got an identifier as a third party."""

    vendor: Slug
    name: Name
    times: Times
    first: First
    last: Last


@dataclass(frozen=True, slots=True)
class SharedIdentifier:
    """An identifier that companies of different groups got as third parties."""

    datum: Id
    category: Kind
    vendors: tuple[Sharer, ...]
    links: Links


@dataclass(frozen=True, slots=True)
class Identifiers:
    """The identifiers that were passed on last, eight at most, of the latest 5,000 disclosures."""

    items: tuple[SharedIdentifier, ...]


def identifiers(session: Session, asked: Asked) -> Identifiers:
    """Return the identifiers that known companies of different groups got, so that they can put together what each
    knows. Of those that were passed on lately, eight at most.
    """
    rows = shared(session, since_of(asked))
    return Identifiers(tuple(_identifier(datum, list(some)) for datum, some in groupby(rows, lambda row: row.datum)))


def _identifier(datum: int, rows: list[Shared]) -> SharedIdentifier:
    sharers = tuple(shaped(Sharer, row) for row in rows)
    links = {"datum": link("data", datum), "log": link("log", datum=datum)}
    return SharedIdentifier(datum, rows[0].category, sharers, links)
