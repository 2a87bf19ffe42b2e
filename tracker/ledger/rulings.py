"""What rules did, into the ledger: once for each request, however often it is told, with its sums."""

from collections import Counter
from collections.abc import Collection, Iterable
from hashlib import blake2b
from itertools import batched
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.ledger.bulk import insert_rows
from tracker.ledger.identities import Identities
from tracker.ledger.locking import take_turn
from tracker.ledger.lookups import rows_among
from tracker.ledger.models import RuledRequest, RuleTally, Ruling, RulingDay, RulingSite, RulingTally
from tracker.ledger.moments import DAY, micros
from tracker.ledger.storable import SLUG, storable
from tracker.ledger.upserting import add
from tracker.rulings import KEPT, Ruled
from tracker.rulings import Ruling as Told

if TYPE_CHECKING:
    from tracker.vendors import Catalogue

_BATCH = 1000  # requests: what is held in memory at once
_KEPT = frozenset(outcome.value for outcome in KEPT)


def note_rulings(session: Session, told: Iterable[Ruled], catalogue: "Catalogue") -> int:
    """Keep what rules did, in the session's transaction; return with how many requests that the ledger did not know of.

    All that was done with a request is told at once: what comes later under its id is not taken. Waits while others
    write.
    """
    take_turn(session)
    return sum(_note(session, batch, catalogue) for batch in batched(told, _BATCH))


def _note(session: Session, batch: Iterable[Ruled], catalogue: "Catalogue") -> int:
    new = _unknown(session, [ruled for ruled in batch if ruled.rulings])
    if not new:
        return 0
    places = Identities()  # nothing is remembered: rules speak seldom
    places.learn_places(session, new.values(), catalogue)
    sums, requests = _Sums(), []
    for uid, ruled in new.items():
        host, site, time = places.hosts[ruled.host], places.sites[ruled.site], micros(ruled.time)
        requests += [(uid, rule, host, time) for rule in {storable(one.rule_id, SLUG) for one in ruled.rulings}]
        for one in ruled.rulings:
            sums.add((host, site, ruled.party.value, *_said(one)), time)
    insert_rows(session, RuledRequest.__table__, requests)
    add(session, RuleTally, list(Counter(rule for _, rule, *_ in requests).items()))
    sums.store(session)
    return len(new)


_UIDS = select(RuledRequest.uid)


def _unknown(session: Session, told: Collection[Ruled]) -> dict[str, Ruled]:
    unknown: dict[str, Ruled] = {}
    for ruled in told:
        unknown.setdefault(storable(ruled.id), ruled)
    for (uid,) in rows_among(session, _UIDS, RuledRequest.uid, list(unknown)):
        unknown.pop(uid, None)
    return unknown


def _said(one: Told) -> tuple[str, ...]:
    kinds = (one.category.value, one.action.value, one.outcome.value, one.manner.value, one.location.value)
    return storable(one.rule_id, SLUG), *kinds, storable(one.path), storable(one.reason)


type _Key = tuple[Any, ...]


class _Sums:
    """What one batch adds, summed up before the database sees it."""

    def __init__(self) -> None:
        self._sums: tuple[dict[_Key, list[int]], ...] = ({}, {}, {})
        self._days: dict[tuple[int, int], list[int]] = {}

    def add(self, said: _Key, time: int) -> None:
        host, site, _, rule, category, _, outcome, *_ = said
        keys = ((time // DAY, *said), (host, rule, category, outcome), (site, host, category, outcome))
        for sums, key in zip(self._sums, keys, strict=True):
            times, first, last = sums.get(key, (0, time, time))
            sums[key] = [times + 1, min(first, time), max(last, time)]
        day = self._days.setdefault((time // DAY, host), [0, 0])
        day[0] += outcome in _KEPT
        day[1] += 1

    def store(self, session: Session) -> None:
        days, *tallies = self._sums
        add(session, Ruling, [(key[0], _digest(key[1:]), *key[1:], *sum_) for key, sum_ in days.items()])
        for table, sums in zip((RulingTally, RulingSite), tallies, strict=True):
            add(session, table, [(*key, *sum_) for key, sum_ in sums.items()])
        add(session, RulingDay, [(*key, *counts) for key, counts in self._days.items()])


def _digest(said: _Key) -> bytes:
    return blake2b(orjson.dumps(said), digest_size=16).digest()
