"""Host -> the company behind it, as far as the catalogue knows. Where it is unsure, it says nothing."""

from tracker.vendors.catalogue import Attribution, Catalogue, Facts, Vendor
from tracker.vendors.loading import builtin, builtin_facts, edition, shipped

__all__ = ["Attribution", "Catalogue", "Facts", "Vendor", "builtin", "builtin_facts", "edition", "shipped"]
