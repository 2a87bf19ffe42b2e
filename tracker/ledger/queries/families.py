"""Which vendors belong together, what do they hear of together, and who outside got the same identifiers?"""

from collections import Counter
from collections.abc import Collection, Mapping

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from tracker.ledger import models as m
from tracker.ledger.facts import THIRD
from tracker.taxonomy import Category

LASTING = (Category.CLIENT_ID, Category.ADVERTISING_ID, Category.DEVICE_ID)


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
    for vendor, site in session.execute(sites_of(members)) if members else ():
        found.setdefault(family[vendor], set()).add(site)
    return {root: len(sites) for root, sites in found.items()}


def sites_of(vendors: Collection[int]) -> Select[int, int]:
    """Return the question for the known sites that these vendors hear from: vendor and site, by id."""
    sums = m.Listening
    asked = select(sums.vendor_id, sums.site_id).join(m.Site, m.Site.id == sums.site_id)
    return asked.where(sums.vendor_id.in_(vendors), m.Site.domain != "")


def identifiers_of(vendors: Collection[int]) -> Select[int, int]:
    """Return the question for the lasting identifiers that these vendors got as third parties: vendor and datum."""
    sums = m.Possession
    asked = select(sums.vendor_id, sums.datum_id).where(sums.vendor_id.in_(vendors), sums.category.in_(LASTING))
    return asked.where(sums.facts.op("&")(THIRD) != 0)


def partners(session: Session, family: Mapping[int, str], vendor: int) -> int:
    """Return how many known companies of other families got an identifier that this known one got, as third parties
    both. One statement. Companies that are not known may be the same: they are nobody's partners.
    """
    sums, own = m.Possession, identifiers_of([vendor]).subquery()
    relatives = [key for key, root in family.items() if root == family[vendor]]
    asked = (
        select(func.count(sums.vendor_id.distinct()))
        .join(m.Vendor, m.Vendor.id == sums.vendor_id)
        .where(sums.datum_id.in_(select(own.c.datum_id)), sums.facts.op("&")(THIRD) != 0)
        .where(m.Vendor.is_known, sums.vendor_id.not_in(relatives))
    )
    return session.scalar(asked) or 0


def families(session: Session, wanted: Mapping[int, tuple[str, str | None]]) -> dict[int, str]:
    """Return the roots of these vendors (slug and parent by id), and of all who have a parent or are one. One
    statement.
    """
    row, of = m.Vendor, aliased(m.Vendor)
    parents = select(of.parent).where(of.parent.is_not(None))
    asked = select(row.id, row.slug, row.parent).where(row.parent.is_not(None) | row.slug.in_(parents))
    vendors = {**wanted, **{key: (slug, parent) for key, slug, parent in session.execute(asked)}}
    root = roots(dict(vendors.values()))
    return {key: root[slug] for key, (slug, _) in vendors.items()}
