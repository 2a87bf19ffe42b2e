"""The tallies anew, from the exposures, and days from rows: after an erasure, or where hosts went to other vendors."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    cast,
    delete,
    func,
    insert,
    select,
    type_coerce,
    update,
)
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.facts import THIRD, facts_in
from tracker.ledger.lookups import rows_among
from tracker.ledger.moments import DAY
from tracker.ledger.remembered import recall, remember

_ALL = (
    *(m.Possession, m.Listening, m.Hearing, m.Holding, m.VendorTally, m.HostTally),
    *(m.SiteTally, m.DatumTally, m.CategoryTally, m.WayTally, m.DayTally, m.SiteDay, m.Pending),
)


def recount(session: Session) -> None:
    """Count all of it anew: some seconds for a million disclosures."""
    for table in _ALL:
        session.execute(delete(table))
    _count_vendors(session)
    _fill(session, m.HostTally, _hosts())
    _fill(session, m.SiteTally, _sites())
    _fill(session, m.DatumTally, _data())
    tally = m.DatumTally
    _fill(session, m.CategoryTally, select(tally.category, func.count()).group_by(tally.category))
    _fill(session, m.WayTally, _ways())
    _fill(session, m.DayTally, _days())
    _fill(session, m.SiteDay, _site_days())
    _tell(session)


def recount_vendors(session: Session, vendors: Collection[int], hosts: Collection[int]) -> None:
    """Count anew what these vendors have, between whom these hosts have moved, and who has what the hosts got. Nothing
    is pending: whoever moves hosts settles before.
    """
    for table in (m.Possession, m.Listening, m.Hearing, m.Holding, m.VendorTally):
        session.execute(delete(table).where(table.vendor_id.in_(vendors)))
    _count_vendors(session, vendors)
    sums = m.Exposure
    data = select(sums.datum_id).where(sums.host_id.in_(hosts)).distinct()
    sites = select(sums.site_id).where(sums.host_id.in_(hosts)).distinct()
    _count_holders(session, m.DatumTally, m.Possession, "datum_id", session.scalars(data).all())
    _count_holders(session, m.SiteTally, m.Listening, "site_id", session.scalars(sites).all())
    _tell(session)


def _tell(session: Session) -> None:
    """Have those who remember tallies by their stamps begin anew."""
    remember(session, "recounts", str(int(recall(session, "recounts") or 0) + 1))


def _fill(session: Session, model: type[m.Model], asked: Select[*tuple[Any, ...]]) -> None:
    table = model.__table__
    session.execute(insert(table).from_select(table.columns.keys(), asked))


def _count_vendors(session: Session, vendors: Collection[int] | None = None) -> None:
    among = () if vendors is None else (m.Host.vendor_id.in_(vendors),)
    _fill(session, m.Possession, _possessions(among))
    stamp = next_stamp(session)
    _fill(session, m.Listening, _listenings(among, stamp))
    _fill(session, m.Hearing, _hearings(among))
    here = () if vendors is None else (m.Possession.vendor_id.in_(vendors),)
    _fill(session, m.Holding, _holdings(here))
    heard = () if vendors is None else (m.Listening.vendor_id.in_(vendors),)
    _fill(session, m.VendorTally, _vendors(heard, stamp))


type _Conditions = tuple[ColumnElement[bool], ...]


def _sums(*keys: Any) -> tuple[Any, ...]:
    sums = m.Exposure
    return *keys, _total(sums.count), facts_in(sums), func.min(sums.first), func.max(sums.last)


def _total(column: Any) -> ColumnElement[int]:
    return cast(func.coalesce(func.sum(column), 0), BigInteger)


_KNOWN_SITE = case((m.Site.domain != "", m.Site.id))


def _possessions(among: _Conditions) -> Select[*tuple[Any, ...]]:
    sums = m.Exposure
    key = (m.Host.vendor_id, m.Datum.category, sums.datum_id)
    return (
        select(*_sums(*key, func.count(_KNOWN_SITE.distinct())))
        .select_from(sums)
        .join(m.Host, m.Host.id == sums.host_id)
        .join(m.Datum, m.Datum.id == sums.datum_id)
        .join(m.Site, m.Site.id == sums.site_id)
        .where(*among)
        .group_by(*key)
    )


def _listenings(among: _Conditions, stamp: int) -> Select[*tuple[Any, ...]]:
    sums = m.Exposure
    key = (m.Host.vendor_id, sums.site_id)
    asked = select(*_sums(*key, func.count(sums.datum_id.distinct())), cast(stamp, BigInteger)).select_from(sums)
    return asked.join(m.Host, m.Host.id == sums.host_id).where(*among).group_by(*key)


def _hearings(among: _Conditions) -> Select[*tuple[Any, ...]]:
    sums = m.Exposure
    key = (sums.site_id, m.Host.vendor_id, m.Datum.category, sums.party, sums.manner)
    is_plain = func.max(case((sums.is_plain, 1), else_=0)) == 1
    return (
        select(*key, is_plain, _total(sums.count), func.min(sums.first), func.max(sums.last))
        .select_from(sums)
        .join(m.Host, m.Host.id == sums.host_id)
        .join(m.Datum, m.Datum.id == sums.datum_id)
        .where(*among)
        .group_by(*key)
    )


def _holdings(among: _Conditions) -> Select[*tuple[Any, ...]]:
    one = m.Possession
    key = (one.vendor_id, one.category)
    return (
        select(*key, func.count(), _total(one.times), _either(one.facts), func.min(one.first), func.max(one.last))
        .where(*among)
        .group_by(*key)
    )


def _either(facts: Any) -> ColumnElement[int]:
    """All bits of a group: neither database has the same word for it."""
    bits = (func.max(facts.op("&")(1 << place)) for place in range(_BITS))
    return sum(bits, start=_NONE)


_BITS, _NONE = 11, cast(0, BigInteger)


def _vendors(among: _Conditions, stamp: int) -> Select[*tuple[Any, ...]]:
    one = m.Listening
    asked = select(one.vendor_id, func.count(_KNOWN_SITE), cast(stamp, BigInteger))
    return asked.join(m.Site, m.Site.id == one.site_id).where(*among).group_by(one.vendor_id)


def _hosts() -> Select[*tuple[Any, ...]]:
    sums = m.Exposure
    return select(*_sums(sums.host_id, func.count(sums.datum_id.distinct()))).group_by(sums.host_id)


def _holders(model: Any, key: str) -> Subquery:
    """How many vendors there are to each datum or site, and how many of them as third parties."""
    column, third = getattr(model, key), func.sum(case((model.facts.op("&")(THIRD) != 0, 1), else_=0))
    counted = select(column.label("key"), func.count().label("vendors"), cast(third, BigInteger).label("third_parties"))
    return counted.group_by(column).subquery()


def _sites() -> Select[*tuple[Any, ...]]:
    sums, few = m.Exposure, _holders(m.Listening, "site_id")
    counted = (
        select(
            sums.site_id.label("key"),
            func.count(sums.datum_id.distinct()).label("data"),
            _total(sums.count).label("times"),
            func.min(sums.first).label("first"),
            func.max(sums.last).label("last"),
        )
        .group_by(sums.site_id)
        .subquery()
    )
    of = counted.c
    asked = select(of.key, few.c.vendors, few.c.third_parties, of.data, of.times, of.first, of.last)
    return asked.join(few, few.c.key == of.key)


def _data() -> Select[*tuple[Any, ...]]:
    sums, few = m.Exposure, _holders(m.Possession, "datum_id")
    counted = (
        select(
            sums.datum_id.label("key"),
            func.count(_KNOWN_SITE.distinct()).label("sites"),
            _total(sums.count).label("times"),
            func.min(sums.first).label("first"),
            func.max(sums.last).label("last"),
        )
        .join(m.Site, m.Site.id == sums.site_id)
        .group_by(sums.datum_id)
        .subquery()
    )
    of = counted.c
    return (
        select(of.key, m.Datum.category, few.c.vendors, few.c.third_parties, of.sites, of.times, of.first, of.last)
        .join(few, few.c.key == of.key)
        .join(m.Datum, m.Datum.id == of.key)
    )


def _ways() -> Select[*tuple[Any, ...]]:
    sums = m.Exposure
    key = (m.Datum.category, sums.party, sums.manner)
    return select(*key, _total(sums.count)).join(m.Datum, m.Datum.id == sums.datum_id).group_by(*key)


def _days() -> Select[*tuple[Any, ...]]:
    sums = m.Daily
    key = (sums.day, sums.category, sums.party, sums.manner)
    return select(*key, _total(sums.count)).group_by(*key)


def _site_days() -> Select[*tuple[Any, ...]]:
    """The only ones that the exposures do not tell."""
    row = m.Disclosure
    day = (type_coerce(row.time, BigInteger) // DAY).label("day")
    each = select(row.site_id, day, row.party, row.count).subquery().c
    key = (each.site_id, each.day, each.party)
    return select(*key, _total(each.count)).group_by(*key)


def _count_holders(session: Session, tally: Any, model: Any, key: str, wanted: Collection[int]) -> None:
    column = getattr(model, key)
    third = func.sum(case((model.facts.op("&")(THIRD) != 0, 1), else_=0))
    asked = select(column, func.count(), cast(third, BigInteger)).group_by(column)
    table = tally.__table__
    for number, vendors, third_parties in rows_among(session, asked, column, wanted):
        now = {"vendors": vendors, "third_parties": third_parties}
        session.execute(update(table).where(table.c[key] == number).values(now))


def recount_facts(session: Session, places: Collection[tuple[int, int, int]]) -> None:
    """See anew how it left, of what hosts got of data from sites: rows there have another manner now."""
    hosts, data, sites = (set(some) for some in zip(*places, strict=True))
    vendors = set(session.scalars(select(m.Host.vendor_id).where(m.Host.id.in_(hosts))))
    sums, vendor = m.Exposure, m.Host.vendor_id
    of_vendors = select(m.Host.id).where(vendor.in_(vendors))
    for model, keys, where in (
        (m.Possession, (vendor, m.Datum.category, sums.datum_id), sums.datum_id.in_(data)),
        (m.Listening, (vendor, sums.site_id), sums.site_id.in_(sites)),
        (m.HostTally, (sums.host_id,), sums.host_id.in_(hosts)),
    ):
        asked = select(*keys, facts_in(sums)).select_from(sums).join(m.Host, m.Host.id == sums.host_id)
        if model is m.Possession:
            asked = asked.join(m.Datum, m.Datum.id == sums.datum_id)
        _set_facts(session, model, session.execute(asked.where(where, sums.host_id.in_(of_vendors)).group_by(*keys)))
    kinds = select(m.Datum.category).where(m.Datum.id.in_(data)).distinct()
    one = m.Possession
    held = select(one.vendor_id, one.category, _either(one.facts)).group_by(one.vendor_id, one.category)
    _set_facts(session, m.Holding, session.execute(held.where(one.vendor_id.in_(vendors), one.category.in_(kinds))))
    stamp = restamp(session, vendors)
    here = (m.Listening.vendor_id.in_(vendors), m.Listening.site_id.in_(sites))
    session.execute(update(m.Listening).where(*here).values(stamp=stamp))


def hear_again(session: Session, heard: Collection[tuple[int, int, str]]) -> None:
    """See anew how and when vendors heard something on sites: `heard` says on which, who, and what.

    How often is a sum, of which a part may be pending still: what the exposures have of it is not asked.
    """
    sites, vendors, kinds = (set(some) for some in zip(*heard, strict=True))
    here = (m.Exposure.site_id.in_(sites), m.Host.vendor_id.in_(vendors), m.Datum.category.in_(kinds))
    table = m.Hearing.__table__
    for *key, is_plain, _, first, last in session.execute(_hearings(here)).all():
        one = and_(*(column == value for column, value in zip(table.primary_key, key, strict=True)))
        session.execute(update(table).where(one).values(is_plain=is_plain, first=first, last=last))
    session.execute(delete(table).where(table.c.site_id.in_(sites), table.c.times == 0))


def restamp(session: Session, vendors: Collection[int]) -> int:
    """Have those who remember these vendors by their stamps look again; return the stamp that these have now."""
    stamp = next_stamp(session)
    session.execute(update(m.VendorTally).where(m.VendorTally.vendor_id.in_(vendors)).values(stamp=stamp))
    return stamp


def next_stamp(session: Session) -> int:
    """Return the stamp of what changes next."""
    return (session.scalar(select(func.max(m.VendorTally.stamp))) or 0) + 1


def _set_facts(session: Session, model: Any, rows: Any) -> None:
    table = model.__table__
    for *key, facts in list(rows):
        here = and_(*(column == value for column, value in zip(table.primary_key, key, strict=True)))
        session.execute(update(table).where(here, table.c.facts != facts).values(facts=facts))
