"""What the application is made of, and how views reach it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app
from sqlalchemy.orm import Session

from dashboard.answers import Answers
from dashboard.gate import Gate
from dashboard.lines import Line
from dashboard.live import Live
from tracker.keys import Keys
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.every_kind import Kind
from tracker.ledger.queries.every_sync import Sync
from tracker.ledger.queries.hearings import Attended, Heard, Kinds, Numbers
from tracker.ledger.queries.network import Firm
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.streams import Stream, named
from tracker.ledger.queries.ways_heard import PairHeard
from tracker.ledger.rating import Rated
from tracker.settings import Settings
from tracker.taxonomy import Category

_NAME = "tracker"


@dataclass(frozen=True, slots=True)
class Wiring:
    """The parts of one running dashboard. `faults` says in sentences what goes wrong with recording at the moment, and
    `settings` returns the installation's settings as they are by now.
    """

    ledger: Ledger
    gate: Gate
    live: Live
    answers: Answers
    faults: Callable[[], list[str]]
    settings: Callable[[], Settings]
    keys: Keys


def wire(app: Flask, parts: Wiring) -> None:
    """Give an application its parts."""
    app.extensions[_NAME] = parts


def ask[Answer](session: Session, question: Callable[[Session], Answer]) -> Answer:
    """Return the answer to a question that is asked of the whole ledger, see `answers`."""
    return wiring().answers.ask(session, question)


def rated_vendors(session: Session) -> list[Rated]:
    """Return all vendors with their risk, by slug."""
    return wiring().answers.rated(session)


def lines(session: Session, scope: Scope) -> list[Line]:
    """Return all vendors by slug: with all that they have, or what they received within a scope."""
    return wiring().answers.lines(session, scope)


def heard(session: Session, scope: Scope, kinds: Kinds = None) -> list[Heard]:
    """Return who heard of what on which site, within a scope."""
    return wiring().answers.heard(session, scope, kinds)


def attended(session: Session, scope: Scope) -> list[Attended]:
    """Return the sites on which something was heard, within a scope."""
    return wiring().answers.hearing.attended(session, scope)


def numbers(session: Session, scope: Scope) -> Numbers:
    """Return how often each company heard something, and on each site, within a scope."""
    return wiring().answers.hearing.numbers(session, scope)


def ways_heard(
    session: Session, vendors: Collection[int] | None = None, sites: Collection[int] | None = None
) -> list[PairHeard]:
    """Return the ways in which these companies heard something on these sites; None: any."""
    return wiring().answers.hearing.ways(session, vendors, sites)


def streams(session: Session, scope: Scope) -> list[Stream]:
    """Return the most frequent streams of what the person told, within a scope."""
    return named(wiring().answers.hearing.streams(session, scope), *who(session))


def syncs(session: Session, known: Mapping[int, Firm], scope: Scope, focus: Collection[int]) -> list[Sync]:
    """Return who has an identifier in common, within a scope, see `EverySync`."""
    return wiring().answers.syncs(session, known, scope, focus)


def bearers(session: Session, data: Mapping[int, Category], scope: Scope) -> dict[int, int]:
    """Return how many companies have each of these data within a scope."""
    return wiring().answers.bearers.numbers(session, data, scope)


def kinds_that_left(session: Session, scope: Scope, company: str | None = None) -> list[Kind]:
    """Return the categories that left within a scope, or those that one company got any of, with how far they got."""
    return wiring().answers.kinds.kinds(session, scope, company)


def who(session: Session) -> tuple[Mapping[int, Firm], Mapping[int, str]]:
    """Return all companies and sites by their ids."""
    return wiring().answers.who(session)


def wiring() -> Wiring:
    """Return the parts of the application that answers this request."""
    return cast(Wiring, current_app.extensions[_NAME])


@contextmanager
def reading() -> Iterator[Session]:
    """A session for one page: all its questions see the ledger at one moment."""
    with wiring().ledger.reading() as session:
        yield session
