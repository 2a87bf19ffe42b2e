"""In which ways did vendors hear something on sites? The sums tell it, or within a period the rows."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import BigInteger, bindparam, func, select, tuple_, type_coerce
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.ledger.queries.disclosures import conditions
from tracker.ledger.queries.scope import Scope
from tracker.taxonomy import Category

_MOST_SITES, _MOST_PAIRS = 60, 500  # that are named in a statement; more: all is read


class Way(NamedTuple):
    """How often something of a category was heard in a manner, as which party, and when first and last, in
    microseconds.
    """

    category: Category
    manner: Manner
    party: Party
    times: int
    first: int
    last: int


type Pair = tuple[int, int]
"""A site and a vendor, by their ids."""
type PairHeard = tuple[Pair, Sequence[Way]]
"""A pair with its ways."""
type Ways = dict[Pair, list[Way]]


def changed(session: Session, stamp: int) -> set[Pair]:
    """Return the pairs that have changed since a stamp; below 0: all. One statement."""
    found = session.execute(_CHANGED, {"stamp": stamp}) if stamp >= 0 else session.execute(_LISTENING)
    return {(site, vendor) for site, vendor in found}


_LISTENING = select(m.Listening.site_id, m.Listening.vendor_id)
_CHANGED = _LISTENING.where(
    m.Listening.vendor_id.in_(select(m.VendorTally.vendor_id).where(m.VendorTally.stamp > bindparam("stamp"))),
    m.Listening.stamp > bindparam("stamp"),
)


def of_sums(session: Session, pairs: Collection[Pair] | None) -> Ways:
    """Return the ways of these pairs (None: of all), and of others where they are many. One statement."""
    are_few = pairs is not None and len(pairs) <= _MOST_PAIRS
    rows = session.execute(_HEARD_BY, {"pairs": list(pairs or ())}) if are_few else session.execute(_HEARD)
    found: Ways = {}
    for site, vendor, category, manner, party, times, first, last in rows:
        way = Way(_CATEGORIES[category], _MANNERS[manner], _PARTIES[party], times, first, last)
        found.setdefault((site, vendor), []).append(way)
    return found


_HEARD = select(
    *(m.Hearing.site_id, m.Hearing.vendor_id, m.Hearing.category, m.Hearing.manner, m.Hearing.party, m.Hearing.times),
    *(type_coerce(m.Hearing.first, BigInteger), type_coerce(m.Hearing.last, BigInteger)),
)
_HEARD_BY = _HEARD.where(tuple_(m.Hearing.site_id, m.Hearing.vendor_id).in_(bindparam("pairs", expanding=True)))


def of_rows(session: Session, scope: Scope, pairs: Collection[Pair] | None) -> Ways:
    """Return the ways of these pairs (None: of all) within a scope, and of others on their sites. Two statements.

    To whom hosts belong is looked up here, which is quicker.
    """
    row, owners = m.Disclosure, _owners(session, pairs)
    keys = (row.host_id, row.site_id, row.category, row.manner, row.party)
    ends = type_coerce(func.min(row.time), BigInteger), type_coerce(func.max(row.last), BigInteger)
    asked = select(*keys, func.sum(row.count), *ends).where(*conditions(None, None, None, (), scope))
    sites = None if pairs is None else {site for site, _ in pairs}
    if sites is not None and len(sites) <= _MOST_SITES:
        asked = asked.where(row.site_id.in_(sites))
    found: Ways = {}
    for host, site, category, manner, party, times, first, last in session.execute(asked.group_by(*keys)):
        if host in owners:
            way = Way(_CATEGORIES[category], _MANNERS[manner], _PARTIES[party], int(times), first, last)
            found.setdefault((site, owners[host]), []).append(way)
    return found


_CATEGORIES: Mapping[str, Category] = {one.value: one for one in Category}
_MANNERS: Mapping[str, Manner] = {one.value: one for one in Manner}
_PARTIES: Mapping[str, Party] = {one.value: one for one in Party}


def _owners(session: Session, pairs: Collection[Pair] | None) -> dict[int, int]:
    asked = select(m.Host.id, m.Host.vendor_id)
    vendors = None if pairs is None else {vendor for _, vendor in pairs}
    if vendors is not None and len(vendors) <= _MOST_PAIRS:
        asked = asked.where(m.Host.vendor_id.in_(vendors))
    return dict(session.execute(asked).all())
