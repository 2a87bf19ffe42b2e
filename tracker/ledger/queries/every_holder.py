"""All vendors with what they have, remembered: who asks again is told at the price of what has changed since.

Each vendor's tallies bear a stamp that grows when they change. What was erased, counted anew or laid to other vendors
is asked for from the beginning.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from threading import Lock
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.queries.families import LASTING, identifiers_of, roots, sites_of
from tracker.ledger.queries.vendors import Breadth, Domains, Holder, Holding, domains_of, holdings_of, made, vendor_rows

_EPOCHS = ("erasures", "recounts", "catalogue")
_MOST = 500  # changed vendors that are named in a statement; more: all are asked for


class EveryHolder:
    """The vendors of one ledger. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._image = _Image()

    def holders(self, session: Session) -> list[Holder]:
        """Return all vendors that hold data, by slug: what the session sees, or what was seen since. At most seven
        statements.
        """
        with self._lock:
            epoch, stamp = marks(session)
            if self._image.epoch != epoch:
                self._image = _Image(epoch)
            self._image.renew(session, stamp)
            return self._image.holders


def marks(session: Session) -> tuple[tuple[str, ...], int]:
    """What changes when all of it may have, and the greatest stamp."""
    *epoch, newest = session.execute(_MARKS).one()
    return tuple(epoch), newest


_MARKS = select(
    *(select(m.Setting.value).where(m.Setting.name == name).scalar_subquery() for name in _EPOCHS),
    select(func.coalesce(func.max(m.VendorTally.stamp), 0)).scalar_subquery(),
)
"""Put together once: every page asks it, some again and again."""


class _Image:
    """The vendors as they were at a stamp."""

    def __init__(self, epoch: tuple[str, ...] = ()) -> None:
        self.epoch, self.stamp = epoch, -1
        self.holders: list[Holder] = []
        self._made: dict[int, Holder] = {}  # by slug
        self._told: dict[int, tuple[Any, ...]] = {}
        self._family: dict[int, str] = {}
        self._members: Counter[str] = Counter()
        self._kept: dict[int, list[Holding]] = {}
        self._sites: dict[int, int] = {}
        self._domains: dict[int, Domains] = {}
        self._heard: dict[str, set[int]] = {}
        self._identifiers: dict[int, set[int]] = {}
        self._bearers: dict[int, int] = {}  # sets of vendors as bits: one identifier may have come to thousands
        self._relatives: dict[str, int] = {}
        self._bits: dict[int, int] = {}

    def renew(self, session: Session, stamp: int) -> None:
        """Bring it to that stamp, which the session sees."""
        if stamp <= self.stamp:
            return
        sums = m.VendorTally
        asked = select(sums.vendor_id, sums.sites).where(sums.stamp > self.stamp)
        sites = dict(session.execute(asked).all())
        changed = set(sites)
        touched = changed | self._know(session, changed)
        widened = {key for key, number in sites.items() if self._sites.get(key, 0) != number}
        self._sites |= sites
        had = {key: self._kept.get(key, []) for key in changed}
        self._kept |= holdings_of(session, _among(m.Holding.vendor_id, changed))
        self._domains |= domains_of(session, _among(m.Host.vendor_id, changed))
        touched |= self._hear(session, widened | (touched - changed))
        touched |= self._share(
            session, {key for key in changed if _marked(had[key]) != _marked(self._kept.get(key, []))}
        )
        self._make(touched)
        self.stamp = stamp

    def _know(self, session: Session, changed: set[int]) -> set[int]:
        """Learn who these are, and who belongs together; return those whose family is another one now."""
        if changed <= self._told.keys():
            return set()
        rows = session.execute(vendor_rows()).all()
        self._told = {key: tuple(told) for key, *told in rows}
        root = roots({told[0]: told[2] for told in self._told.values()})
        family = {key: root[told[0]] for key, told in self._told.items()}
        others = {key for key in self._family if self._family[key] != family.get(key)}
        sizes = Counter(family.values())
        grown = {key for key, of in family.items() if sizes[of] > 1 and sizes[of] != self._members[of]}
        if others:
            self._heard, self._relatives = {}, {}
            for key, bit in self._bits.items():
                self._relatives[family[key]] = self._relatives.get(family[key], 0) | bit
            grown = set(family)
        self._family, self._members = family, sizes
        return grown & self._kept.keys()

    def _hear(self, session: Session, vendors: set[int]) -> set[int]:
        """Learn from which sites families hear of which a member hears from more; return all of these."""
        members = [key for key in vendors if self._members[self._family[key]] > 1]
        if not members:
            return set()
        for vendor, site in session.execute(sites_of(members)):
            self._heard.setdefault(self._family[vendor], set()).add(site)
        wider = {self._family[key] for key in members}
        return {key for key, of in self._family.items() if of in wider}

    def _share(self, session: Session, vendors: set[int]) -> set[int]:
        """Learn who has which lasting identifiers of the known; return those to whom that makes a difference."""
        known = [key for key in vendors if self._told[key][-1]]
        if not known:
            return set()
        told, news = identifiers_of(known), set()
        if len(known) > _MOST:
            told = identifiers_of(self._told)
        for vendor, datum in session.execute(told):
            if self._told[vendor][-1] and datum not in self._identifiers.setdefault(vendor, set()):
                self._identifiers[vendor].add(datum)
                bit = self._bits.setdefault(vendor, 1 << len(self._bits))
                self._bearers[datum] = self._bearers.get(datum, 0) | bit
                of = self._family[vendor]
                self._relatives[of] = self._relatives.get(of, 0) | bit
                news.add(datum)
        fresh = 0
        for datum in news:
            fresh |= self._bearers[datum]
        return {key for key, bit in self._bits.items() if bit & fresh}

    def _make(self, touched: Iterable[int]) -> None:
        before = len(self._made)
        for key in touched:
            if key in self._kept:
                sites, of = self._sites.get(key, 0), self._family[key]
                heard = len(self._heard[of]) if self._members[of] > 1 and of in self._heard else sites
                breadth = Breadth(sites, heard, self._partners(key))
                self._made[key] = made(self._told[key], self._kept[key], breadth, self._domains.get(key, {}))
        if len(self._made) > before:
            self._made = dict(sorted(self._made.items(), key=lambda one: one[1].slug))
        self.holders = list(self._made.values())

    def _partners(self, key: int) -> int:
        others = 0
        for datum in self._identifiers.get(key, ()):
            others |= self._bearers[datum]
        return (others & ~self._relatives.get(self._family[key], 0)).bit_count()


def _among(column: Any, keys: Collection[int]) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = column.in_(keys) if len(keys) <= _MOST else column.is_not(None)
    return condition


def _marked(holdings: Iterable[Holding]) -> list[tuple[str, int, bool, int]]:
    """What tells whether a vendor may have more lasting identifiers as a third party than before. Who is a first party,
    too, may get an old one anew as a third.
    """
    return [
        (one.category, one.data, one.how.is_third_party, one.times * one.how.is_first_party)
        for one in holdings
        if one.category in LASTING
    ]
