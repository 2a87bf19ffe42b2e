"""Host -> the company behind it, as far as the catalogue knows. Where it is unsure, it says nothing."""

from tracker.vendors.catalogue import Attribution, Catalogue, Vendor
from tracker.vendors.loading import builtin

__all__ = ["Attribution", "Catalogue", "Vendor", "builtin"]
