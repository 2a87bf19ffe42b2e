"""A small catalogue of made-up vendors, in place of the one that is shipped."""

from tracker.vendors import Catalogue, Vendor
from tracker.vendors.catalogue import Rule

ADPIX = Vendor("adpix", "AdPix", "nordgroup", "advertising", "SE")
METRICA = Vendor("metrica", "Metrica Ltd", None, "analytics", "FR")


def a_catalogue(owners: dict[str, Vendor] | None = None, version: str = "1") -> Catalogue:
    """A catalogue that knows these vendors by registrable domain; AdPix and Metrica where none are given."""
    known = {"adpix.test": ADPIX, "metrica.test": METRICA} if owners is None else owners
    vendors = {vendor.slug: vendor for vendor in known.values()}
    return Catalogue(version, vendors, {}, {}, {domain: Rule(vendor.slug, "test") for domain, vendor in known.items()})
