"""The catalogue of vendors: which rule says whose a host is.

An exact host goes before a suffix, a longer suffix before a shorter one, and all rules before the guess by registrable
domain, which is made only where one vendor alone is known under it. What is merely hosted on a cloud is not laid at the
cloud's door.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from tracker.domains import is_address, registrable_domain
from tracker.vendors.disguises import Disguises


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
    """What else is known of a vendor. `privacy_source` is where its privacy page and contact were read, `verified_on`
    the day (ISO 8601) of that reading, `source` where the rest can be checked; None where the catalogue does not say.
    """

    legal_name: str | None = None
    website: str | None = None
    privacy_page: str | None = None
    privacy_contact: str | None = None
    privacy_source: str | None = None
    verified_on: str | None = None
    source: str | None = None


class Attribution(NamedTuple):
    """Whose a host is, and which rule of which source says so. `via` alone: why no vendor is named."""

    vendor: Vendor | None
    via: str | None


class Rule(NamedTuple):
    """Whose what matches is: a vendor's slug, or None for what is only hosted. `via` names the rule's source. What is
    `compiled` gives way to what was fetched since.
    """

    slug: str | None
    via: str
    is_compiled: bool = False


class Fetched(NamedTuple):
    """A source that the person fetched: its vendors, and their places by domain (with all below) and by exact host."""

    via: str
    vendors: Sequence[Vendor]
    domains: Mapping[str, int]
    hosts: Mapping[str, int]


class Overlay(NamedTuple):
    """The person's own corrections, by domain with all below, and what they fetched, the most believed first.

    `disguises` are names that sites lent to others, for hosts that were not looked up: `attribute` knows none of them.
    `listeners` are the slugs of those to whom sites lend names, by a list of nobody else.
    """

    corrections: Mapping[str, Rule] = {}
    fetched: Sequence[Fetched] = ()
    vendors: Mapping[str, Vendor] = {}
    version: str = ""
    disguises: Disguises | None = None
    listeners: frozenset[str] = frozenset()


NOTHING = Attribution(None, None)
_MOST_ABOVE = 8  # generations


def lineage(slug: str, parent: Callable[[str], str | None]) -> Iterator[str]:
    """Yield a company's slug and those of the companies above it, the next first, each once, as `parent` tells them.

    A circle ends, and so does what strangers pile up.
    """
    seen = [slug]
    yield slug
    while (above := parent(seen[-1])) and above not in seen and len(seen) <= _MOST_ABOVE:
        seen.append(above)
        yield above


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
        self.overlay = Overlay()
        self.attribute = lru_cache(16384)(self._attribute)

    def __len__(self) -> int:
        return len(self._vendors)

    def vendor(self, slug: str) -> Vendor | None:
        """Return the vendor of that slug, or None."""
        return self._vendors.get(slug) or self.overlay.vendors.get(slug)

    def name_of(self, slug: str) -> str:
        """Return the name of the vendor of that slug; the slug itself where there is none."""
        vendor = self.vendor(slug)
        return slug if vendor is None else vendor.name

    def named(self, name: str) -> Vendor | None:
        """Return the vendor that alone has that name, in capitals or not, or None."""
        return self._names.get(name.casefold())

    @cached_property
    def _names(self) -> dict[str, Vendor | None]:
        """Vendors by their names in small letters; None where several share one."""
        found: dict[str, Vendor | None] = {}
        for vendor in self._vendors.values():
            name = vendor.name.casefold()
            found[name] = None if name in found else vendor
        return found

    def lineage(self, slug: str) -> Iterator[str]:
        """Yield a company's slug and those of the companies above it (see `lineage`)."""
        return lineage(slug, self.parent)

    def parent(self, slug: str) -> str | None:
        """Return the slug of the company above another, or None where the catalogue does not say."""
        vendor = self.vendor(slug)
        return None if vendor is None else vendor.parent

    def is_corrected(self, host: str) -> bool:
        """Whether the person said whose that host is."""
        return bool(self.overlay.corrections) and self._corrected(host) is not None

    def under(self, overlay: Overlay) -> "Catalogue":
        """Return this catalogue with the person's corrections before all, and what they fetched before the compiled."""
        version = f"{self.version}, fetched {overlay.version}" if overlay.version else self.version
        found = Catalogue(version, self._vendors, self._hosts, self._suffixes, self._owners)
        found.overlay = overlay
        return found

    def _attribute(self, host: str) -> Attribution:
        """Return whose a host is. Never raises."""
        name = host.strip().rstrip(".").lower()
        rule = self._rule(name)
        if rule is None:
            return NOTHING
        return Attribution(self.vendor(rule.slug) if rule.slug else None, rule.via)

    def _rule(self, name: str) -> Rule | None:
        if self.overlay.corrections and (rule := self._corrected(name)):
            return rule
        if rule := self._better(self._hosts.get(name), name, is_exact=True):
            return rule
        if is_address(name):
            return None
        for suffix in _suffixes(name):
            if rule := self._better(self._suffixes.get(suffix), suffix, is_exact=False):
                return rule
        return self._owners.get(registrable_domain(name))

    def _corrected(self, name: str) -> Rule | None:
        return next(filter(None, map(self.overlay.corrections.get, _suffixes(name))), None)

    def _better(self, known: Rule | None, name: str, *, is_exact: bool) -> Rule | None:
        """The rule for that name: ours, else the first that was fetched, else the compiled one."""
        if known is not None and not known.is_compiled:
            return known
        for source in self.overlay.fetched:
            place = (source.hosts if is_exact else source.domains).get(name)
            if place is not None:
                return Rule(source.vendors[place].slug, f"{source.via}: {name if is_exact else f'*.{name}'}")
        return known


def slug_of_unknown(catalogue: Catalogue, domain: str) -> str:
    """Return the slug under which a domain stands for a company that nobody knows."""
    return domain if catalogue.vendor(domain) is None else f"{domain}."  # a host may bear a company's slug


def _suffixes(name: str) -> Iterator[str]:
    """The name and all names above it, the longest first."""
    yield name
    for place, character in enumerate(name):
        if character == ".":
            yield name[place + 1 :]
