"""Identifiers in words: who has each within a scope, what it is for, and how long it lasts, as far as that is known."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple

from dashboard.lifetimes import UNKNOWN, as_documented, by_document, days_of, span
from tracker.detection.cookies.lifetimes import Documented
from tracker.detection.cookies.names import known_cookie
from tracker.disclosure import Manner, Party
from tracker.ledger.facts import ELSEWHERE, FIRST, MANNERS, THIRD
from tracker.ledger.moments import micros
from tracker.ledger.queries.identifiers import Identifier, Keeper, Token, identifier
from tracker.ledger.queries.scope import Scope
from tracker.taxonomy import Category
from tracker.traffic import Location
from tracker.upstream import facts


class Seen(NamedTuple):
    """An identifier with those of its keepers that had it within a scope; moments in microseconds. `is_shared`: known
    companies of different groups have it.
    """

    datum: int
    category: Category
    keepers: tuple[Keeper, ...]
    token: Token
    is_shared: bool
    first: int
    last: int

    @property
    def is_cookie(self) -> bool:
        """Whether it was last met in a cookie."""
        return self.token.location is Location.COOKIE

    def parties(self, behind: Collection[str] = ()) -> tuple[Party, ...]:
        """In which relations to the site it was had; those `behind` sites' own names are third parties."""
        had = 0
        for bits in {THIRD if behind and keeper.firm.slug in behind else keeper.facts for keeper in self.keepers}:
            had |= bits
        found = tuple(party for party, bit in ((Party.FIRST, FIRST), (Party.THIRD, THIRD)) if had & bit)
        return found or (Party.UNKNOWN,)


class Purpose(NamedTuple):
    """What a cookie or a parameter of that name is for, whose it is, and who says so; `lasts` as they say."""

    does: str
    owner: str
    source: str
    lasts: str = ""


def within(scope: Scope) -> Callable[[Identifier], Seen | None]:
    """Return what tells of an identifier who had it within a scope, as far as the first and last times say; or None."""
    since = None if scope.since is None else micros(scope.since)
    until = None if scope.until is None else micros(scope.until)
    wanted = _bits(scope)

    def look(one: Identifier) -> Seen | None:
        if scope.category not in {None, one.category}:
            return None
        keepers = one.keepers
        if since is not None:
            keepers = tuple(keeper for keeper in keepers if keeper.last >= since)
        if until is not None:
            keepers = tuple(keeper for keeper in keepers if keeper.first < until)
        if scope.party is Party.UNKNOWN:
            keepers = tuple(keeper for keeper in keepers if not keeper.facts & (FIRST | THIRD))
        for bits in wanted:
            keepers = tuple(keeper for keeper in keepers if keeper.facts & bits)
        return _seen(one, keepers) if keepers else None

    return look if not scope.is_open else Seen._make


def _seen(one: Identifier, keepers: tuple[Keeper, ...]) -> Seen:
    is_whole = len(keepers) == len(one.keepers)
    return Seen._make(one if is_whole else identifier(one.datum, one.category, keepers, one.token))


def _bits(scope: Scope) -> list[int]:
    """What the facts of a keeper must have some of, each."""
    bits = [] if scope.party in {None, Party.UNKNOWN} else [THIRD if scope.party is Party.THIRD else FIRST]
    if scope.manner is not None:
        bits.append((ELSEWHERE if scope.party is Party.THIRD else MANNERS)[Manner(scope.manner)])
    return bits


def purpose_of(one: Seen, place: Path | None) -> Purpose | None:
    """Return what is known of its name; None where nothing is. `place` is where lists that were fetched are."""
    name, domain = one.token.path, one.token.recipient
    known = known_cookie(name, domain) if one.is_cookie else known_cookie(name.rpartition(".")[2], "")
    if known and (one.is_cookie or known.travels):
        return Purpose(known.purpose, known.owner, known.source)
    told = facts.cookie(place, name) if place and one.is_cookie else None
    if not told:
        return None
    said = told.said
    does = said["description"] or said["category"] or ""
    return Purpose(does, said["controller"] or said["platform"] or "", told.provenance, said["retention"] or "")


class Lasting(NamedTuple):
    """How long an identifier lasts, '' where it is not known; who says so, '' where it was seen; whether these are that
    one's own words, in English.
    """

    words: str
    source: str = ""
    is_quoted: bool = False


def days(one: Seen) -> float:
    """Return how many days it lasts, as was seen or else is documented; UNKNOWN where it is neither."""
    found = days_of(one.token.reasoning)
    said = _documented(one) if found == UNKNOWN else None
    return said.days if said else found


def lasting(one: Seen, purpose: Purpose | None) -> Lasting:
    """Return how long it lasts: as was seen, else as its owner documents, else as a list of cookies says."""
    if words := span(days_of(one.token.reasoning)):
        return Lasting(words)
    if said := _documented(one):
        return Lasting(as_documented(said), said.source)
    return Lasting(purpose.lasts, purpose.source, is_quoted=True) if purpose and purpose.lasts else Lasting("")


def _documented(one: Seen) -> Documented | None:
    return by_document(one.token.path, one.token.recipient) if one.is_cookie else None
