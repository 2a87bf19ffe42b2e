"""Where do hosts' names lead, and who hides behind one that looks like the first party's own?"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.attribution import NO_HOPS, hops_of
from tracker.ledger.lookups import rows_among
from tracker.phrasing import gettext

if TYPE_CHECKING:
    from tracker.vendors import Catalogue


class Lead(NamedTuple):
    """A host whose name leads elsewhere, hop by hop, as it was when `resolved`; None: a fetched list says so, nobody
    looked. `cloak` is the name among the hops by which its vendor was uncovered; None where nobody hides behind it.
    `hosted` says where it is merely hosted.
    """

    host: str
    hops: tuple[str, ...]
    resolved: datetime | None
    cloak: str | None
    hosted: str | None


def leads_of(session: Session, slug: str, catalogue: Callable[[], "Catalogue"], limit: int = 100) -> list[Lead]:
    """Return the hosts of a vendor whose names lead elsewhere, those that hide it first. One statement.

    The catalogue, which is large, is only asked for where there are any.
    """
    asked = (
        select(m.Host.name, m.Host.aliases, m.Host.resolved)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .where(m.Vendor.slug == slug, m.Vendor.is_known | (m.Host.aliases != NO_HOPS))
        .order_by(m.Host.name)
    )
    rows = session.execute(asked).all()
    found = [_lead(catalogue(), slug, *row) if row.aliases != NO_HOPS else _listed(catalogue(), *row) for row in rows]
    return sorted(filter(None, found), key=lambda lead: lead.cloak is None)[:limit]


def has_aliases(session: Session, among: Collection[str] | None = None) -> bool:
    """Whether the name of any host leads elsewhere, of these vendors (slugs; None: of any). One statement."""
    if among is None:
        return session.scalar(_ALIASED) is not None
    return session.scalar(_ALIASED_AMONG, {"among": list(among)}) is not None


_ALIASED = select(m.Host.id).where(m.Host.aliases != NO_HOPS).limit(1)
_ALIASED_AMONG = _ALIASED.join(m.Vendor, m.Vendor.id == m.Host.vendor_id).where(
    m.Vendor.slug.in_(bindparam("among", expanding=True))
)


def hops_by_host(session: Session, hosts: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return where the names of these hosts lead, of those of which it is known. One statement for a thousand."""
    asked = select(m.Host.name, m.Host.aliases).where(m.Host.resolved.is_not(None))
    return {name: hops_of(aliases) for name, aliases in rows_among(session, asked, m.Host.name, hosts)}


def _listed(catalogue: "Catalogue", host: str, _: str, resolved: datetime | None) -> Lead | None:
    from tracker.vendors.aliases import disguise

    hidden = disguise(catalogue, host) if resolved is None else None
    return Lead(host, (hidden.name,), None, hidden.name, None) if hidden else None


def _lead(catalogue: "Catalogue", slug: str, host: str, aliases: str, resolved: datetime | None) -> Lead:
    from tracker.vendors.aliases import uncovered
    from tracker.vendors.pages import host_of_pages

    hops = hops_of(aliases)
    hidden, end = uncovered(catalogue, host, hops), catalogue.attribute(hops[-1])
    is_hidden = hidden is not None and hidden.vendor.slug == slug
    pages = None if is_hidden else next(filter(None, map(host_of_pages, hops)), None)
    hosted = gettext("hosted on %(where)s", where=pages) if pages else None if end.vendor else end.via
    return Lead(host, hops, resolved, hidden.name if hidden and is_hidden else None, hosted)
