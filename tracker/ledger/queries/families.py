"""Which vendors belong together, what do they hear of together, and who outside got the same identifiers?"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.disclosure import Party
from tracker.ledger import models as m
from tracker.taxonomy import Category

_LASTING = (Category.CLIENT_ID, Category.ADVERTISING_ID, Category.DEVICE_ID)


def roots(parents: Mapping[str, str | None]) -> dict[str, str]:
    """Return for each vendor the topmost company above it that is known, itself where there is none above.

    `parents` are the vendors of the ledger with their parents. What stands above a parent that the ledger has nothing
    of, the catalogue knows.
    """
    return {slug: _root(slug, parents) for slug in parents}


def _root(slug: str, parents: Mapping[str, str | None]) -> str:
    if not parents[slug]:
        return slug
    from tracker.vendors import builtin  # large, and needed only where there are parents
    from tracker.vendors.catalogue import lineage

    *_, root = lineage(slug, lambda one: parents[one] if one in parents else builtin().parent(one))
    return root


def group_sites(session: Session, family: Mapping[int, str], wanted: Collection[int]) -> dict[str, int]:
    """Return from how many sites the families of these vendors (by id, with their roots) hear. At most one statement.

    Families of which the ledger has one member alone are left out: its sites are that member's.
    """
    sizes = Counter(family.values())
    asked = {family[key] for key in wanted}
    members = [key for key, root in family.items() if sizes[root] > 1 and root in asked]
    found: dict[str, set[int]] = {}
    for vendor, site in session.execute(_sites_of(members)) if members else ():
        found.setdefault(family[vendor], set()).add(site)
    return {root: len(sites) for root, sites in found.items()}


def _sites_of(members: Sequence[int]) -> Select[int, int]:
    sums = m.Exposure
    return (
        select(m.Host.vendor_id, sums.site_id)
        .join(m.Host, m.Host.id == sums.host_id)
        .join(m.Site, m.Site.id == sums.site_id)
        .where(m.Host.vendor_id.in_(members), m.Site.domain != "")
        .distinct()
    )


def partners(
    session: Session, family: Mapping[int, str], known: Collection[int], slugs: Sequence[str] | None
) -> dict[int, int]:
    """Return for vendors, all or those named, how many known companies of other families got the same identifier as
    third parties. One statement. Companies that are not known may be the same: they are nobody's partners.
    """
    shared = [(datum, vendor) for datum, vendor in session.execute(_shared(slugs)) if vendor in known]
    bits = {vendor: 1 << place for place, vendor in enumerate({vendor for _, vendor in shared})}
    holders: dict[int, int] = {}  # sets of vendors as bits: one identifier may have come to thousands
    relatives: dict[str, int] = {}
    for datum, vendor in shared:
        holders[datum] = holders.get(datum, 0) | bits[vendor]
        relatives[family[vendor]] = relatives.get(family[vendor], 0) | bits[vendor]
    found: dict[int, int] = {}
    for datum, vendor in shared:
        found[vendor] = found.get(vendor, 0) | holders[datum]
    return {vendor: (others & ~relatives[family[vendor]]).bit_count() for vendor, others in found.items()}


def _shared(slugs: Sequence[str] | None) -> Select[int, int]:
    """The lasting identifiers that several vendors got as third parties."""
    sums = m.Exposure
    lasting = select(m.Datum.id).where(m.Datum.category.in_(_LASTING))
    pairs = (
        select(sums.datum_id, m.Host.vendor_id)
        .join(m.Host, m.Host.id == sums.host_id)
        .where(sums.party == Party.THIRD, sums.datum_id.in_(lasting))
        .distinct()
    )
    if slugs is not None:
        pairs = pairs.where(sums.datum_id.in_(select(sums.datum_id).where(*among(slugs, sums.host_id))))
    each = pairs.subquery()
    counted = select(each, func.count().over(partition_by=each.c.datum_id).label("vendors")).subquery()
    return select(counted.c.datum_id, counted.c.vendor_id).where(counted.c.vendors > 1)


def among(slugs: Sequence[str] | None, host: InstrumentedAttribute[int]) -> tuple[ColumnElement[bool], ...]:
    """Return the condition that a host is one of those vendors'; none where all are asked for."""
    if slugs is None:
        return ()
    named = select(m.Host.id).join(m.Vendor, m.Vendor.id == m.Host.vendor_id).where(m.Vendor.slug.in_(slugs))
    return (host.in_(named),)
