"""What happened on one site: who listens there and what each got, what the person gave it, which identifiers were met
there, who hides behind its names, what of its own hosts was not seen, and when.

Without a period the sums tell it; within one the rows, which lie in the order of time.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import BigInteger, Row, Select, Subquery, false, func, literal, select, type_coerce
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.ledger.attribution import NO_HOPS, hops_of
from tracker.ledger.facts import facts_in
from tracker.ledger.moments import DAY
from tracker.ledger.queries.blind_spots import Spot
from tracker.ledger.queries.disclosures import conditions
from tracker.ledger.queries.families import LASTING
from tracker.ledger.queries.how import How, how
from tracker.ledger.queries.scope import Scope, narrowed
from tracker.ledger.queries.timeline import Day, day_number, filled
from tracker.taxonomy import Category

if TYPE_CHECKING:
    from tracker.vendors import Catalogue

LASTING_HERE = (*LASTING, Category.USER_ID)
_MOST_VENDORS, _MOST_GIVEN, _MOST_KEPT, _MOST_HIDDEN = 5000, 60, 300, 50


class Place(NamedTuple):
    """A site: its id, and when something left from it first and last."""

    id: int
    domain: str
    first: datetime
    last: datetime


class Got(NamedTuple):
    """What a vendor got of one category on the site; `data` counts distinct ones."""

    vendor_slug: str
    vendor_name: str
    business: str
    is_known: bool
    category: Category
    data: int
    times: int
    how: How
    first: datetime
    last: datetime


class Given(NamedTuple):
    """A datum that the person sent to the site itself."""

    datum: int
    category: Category
    preview: str
    times: int
    first: datetime
    last: datetime


class Kept(NamedTuple):
    """A lasting identifier that a vendor got on the site."""

    datum: int
    category: Category
    preview: str
    vendor_slug: str
    vendor_name: str
    party: Party
    times: int
    last: datetime


class Disguise(NamedTuple):
    """A host that was asked from the site, whose name leads to a company that listens: `behind` is the name there."""

    host: str
    behind: str
    hops: tuple[str, ...]
    vendor_slug: str
    vendor_name: str
    resolved: datetime | None


def place(session: Session, domain: str) -> Place | None:
    """Return the site of that domain ('': all pages that are unknown), None where nothing left. One statement."""
    sums = m.SiteTally
    asked = select(m.Site.id, m.Site.domain, sums.first, sums.last).join(sums, sums.site_id == m.Site.id)
    found = session.execute(asked.where(m.Site.domain == domain)).one_or_none()
    return None if found is None else Place(*found)


def got(session: Session, site: int, scope: Scope) -> list[Got]:
    """Return what each vendor got, by vendor. Three statements at most."""
    of = (_passages(site, scope) if scope.has_period else _heard(site, scope)).c
    vendor, data = m.Vendor, func.count(of.datum_id.distinct()) if scope.has_period else literal(0)
    sums = (data, func.sum(of.count), facts_in(of), func.min(of.first), func.max(of.last))
    few = (
        select(of.vendor_id, of.category, *(one.label(name) for one, name in zip(sums, _SUMS, strict=True)))
        .group_by(of.vendor_id, of.category)
        .limit(_MOST_VENDORS)
        .subquery()
    )
    told = (vendor.id, vendor.slug, vendor.name, vendor.category, vendor.is_known)
    asked = select(*told, few.c.category, *(few.c[name] for name in _SUMS)).join(vendor, vendor.id == few.c.vendor_id)
    rows = session.execute(asked.order_by(vendor.slug, few.c.category)).all()
    different = {} if scope.has_period else _different(session, site, scope)
    return [
        Got(
            *(slug, name, kind or "", known, Category(category), different.get((key, category), data)),
            *(int(times), how(facts), first, last),
        )
        for key, slug, name, kind, known, category, data, times, facts, first, last in rows
    ]


_SUMS = ("data", "times", "facts", "first", "last")


def _heard(site: int, scope: Scope) -> Subquery:
    sums = m.Hearing
    own = select(
        *(sums.vendor_id, sums.category, sums.party, sums.manner, sums.is_plain),
        *(sums.times.label("count"), sums.first, sums.last),
    )
    return own.where(sums.site_id == site, *narrowed(scope, sums.category, sums.party, sums.manner)).subquery()


def _different(session: Session, site: int, scope: Scope) -> dict[tuple[int, str], int]:
    """How many different data each vendor got, by category. Without a party, an index alone tells."""
    if scope.party is not None and not _is_mixed(session, site):
        scope = scope._replace(party=None)
    sums, host, datum = m.Exposure, m.Host, m.Datum
    number = func.count(sums.datum_id.distinct())
    asked = (
        select(host.vendor_id, datum.category, number)
        .join(host, host.id == sums.host_id)
        .join(datum, datum.id == sums.datum_id)
        .where(sums.site_id == site, *narrowed(scope, datum.category, sums.party, sums.manner))
        .group_by(host.vendor_id, datum.category)
    )
    return {(vendor, category): data for vendor, category, data in session.execute(asked)}


def given(session: Session, site: int, scope: Scope) -> list[Given]:
    """Return the data that the person sent to the site itself, the latest ahead. One statement."""
    of = _passages(site, scope).c
    last = func.max(of.last)
    asked = (
        select(m.Datum.id, m.Datum.category, m.Datum.preview, func.sum(of.count), func.min(of.first), last)
        .join(m.Datum, m.Datum.id == of.datum_id)
        .where(of.manner == Manner.SUBMITTED.value, of.party != Party.THIRD.value)
        .group_by(m.Datum.id, m.Datum.category, m.Datum.preview)
        .order_by(last.desc(), m.Datum.id)
        .limit(_MOST_GIVEN)
    )
    return [
        Given(key, Category(category), preview, int(times), first, last)
        for key, category, preview, times, first, last in session.execute(asked)
    ]


def identifiers(session: Session, site: int, scope: Scope) -> list[Kept]:
    """Return the lasting identifiers that vendors got there, the latest ahead. One statement."""
    of, vendor = _passages(site, scope).c, m.Vendor
    last = func.max(of.last)
    keys = (of.datum_id, of.category, m.Datum.preview, vendor.slug, vendor.name)
    asked = (
        select(*keys, func.max(of.party), func.sum(of.count), last)
        .join(m.Datum, m.Datum.id == of.datum_id)
        .join(m.Host, m.Host.id == of.host_id)
        .join(vendor, vendor.id == m.Host.vendor_id)
        .where(of.category.in_(LASTING_HERE))
        .group_by(*keys)
        .order_by(last.desc(), of.datum_id, vendor.slug)
        .limit(_MOST_KEPT)
    )
    return [
        Kept(datum, Category(category), preview, slug, name, Party(party), int(times), last)
        for datum, category, preview, slug, name, party, times, last in session.execute(asked)
    ]


def disguises(session: Session, site: int, catalogue: Callable[[], "Catalogue"]) -> list[Disguise]:
    """Return the hosts that were asked from the site and hide a company behind their names. One statement; the
    catalogue, which is large, is only asked for where names lead elsewhere.
    """
    here, host, vendor = select(m.Exposure.host_id).where(m.Exposure.site_id == site), m.Host, m.Vendor
    asked = (
        select(host.name, host.aliases, host.resolved, vendor.slug, vendor.name)
        .join(vendor, vendor.id == host.vendor_id)
        .where(host.id.in_(here), host.aliases != NO_HOPS, vendor.is_known)
        .order_by(host.name)
    )
    rows = session.execute(asked).all()
    found = (_disguise(catalogue(), row) for row in rows)
    return [one for one in found if one][:_MOST_HIDDEN]


def _disguise(catalogue: "Catalogue", row: Row[str, str, datetime | None, str, str]) -> Disguise | None:
    from tracker.vendors.aliases import uncovered

    host, aliases, resolved, slug, name = row
    hops = hops_of(aliases)
    behind = uncovered(catalogue, host, hops)
    if behind is None or behind.vendor.slug != slug:
        return None
    return Disguise(host, behind.name, hops, slug, name, resolved)


def unseen_of(session: Session, domain: str) -> list[Spot]:
    """Return what could not be read of the site's own hosts, ever. One statement."""
    rows, host, vendor = m.BlindSpot, m.Host, m.Vendor
    asked = (
        select(host.name, vendor.slug, vendor.name, rows.reason, rows.count, rows.size, rows.first, rows.last)
        .join(host, host.id == rows.host_id)
        .join(vendor, vendor.id == host.vendor_id)
        .where(host.recipient == domain)
        .order_by(rows.count.desc(), host.name, rows.reason)
        .limit(_MOST_HIDDEN)
    )
    return [Spot(*row) for row in session.execute(asked)]


