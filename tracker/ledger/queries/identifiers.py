"""What tells the person from everybody else, who has it, and where it was last met? Remembered: who asks again is told
at the price of what has changed since.

Of each identifier the latest evidence is kept, which knows most of it. What was erased, counted anew or laid to other
vendors is asked for from the beginning.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Select, select, type_coerce
from sqlalchemy.orm import Session, aliased

from tracker.ledger import models as m
from tracker.ledger.queries.every_holder import marks
from tracker.ledger.queries.network import Firm, firms
from tracker.taxonomy import IDENTIFIERS, Category
from tracker.traffic import Location

_MOST = 500  # data or vendors that are named in a statement; more: all are read
_KINDS = tuple(sorted(IDENTIFIERS))


class Keeper(NamedTuple):
    """A vendor that has an identifier: how (bits, see `facts`), and when first and last, in microseconds."""

    firm: Firm
    facts: int
    first: int
    last: int


class Token(NamedTuple):
    """Where an identifier was last met: the name of its cookie or field, what was said of it there, and to whom it
    went.
    """

    location: Location
    path: str
    reasoning: str
    recipient: str


class Identifier(NamedTuple):
    """One identifier, who has it, the first that got it ahead, and where it was last met. `is_shared`: known companies
    of different groups have it; moments in microseconds.
    """

    datum: int
    category: Category
    keepers: tuple[Keeper, ...]
    token: Token
    is_shared: bool
    first: int
    last: int


def identifier(datum: int, category: Category, keepers: tuple[Keeper, ...], token: Token) -> Identifier:
    """Return an identifier that these have, the first that got it ahead; there is at least one."""
    last = max(keeper.last for keeper in keepers)
    return Identifier(datum, category, keepers, token, _is_shared(keepers), keepers[0].first, last)


def _is_shared(keepers: tuple[Keeper, ...]) -> bool:
    """Companies that are not known may be one: they are nobody's partners."""
    return len({keeper.firm.root for keeper in keepers if keeper.firm.is_known}) > 1


class EveryIdentifier:
    """The identifiers of one ledger. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._image = _Image()

    def identifiers(self, session: Session) -> list[Identifier]:
        """Return all identifiers, in no order. At most seven statements."""
        with self._lock:
            epoch, stamp = marks(session)
            if self._image.epoch != epoch:
                self._image = _Image(epoch)
            self._image.renew(session, stamp)
            return list(self._image.made.values())


def previews(session: Session, data: Collection[int]) -> dict[int, str]:
    """Return the masked values of a page's number of data. One statement."""
    asked = select(m.Datum.id, m.Datum.preview).where(m.Datum.id.in_(data))
    return dict(session.execute(asked).all())


class _Met(NamedTuple):
    """When an identifier was last met, by which evidence, and at which host."""

    time: int
    evidence: int
    host: int


class _Image:
    """The identifiers as they were at a stamp."""

    def __init__(self, epoch: tuple[str, ...] = ()) -> None:
        self.epoch, self.stamp = epoch, -1
        self.made: dict[int, Identifier] = {}
        self._kinds: dict[int, Category] = {}
        self._keepers: dict[int, dict[int, Keeper]] = {}
        self._met: dict[int, _Met] = {}
        self._firms: dict[int, Firm] = {}
        self._evidence: dict[int, tuple[Location, str, str]] = {}
        self._recipients: dict[int, str] = {}

    def renew(self, session: Session, stamp: int) -> None:
        """Bring it to that stamp, which the session sees. Where a slower request brings an older one, it stays."""
        if stamp <= self.stamp:
            return
        rows = session.execute(_having(self.stamp)).all()
        if not {vendor for _, _, vendor, *_ in rows} <= self._firms.keys():
            self._firms = firms(session)
        changed = set()
        for datum, kind, vendor, facts, first, last in rows:
            keeper = Keeper(self._firms[vendor], facts, first, last)
            keepers = self._keepers.setdefault(datum, {})
            if keepers.get(vendor) != keeper:
                keepers[vendor] = keeper
                self._kinds[datum] = Category(kind)
                changed.add(datum)
        self._meet(session, changed)
        for datum in changed & self._met.keys():
            self.made[datum] = self._identifier(datum)
        self.stamp = stamp

    def _meet(self, session: Session, changed: Collection[int]) -> None:
        """Learn where these were last met."""
        stale = {datum for datum in changed if self._last(datum) > self._met.get(datum, _NEVER).time}
        if not stale:
            return
        for datum, time, evidence, host in session.execute(_latest(stale)):
            self._met[datum] = _Met(time, evidence, host)
        news = {self._met[datum] for datum in stale & self._met.keys()}
        self._evidence |= _told(session, {one.evidence for one in news} - self._evidence.keys())
        self._recipients |= _recipients(session, {one.host for one in news} - self._recipients.keys())

    def _last(self, datum: int) -> int:
        return max(keeper.last for keeper in self._keepers[datum].values())

    def _identifier(self, datum: int) -> Identifier:
        keepers = sorted(self._keepers[datum].values(), key=lambda one: (one.first, one.firm.slug))
        met = self._met[datum]
        token = Token(*self._evidence[met.evidence], self._recipients[met.host])
        return identifier(datum, self._kinds[datum], tuple(keepers), token)


_NEVER = _Met(-1, 0, 0)


def _having(stamp: int) -> Select[*tuple[Any, ...]]:
    """Who has which identifiers, of the vendors that have changed since a stamp."""
    sums, tally = m.Possession, m.VendorTally
    first, last = type_coerce(sums.first, BigInteger), type_coerce(sums.last, BigInteger)
    asked = select(sums.datum_id, sums.category, sums.vendor_id, sums.facts, first, last)
    asked = asked.where(sums.category.in_(_KINDS))
    if stamp >= 0:
        asked = asked.where(sums.vendor_id.in_(select(tally.vendor_id).where(tally.stamp > stamp)))
    return asked


def _latest(data: Collection[int]) -> Select[*tuple[Any, ...]]:
    """The latest disclosure of each of these data, or of all identifiers."""
    row, of, datum = m.Disclosure, aliased(m.Disclosure), m.Datum
    newest = select(of.id).where(of.datum_id == datum.id).order_by(of.time.desc(), of.id.desc()).limit(1)
    asked = select(datum.id, type_coerce(row.time, BigInteger), row.evidence_id, row.host_id)
    asked = asked.select_from(datum).join(row, row.id == newest.scalar_subquery())
    return asked.where(datum.id.in_(data) if len(data) <= _MOST else datum.category.in_(_KINDS))


def _told(session: Session, keys: Collection[int]) -> Mapping[int, tuple[Location, str, str]]:
    found = m.Evidence
    asked = select(found.id, found.location, found.path, found.reasoning)
    rows = _among(session, asked, found.id, keys)
    return {key: (Location(location), path, reasoning) for key, location, path, reasoning in rows}


def _recipients(session: Session, keys: Collection[int]) -> Mapping[int, str]:
    return dict(_among(session, select(m.Host.id, m.Host.recipient), m.Host.id, keys))


def _among(session: Session, asked: Select[*tuple[Any, ...]], key: Any, keys: Collection[int]) -> Iterator[Any]:
    if not keys:
        return
    rows: Iterable[Any] = session.execute(asked.where(key.in_(keys)) if len(keys) <= _MOST else asked)
    yield from rows
