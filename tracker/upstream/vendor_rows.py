"""Gathers companies and their domains, as any source names them, into rows of ours.

A name alone proves no identity: two companies may be called the same. A row gets the slug of a company that the
built-in catalogue knows only where that catalogue lays one of its hosts at the same company's door; else a slug of its
own, which names the source.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from tracker.domains import registrable_domain
from tracker.upstream import cleaning
from tracker.vendors.catalogue import Catalogue
from tracker.vendors.compiling import slug_of

MAX_DOMAINS = 300_000
_ENOUGH_HOSTS = 200


class Company(NamedTuple):
    """A company as a source says it, unclean. `domains` count with all below them, `hosts` exactly."""

    name: object
    domains: Iterable[object] = ()
    hosts: Iterable[object] = ()
    parent: object = None
    category: str | None = None
    country: object = None
    website: object = None


class VendorRow(NamedTuple):
    """A company as a source describes it; None for what the source does not say."""

    slug: str
    name: str
    parent: str | None
    category: str | None
    country: str | None
    website: str | None


class VendorRows:
    """Rows in the making, and the domains and hosts that lead to them. Who comes first has a domain.

    `known` is the built-in catalogue; None for the source from which it takes its own slugs.
    """

    def __init__(self, source: str, known: Catalogue | None) -> None:
        self._source, self._known = source, known
        self._rows: list[VendorRow] = []
        self._places: dict[str, int] = {}
        self._parents: dict[str, str] = {}
        self._domains: dict[str, int] = {}
        self._hosts: dict[str, int] = {}

    def add(self, company: Company) -> None:
        """Add what is known of a company. What is unusable is passed over; so is a company without a name or a host."""
        title = cleaning.text(company.name)
        if title is None or not slug_of(title):
            return
        below = {clean for domain in company.domains if (clean := cleaning.domain(domain))}
        exact = {clean for host in company.hosts if (clean := cleaning.host(host))}
        if not below and not exact:
            return
        address = cleaning.url(company.website)
        evidence = [*sorted(below | exact)[:_ENOUGH_HOSTS], *filter(None, [cleaning.host_of_url(address)])]
        slug = self._slug(title, evidence)
        parent = self._parent(cleaning.text(company.parent), slug, evidence)
        row = VendorRow(slug, title, parent, company.category, cleaning.country(company.country), address)
        place = self._place(row)
        for found, wanted in ((self._domains, below), (self._hosts, exact)):
            for domain in sorted(wanted):
                if len(self._domains) + len(self._hosts) < MAX_DOMAINS:
                    found.setdefault(domain, place)

    def body(self) -> dict[str, Any]:
        """Return the document of kind `vendors`: rows, and for each domain and host the number of its row.

        A company above others is a row too, even without a domain of its own.
        """
        known = self._known
        above = (slug for slug in self._parents if slug not in self._places and not (known and known.vendor(slug)))
        parents = [[slug, self._parents[slug], None, None, None, None] for slug in above]
        return {"vendors": [*map(list, self._rows), *parents], "domains": self._domains, "hosts": self._hosts}

    def __len__(self) -> int:
        """Return the number of domains and hosts that lead to a company."""
        return len(self._domains) + len(self._hosts)

    def _place(self, row: VendorRow) -> int:
        if row.slug not in self._places:
            self._places[row.slug] = len(self._rows)
            self._rows.append(row)
        return self._places[row.slug]

    def _slug(self, name: str, evidence: list[str]) -> str:
        slug = slug_of(name)
        return slug if self._is_free_or_same(slug, evidence) else f"{slug}-{self._source}"

    def _parent(self, name: str | None, slug: str, evidence: list[str]) -> str | None:
        """The slug of the company above, unless that is the same, or perhaps another of the same name."""
        above = slug_of(name) if name else ""
        if not above or slug in {above, f"{above}-{self._source}"}:
            return None
        if not self._is_free_or_same(above, evidence):
            return None
        self._parents.setdefault(above, str(name))
        return above

    def _is_free_or_same(self, slug: str, evidence: list[str]) -> bool:
        known = self._known
        if known is None or known.vendor(slug) is None:
            return True
        return any(slug in _family(known, host) for host in evidence)


def _family(known: Catalogue, host: str) -> set[str]:
    """The slugs of the companies at whose door the built-in catalogue lays a host, or its registrable domain."""
    family: set[str] = set()
    for name in (host, registrable_domain(host)):
        if vendor := known.attribute(name).vendor:
            family.update(known.lineage(vendor.slug))
    return family