def days_of(session: Session, site: int, since: date, until: date, scope: Scope) -> list[Day]:
    """Return each day from `since` to `until`, both counted, also those with nothing; of a scope, whose period does not
    count here. One statement: the sums tell it, but of a category or a manner the rows.
    """
    if scope.category is not None or scope.manner is not None:
        return filled(session.execute(_days_of_rows(site, since, until, scope)), since, until)
    sums = m.SiteDay
    asked = select(sums.day, sums.party, sums.count).where(sums.site_id == site)
    asked = asked.where(sums.day.between(day_number(since), day_number(until)))
    return filled(
        session.execute(asked if scope.party is None else asked.where(sums.party == scope.party)), since, until
    )


def _days_of_rows(site: int, since: date, until: date, scope: Scope) -> Select[*tuple[Any, ...]]:
    row = m.Disclosure
    day = type_coerce(row.time, BigInteger) // DAY
    return (
        select(day, row.party, func.sum(row.count))
        .where(row.site_id == site, *conditions(None, None, None, (), scope._replace(since=None, until=None)))
        .where(type_coerce(row.time, BigInteger) >= day_number(since) * DAY)
        .where(type_coerce(row.time, BigInteger) < (day_number(until) + 1) * DAY)
        .group_by(day, row.party)
    )


def _is_mixed(session: Session, site: int) -> bool:
    """Whether a vendor got data of a category there as more than one party."""
    one = m.Hearing
    asked = select(one.vendor_id).where(one.site_id == site).group_by(one.vendor_id, one.category)
    return session.scalar(asked.having(func.min(one.party) != func.max(one.party)).limit(1)) is not None


def _passages(site: int, scope: Scope) -> Subquery:
    """What left from the site, with what sums and rows have in common."""
    if scope.has_period:
        row = m.Disclosure
        own: Select[*tuple[Any, ...]] = select(
            *(row.host_id, m.Host.vendor_id, row.datum_id, row.category, row.manner, row.party, row.count),
            *(row.time.label("first"), row.last, false().label("is_plain")),
        ).join(m.Host, m.Host.id == row.host_id)
        return own.where(row.site_id == site, *conditions(None, None, None, (), scope)).subquery()
    sums, datum = m.Exposure, m.Datum
    own = select(
        *(sums.host_id, sums.datum_id, datum.category, sums.manner, sums.party, sums.count),
        *(sums.first, sums.last, sums.is_plain),
    ).join(datum, datum.id == sums.datum_id)
    return own.where(sums.site_id == site, *narrowed(scope, datum.category, sums.party, sums.manner)).subquery()
