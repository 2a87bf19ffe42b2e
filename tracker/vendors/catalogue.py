"""The catalogue of vendors: which rule says whose a host is.

An exact host goes before a suffix, a longer suffix before a shorter one, and all rules before the guess by registrable
domain, which is made only where one vendor alone is known under it. What is merely hosted on a cloud is not laid at the
cloud's door.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from tracker.domains import is_address, registrable_domain


class Vendor(NamedTuple):
    """A company, or one of its services that has a name of its own. `parent` is the slug of the company above it,
    `country` the ISO 3166-1 code of its seat; None where the catalogue does not say.
    """

    slug: str
    name: str
    parent: str | None = None
    category: str | None = None
    country: str | None = None


class Facts(NamedTuple):
    """What else is known of a vendor. `verified_on` is the day (ISO 8601) on which somebody read the pages named here,
    `source` where all this can be checked; None where the catalogue does not say.
    """

    legal_name: str | None = None
    website: str | None = None
    privacy_page: str | None = None
    privacy_contact: str | None = None
    verified_on: str | None = None
    source: str | None = None


class Attribution(NamedTuple):
    """Whose a host is, and which rule of which source says so. `via` alone: why no vendor is named."""

    vendor: Vendor | None
    via: str | None


class Rule(NamedTuple):
    """Whose what matches is: a vendor's slug, or None for what is only hosted. `via` names the rule's source."""

    slug: str | None
    via: str


NOTHING = Attribution(None, None)


class Catalogue:
    """Vendors and the rules that lead to them."""

    def __init__(
        self,
        version: str,
        vendors: Mapping[str, Vendor],
        hosts: Mapping[str, Rule],
        suffixes: Mapping[str, Rule],
        owners: Mapping[str, Rule],
    ) -> None:
        """`hosts` match exactly, `suffixes` (without `*.`) match themselves and what is under them; `owners` are the
        registrable domains under which one vendor alone is known.
        """
        self.version = version
        self._vendors = vendors
        self._hosts = hosts
        self._suffixes = suffixes
        self._owners = owners
        self.attribute = lru_cache(16384)(self._attribute)

    def __len__(self) -> int:
        return len(self._vendors)

    def vendor(self, slug: str) -> Vendor | None:
        """Return the vendor of that slug, or None."""
        return self._vendors.get(slug)

    def _attribute(self, host: str) -> Attribution:
        """Return whose a host is. Never raises."""
        name = host.strip().rstrip(".").lower()
        rule = self._rule(name)
        if rule is None:
            return NOTHING
        return Attribution(self._vendors[rule.slug] if rule.slug else None, rule.via)

    def _rule(self, name: str) -> Rule | None:
        if rule := self._hosts.get(name):
            return rule
        if is_address(name):
            return None
        for suffix in _suffixes(name):
            if rule := self._suffixes.get(suffix):
                return rule
        return self._owners.get(registrable_domain(name))


def _suffixes(name: str) -> Iterator[str]:
    """The name and all names above it, the longest first."""
    yield name
    for place, character in enumerate(name):
        if character == ".":
            yield name[place + 1 :]
