"""Addresses that only one company gets, in place of the person's own: made here, or by services that make such.

What asks services (`making`, `services`, `calling`) is not imported here: rules need none of it.
"""

from tracker.aliasing.addresses import alias_of, checked_address, checked_domain
from tracker.aliasing.book import with_alias, without_alias

__all__ = ["alias_of", "checked_address", "checked_domain", "with_alias", "without_alias"]
