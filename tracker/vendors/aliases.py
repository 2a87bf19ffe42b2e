"""Whose a host is whose name leads elsewhere in the DNS (CNAME): a third party that looks like the first.

Sources: https://www.rfc-editor.org/rfc/rfc1034#section-3.6.2 (CNAME), https://arxiv.org/abs/2102.09301 (cloaking).
A wrong accusation is worse than a missed one: only companies whose trade is to learn about people count. What leads to
a cloud, a content network, a shop's platform or a help desk is merely hosted there; so are a blog and a survey at a
company that listens elsewhere, and a site's own front, wherever it leads.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.domains import is_address, registrable_domain
from tracker.vendors.catalogue import Attribution, Catalogue, Vendor
from tracker.vendors.pages import host_of_pages

LISTENING = frozenset({"advertising", "analytics", "tag-manager", "marketing", "consent"})
"""The categories of companies to whom sites lend names of their own, so that data come to them."""


class Uncovered(NamedTuple):
    """The company that a host's name leads to, the name among the hops that is the company's, and what says so."""

    vendor: Vendor
    name: str
    via: str | None


def attribution_of(catalogue: Catalogue, host: str, hops: Sequence[str] | None) -> Attribution:
    """Return whose a host is that leads to these names: the company that hides behind it, else what its name says.

    Where it was not looked up (None), a fetched list of disguises may tell, which is less sure, and said so.
    """
    if hops is None:
        return _unresolved(catalogue, host)
    if found := uncovered(catalogue, host, hops):
        return Attribution(found.vendor, f"{host} is an alias of {found.name} ({found.via})")
    return catalogue.attribute(host)


def _unresolved(catalogue: Catalogue, host: str) -> Attribution:
    if (disguises := catalogue.overlay.disguises) and (found := disguise(catalogue, host)):
        via = f"{host} is listed as an alias of {found.name} by {disguises.via}, but was not looked up ({found.via})"
        return Attribution(found.vendor, via)
    return catalogue.attribute(host)


def disguise(catalogue: Catalogue, host: str) -> Uncovered | None:
    """Return whom a host hides that was not looked up, by a fetched list; None where it hides nobody there."""
    disguises = catalogue.overlay.disguises
    original = disguises.original(host) if disguises else None
    return uncovered(catalogue, host, (original,)) if original else None


def uncovered(catalogue: Catalogue, host: str, hops: Sequence[str]) -> Uncovered | None:
    """Return the last company among the hops whose trade is to listen, or None where the host hides nobody."""
    if not hops or not is_worth_asking(catalogue, host):
        return None
    own, family = registrable_domain(host), _family(catalogue, (host, registrable_domain(host)))
    if registrable_domain(hops[-1]) == own:
        return None
    for hop in reversed(hops):
        vendor, via = catalogue.attribute(hop)
        if vendor is None or registrable_domain(hop) == own:
            continue
        if family & _ancestry(catalogue, vendor):
            return None
        if catalogue.is_corrected(hop) or (_is_listening(catalogue, vendor) and host_of_pages(hop) is None):
            return Uncovered(vendor, hop, via)
    return None


def is_worth_asking(catalogue: Catalogue, host: str) -> bool:
    """Whether a host may hide somebody: no bare address, not known as a listener's own, not a site's front, where its
    pages lie and anybody may host them, and nothing that the person has said whose it is.
    """
    if is_address(host) or catalogue.is_corrected(host) or host.removeprefix("www.") == registrable_domain(host):
        return False
    vendor = catalogue.attribute(host).vendor
    return vendor is None or not _is_listening(catalogue, vendor)


def _is_listening(catalogue: Catalogue, vendor: Vendor) -> bool:
    """By its category; where nobody says that, by a list of those to whom sites lend names."""
    return vendor.category in LISTENING or (vendor.category is None and vendor.slug in catalogue.overlay.listeners)


def is_of_site(catalogue: Catalogue, slug: str, site: str) -> bool:
    """Whether a company, or one of its group, is known as that of a site: not one that hides behind a host of it."""
    vendor = catalogue.vendor(slug)
    return vendor is not None and bool(_ancestry(catalogue, vendor) & _family(catalogue, (site,)))


def _family(catalogue: Catalogue, names: Iterable[str]) -> frozenset[str]:
    """The slugs of the companies to whom these names belong, with those above them."""
    vendors = (catalogue.attribute(name).vendor for name in names)
    return frozenset().union(*(_ancestry(catalogue, vendor) for vendor in vendors if vendor))


def _ancestry(catalogue: Catalogue, vendor: Vendor) -> frozenset[str]:
    return frozenset(catalogue.lineage(vendor.slug))
