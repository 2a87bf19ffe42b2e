"""Addresses that only one company gets, in place of the person's own: made here, or by services that make such."""

from tracker.aliasing.addresses import alias_of, checked_address, checked_domain
from tracker.aliasing.book import with_alias, with_alias_by, without_alias
from tracker.aliasing.provider import Provider

__all__ = ["Provider", "alias_of", "checked_address", "checked_domain", "with_alias", "with_alias_by", "without_alias"]
