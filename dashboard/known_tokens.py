"""The identifiers within a scope in the order that is asked for, remembered: those that have changed are seen anew."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from threading import Lock
from typing import Any, NamedTuple

from dashboard import tokens
from dashboard.formats import sortable
from dashboard.tokens import Seen
from tracker.ledger.queries.identifiers import Identifier
from tracker.ledger.queries.scope import Scope

_SCOPES = 4


class Order(StrEnum):
    """What the identifiers can be sorted by."""

    NAME = "name"
    LASTS = "lasts"
    COMPANIES = "companies"
    FIRST = "first"
    LAST = "last"


class Known(NamedTuple):
    """The identifiers that are sought, in order; and of all within the scope, how many there are, how many companies of
    different groups have, how many were met in cookies, and how many companies have some.
    """

    rows: list[Seen]
    total: int
    shared: int
    cookies: int
    companies: int


type _Placed = tuple[tuple[Any, ...], Seen]

_KEYS: dict[Order, Callable[[Seen], tuple[Any, ...]]] = {
    Order.NAME: lambda one: (sortable(one.token.path),),
    Order.LASTS: lambda one: (-tokens.days(one),),
    Order.COMPANIES: lambda one: (not one.is_shared, -len(one.keepers)),
    Order.FIRST: lambda one: (one.first,),
    Order.LAST: lambda _: (),
}


class KnownTokens:
    """The identifiers of one ledger. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._parts: dict[Scope, _Part] = {}

    def within(
        self,
        every: Sequence[Identifier],
        scope: Scope,
        order: Order = Order.COMPANIES,
        text: str | None = None,
        company: str | None = None,
    ) -> Known:
        """Return the identifiers that somebody had within a scope, of all; those with a text in their names or in what
        who has them is called, and those that a company has (its slug). Of equals, the one met last comes first.
        """
        with self._lock:
            part = self._parts.pop(scope, None) or _Part(scope)
            self._parts[scope] = part  # as the one that was asked for last
            if len(self._parts) > _SCOPES:
                del self._parts[next(iter(self._parts))]
            if not part.is_renewed(every):
                self._parts[scope] = part = _Part(scope)
                part.is_renewed(every)
            rows = part.sought(part.in_order(order), text, company)
            return Known(rows, len(part.seen), part.shared, part.cookies, len(part.had))


class _Part:
    """The identifiers within one scope."""

    def __init__(self, scope: Scope) -> None:
        self._look = tokens.within(scope)
        self._of: dict[int, Identifier] = {}  # what was looked at
        self._placed: dict[Order, list[_Placed]] = {}
        self._stale: dict[Order, set[int]] = {}
        self._texts: dict[int, str] = {}
        self.seen: dict[int, Seen] = {}
        self.had: dict[str, set[int]] = {}  # by companies
        self.shared = self.cookies = 0

    def is_renewed(self, every: Sequence[Identifier]) -> bool:
        """Look at those that are not what they were. False where some are gone: then nothing here holds any more."""
        for one in every:
            if self._of.get(one.datum) is not one:
                self._of[one.datum] = one
                self._put(one.datum, self._look(one))
        return len(self._of) == len(every)

    def in_order(self, order: Order) -> list[Seen]:
        """Return all of them."""
        key, stale = _KEYS[order], self._stale.get(order)
        if stale is None:
            placed = [_place(key, one) for one in self.seen.values()]
        else:
            placed = [one for one in self._placed[order] if one[1].datum not in stale]
            placed += [_place(key, self.seen[datum]) for datum in stale & self.seen.keys()]
        if stale is None or stale:
            placed.sort()
            self._placed[order], self._stale[order] = placed, set()
        return [one for _, one in self._placed[order]]

    def sought(self, rows: list[Seen], text: str | None, company: str | None) -> list[Seen]:
        """Return those of these in which a text stands, and that a company has."""
        if company is not None:
            own = self.had.get(company, set())
            rows = [one for one in rows if one.datum in own]
        if text is not None:
            wanted = text.casefold()
            rows = [one for one in rows if wanted in self._text(one)]
        return rows

    def _text(self, one: Seen) -> str:
        """What one is searched by; no text that is asked for has what stands between its parts, see `arguments`."""
        if one.datum not in self._texts:
            self._texts[one.datum] = "\0".join((one.token.path.casefold(), *_called(one)))
        return self._texts[one.datum]

    def _put(self, datum: int, now: Seen | None) -> None:
        before = self.seen.pop(datum, None)
        if before is not None:
            self._count(before, -1)
        if now is not None:
            self.seen[datum] = now
            self._count(now, 1)
        self._texts.pop(datum, None)
        for stale in self._stale.values():
            stale.add(datum)
        self._lay(datum, _slugs(before), _slugs(now))

    def _count(self, one: Seen, number: int) -> None:
        self.shared += number * one.is_shared
        self.cookies += number * one.is_cookie

    def _lay(self, datum: int, before: set[str], now: set[str]) -> None:
        for slug in now - before:
            self.had.setdefault(slug, set()).add(datum)
        for slug in before - now:
            self.had[slug].discard(datum)
            if not self.had[slug]:
                del self.had[slug]


def _place(key: Callable[[Seen], tuple[Any, ...]], one: Seen) -> _Placed:
    """No two have the same place: of what is equal, the identifier met last is ahead, then the one that is newer."""
    return (*key(one), -one.last, -one.datum), one


def _slugs(one: Seen | None) -> set[str]:
    return {keeper.firm.slug for keeper in one.keepers} if one else set()


def _called(one: Seen) -> Iterable[str]:
    for keeper in one.keepers:
        yield keeper.firm.name.casefold()
        yield keeper.firm.slug
