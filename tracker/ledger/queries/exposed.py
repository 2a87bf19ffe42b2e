"""What did each host receive of each datum, from which site and in which manner, in a part of the record?

By the sums, where the part leaves no row out that they count; else counted from the rows: each takes a second or some,
however much there is, and tells the same.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Select, func, select, type_coerce
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.moments import DAY
from tracker.ledger.queries.disclosures import conditions
from tracker.ledger.queries.scope import Scope
from tracker.ledger.sums import PLAIN
from tracker.ledger.whose import hosts_of
from tracker.taxonomy import Category

_AT_ONCE = 10_000  # rows in memory
_EPOCH = date(1970, 1, 1)
_CATEGORIES = {category.value: category for category in Category}


class Exposed(NamedTuple):
    """How often a host (of a vendor; None: none is known) received a datum (its id), while the person was on a site
    (None: unknown), in one manner and as one party, and when first and last, in microseconds since 1970.
    """

    host: str
    recipient: str
    vendor: str | None
    site: str | None
    category: Category
    datum: int
    manner: str
    party: str
    first: int
    last: int
    times: int


class Part(NamedTuple):
    """A part of the record: what is within a scope, to a vendor (slug, domain or host; None: to all). `is_whole`: no
    row is left out that the sums count.
    """

    scope: Scope
    vendor: str | None
    is_whole: bool

    @property
    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """What rows of it meet."""
        return conditions(None, None, self.vendor, scope=self.scope)


def part_of(session: Session, scope: Scope, vendor: str | None = None) -> Part:
    """Return a part of the record. Two statements, by the ends of an index.

    A sum has one party, though a page that became known later may have given its rows another.
    """
    time = m.Disclosure.time
    oldest, newest = (session.scalar(select(end(time))) for end in (func.min, func.max))
    if oldest is None or newest is None:
        return Part(scope, vendor, is_whole=True)
    is_cut = (scope.since is not None and scope.since > oldest) or (scope.until is not None and scope.until <= newest)
    return Part(scope, vendor, not is_cut and scope.party is None)


def exposed(session: Session, part: Part) -> Iterator[Exposed]:
    """Yield what was received, in no certain order. Five statements."""
    vendors = {row.id: row.slug for row in session.execute(_known())}
    hosts = {key: (name, of, vendors.get(vendor)) for key, name, of, vendor in session.execute(_hosts())}
    sites = {key: domain or None for key, domain in session.execute(select(m.Site.id, m.Site.domain))}
    asked = _from_sums(part) if part.is_whole else _from_rows(part)
    kinds = {key: _CATEGORIES[category] for key, category in session.execute(select(m.Datum.id, m.Datum.category))}
    rows: Any = session.connection().execute(asked, execution_options={"yield_per": _AT_ONCE})
    for host, datum, site, *rest in rows:
        yield Exposed(*hosts[host], sites[site], kinds[datum], datum, *rest)


def days(session: Session, part: Part) -> Counter[date]:
    """Return how often something left on each day (UTC) that something left. One statement."""
    row = m.Disclosure
    number = (type_coerce(row.time, BigInteger) // DAY).label("day")
    asked: Select[*tuple[Any, ...]] = select(number, func.sum(row.count)).where(*part.conditions).group_by(number)
    if part.is_whole:
        sums: Any = m.DayTally if part.vendor is None else m.Daily
        asked = select(sums.day, func.sum(sums.count)).where(*_meeting(part, sums)).group_by(sums.day)
        if part.scope.category is not None:
            asked = asked.where(sums.category == part.scope.category)
    return Counter({_EPOCH + timedelta(days=day): int(times) for day, times in session.execute(asked) if times})


def rows(session: Session, part: Part) -> int:
    """Return how many rows of the record it is. One statement."""
    return session.scalar(select(func.count()).select_from(m.Disclosure).where(*part.conditions)) or 0


def in_plain(session: Session, part: Part) -> int:
    """Return how often something left without encryption. One statement, by the hosts to which that happened."""
    row = m.Disclosure
    asked = (
        select(func.sum(row.count))
        .join(m.Request, m.Request.id == row.request_id)
        .where(m.Request.scheme.in_(PLAIN), *part.conditions)
    )
    return int(session.scalar(asked) or 0)


def sources(session: Session, part: Part) -> frozenset[str]:
    """Return the captures that rows of it came from. One statement."""
    asked = select(m.Request.source).join(m.Disclosure, m.Disclosure.request_id == m.Request.id)
    found = session.scalars(asked.where(m.Request.source.is_not(None), *part.conditions).distinct())
    return frozenset(one for one in found if one)


def _from_sums(part: Part) -> Select[*tuple[Any, ...]]:
    sums = m.Exposure
    times = type_coerce(sums.first, BigInteger), type_coerce(sums.last, BigInteger), sums.count
    asked = select(sums.host_id, sums.datum_id, sums.site_id, sums.manner, sums.party, *times)
    if part.scope.category is not None:
        of_kind = select(m.Datum.id).where(m.Datum.category == part.scope.category)
        asked = asked.where(sums.datum_id.in_(of_kind))
    return asked.where(*_meeting(part, sums))


def _from_rows(part: Part) -> Select[*tuple[Any, ...]]:
    row = m.Disclosure
    times = func.min(row.time), func.max(row.last)
    return (
        select(row.host_id, row.datum_id, row.site_id, row.manner, func.max(row.party))
        .add_columns(*(type_coerce(time, BigInteger) for time in times), type_coerce(func.sum(row.count), BigInteger))
        .where(*part.conditions)
        .group_by(row.host_id, row.datum_id, row.site_id, row.manner)
    )


def _meeting(part: Part, sums: Any) -> Iterator[ColumnElement[bool]]:
    if part.vendor is not None:
        yield sums.host_id.in_(hosts_of(part.vendor))
    if part.scope.manner is not None:
        yield sums.manner == part.scope.manner.value


def _known() -> Select[int, str]:
    return select(m.Vendor.id, m.Vendor.slug).where(m.Vendor.is_known)


def _hosts() -> Select[*tuple[Any, ...]]:
    return select(m.Host.id, m.Host.name, m.Host.recipient, m.Host.vendor_id)
