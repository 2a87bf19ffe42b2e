"""Who listens in a way that is not to be seen: behind a site's own name, or by an identifier that others got, too?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.attention import Hidden, Shared
from tracker.ledger import models as m
from tracker.ledger.attribution import NO_HOPS, hops_of
from tracker.ledger.facts import FIRST, THIRD
from tracker.ledger.queries.families import roots
from tracker.taxonomy import Category

if TYPE_CHECKING:
    from tracker.vendors import Catalogue

LASTING = (Category.CLIENT_ID, Category.ADVERTISING_ID, Category.DEVICE_ID)
_MOST_SHARED, _MOST_HIDDEN = 4, 100


def hidden(session: Session, catalogue: Callable[[], "Catalogue"], since: datetime | None = None) -> list[Hidden]:
    """Return the hosts that seemed a site's own and behind whose names a company was found, those that got something
    since a moment (ever: None), the latest first. One statement; the catalogue, which is large, is only asked for where
    names lead elsewhere.
    """
    host, vendor, sums = m.Host, m.Vendor, m.HostTally
    asked = (
        select(host.name, host.aliases, vendor.slug, vendor.name, sums.first, sums.last, sums.times, sums.data)
        .join(vendor, vendor.id == host.vendor_id)
        .join(sums, sums.host_id == host.id)
        .where(host.aliases != NO_HOPS, vendor.is_known, sums.facts.op("&")(FIRST) != 0)
        .order_by(sums.last.desc(), host.name)
    )
    if since is not None:
        asked = asked.where(sums.last >= since)
    rows = session.execute(asked).all()
    return list(islice(_uncovered(rows, catalogue()), _MOST_HIDDEN)) if rows else []


def _uncovered(rows: Iterable[Any], catalogue: "Catalogue") -> Iterator[Hidden]:
    from tracker.vendors.aliases import uncovered

    for host, aliases, slug, name, *sums in rows:
        behind = uncovered(catalogue, host, hops_of(aliases))
        if behind is not None and behind.vendor.slug == slug:
            yield Hidden(host, behind.name, slug, name, *sums)


def shared(session: Session, since: datetime | None = None) -> list[Shared]:
    """Return, of the lasting identifiers that several got lately, those that known companies of different groups got as
    third parties. Two statements.
    """
    sums = m.DatumTally
    several = select(sums.datum_id).where(sums.category.in_(LASTING), sums.vendors > 1, sums.third_parties > 1)
    if since is not None:
        several = several.where(sums.last >= since)
    data = session.scalars(several.order_by(sums.last.desc(), sums.datum_id).limit(_MOST_SHARED)).all()
    return _between_groups(session, data) if data else []


def _between_groups(session: Session, data: Sequence[int]) -> list[Shared]:
    rows = session.execute(_known_holders(data)).all()
    root = roots({row.slug: row.parent for row in rows})
    groups: dict[int, set[str]] = {}
    for row in rows:
        groups.setdefault(row.datum_id, set()).add(root[row.slug])
    return [
        Shared(datum, Category(category), slug, name, first, last, times)
        for datum, category, slug, name, _, first, last, times in rows
        if len(groups[datum]) > 1
    ]


def _known_holders(data: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """Who got each of these as a third party."""
    sums, vendor = m.Possession, m.Vendor
    return (
        select(sums.datum_id, sums.category, vendor.slug, vendor.name, vendor.parent, sums.first, sums.last, sums.times)
        .join(vendor, vendor.id == sums.vendor_id)
        .where(sums.datum_id.in_(data), sums.facts.op("&")(THIRD) != 0, vendor.is_known)
        .order_by(sums.datum_id, vendor.slug)
    )
