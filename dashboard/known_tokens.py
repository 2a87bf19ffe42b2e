"""The identifiers within a scope in the order that is asked for, remembered: those that have changed are seen anew."""

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import chain, compress
from operator import is_not
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
            rows = part.sought(order, text, company)
            return Known(rows, len(part.seen), part.shared, part.cookies, len(part.had))


class _Part:
    """The identifiers within one scope."""

    def __init__(self, scope: Scope) -> None:
        self._look = tokens.within(scope)
        self._every: Sequence[Identifier] = ()  # what was looked at
        self._of: set[int] = set()
        self._ranks: dict[Order, _Ranks] = {}
        self._called: dict[str, set[int]] = {}  # by their own names
        self._names: dict[str, str] = {}  # of companies
        self.seen: dict[int, Seen] = {}
        self.had: dict[str, set[int]] = {}  # by companies
        self.shared = self.cookies = 0

    def is_renewed(self, every: Sequence[Identifier]) -> bool:
        """Look at those that are not what they were. False where some are gone: then nothing here holds any more."""
        changed = chain(compress(every, map(is_not, every, self._every)), every[len(self._every) :])
        for one in changed:
            self._of.add(one.datum)
            self._put(one.datum, self._look(one))
        self._every = every
        return len(self._of) == len(every)

    def sought(self, order: Order, text: str | None, company: str | None) -> list[Seen]:
        """Return in an order those in which a text stands, and that a company has."""
        ranks = self._ranks.get(order)
        if ranks is None:
            ranks = self._ranks[order] = _Ranks(_KEYS[order], self.seen.values())
        ranks.renew(self.seen)
        if text is None and company is None:
            return list(ranks.rows)
        own = self.seen.keys() if company is None else self.had.get(company, set())
        return ranks.among(own if text is None else own & self._with(text.casefold()))

    def _with(self, text: str) -> set[int]:
        """Those that are called so, or that a company has which is."""
        firms = (self.had[slug] for slug, name in self._names.items() if text in slug or text in name.casefold())
        own = (data for name, data in self._called.items() if text in name.casefold())
        return set[int]().union(*own, *firms)

    def _put(self, datum: int, now: Seen | None) -> None:
        before = self.seen.pop(datum, None)
        for ranks in self._ranks.values():
            ranks.stale.setdefault(datum, before)
        if before is not None:
            self._count(before, -1)
            self._called[before.token.path].discard(datum)
        if now is not None:
            self.seen[datum] = now
            self._count(now, 1)
            self._called.setdefault(now.token.path, set()).add(datum)
        self._lay(datum, _firms(before), _firms(now))

    def _count(self, one: Seen, number: int) -> None:
        self.shared += number * one.is_shared
        self.cookies += number * one.is_cookie

    def _lay(self, datum: int, before: Mapping[str, str], now: Mapping[str, str]) -> None:
        for slug in now.keys() - before.keys():
            self.had.setdefault(slug, set()).add(datum)
            self._names[slug] = now[slug]
        for slug in before.keys() - now.keys():
            self.had[slug].discard(datum)
            if not self.had[slug]:
                del self.had[slug], self._names[slug]


class _Ranks:
    """Identifiers in one order. `stale` has those that may stand elsewhere by now, as they stand here."""

    def __init__(self, key: Callable[[Seen], tuple[Any, ...]], seen: Iterable[Seen]) -> None:
        self._key = key
        self.rows = sorted(seen, key=self._place)
        self._places = [*map(self._place, self.rows)]
        self._data = [one.datum for one in self.rows]  # beside them: what is looked through again and again
        self.stale: dict[int, Seen | None] = {}

    def renew(self, seen: Mapping[int, Seen]) -> None:
        """Lay those that are stale where they belong."""
        for datum, before in self.stale.items():
            if before is not None:
                at = bisect_left(self._places, self._place(before))
                del self._places[at], self._data[at], self.rows[at]
            if now := seen.get(datum):
                at = bisect_left(self._places, self._place(now))
                self._places.insert(at, self._place(now))
                self._data.insert(at, datum)
                self.rows.insert(at, now)
        self.stale.clear()

    def among(self, data: Container[int]) -> list[Seen]:
        """Return those that are among these."""
        return [*compress(self.rows, map(data.__contains__, self._data))]

    def _place(self, one: Seen) -> tuple[Any, ...]:
        """No two have the same: of what is equal, the identifier met last is ahead, then the one that is newer."""
        return (*self._key(one), -one.last, -one.datum)


def _firms(one: Seen | None) -> dict[str, str]:
    """The names of the companies that have it, by their slugs."""
    return {keeper.firm.slug: keeper.firm.name for keeper in one.keepers} if one else {}
