"""What is known of a host, as `tracker whois` prints it. Its keys and their order are a promise to users' scripts."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from tracker.domains import registrable_domain
from tracker.vendors.aliases import attribution_of
from tracker.vendors.catalogue import Catalogue, Facts


class Answer(NamedTuple):
    """Who stands behind a host. None where that is unknown; `via` says which rule or source answered. `aliases` are
    the names that the host's name leads to, none where it leads nowhere else. The rest is as in `Facts`; where the
    contact was fetched, `contact_source` says from whom, under which licence and when.
    """

    query: str
    host: str | None
    domain: str | None
    vendor: str | None
    name: str | None
    parent: str | None
    country: str | None
    category: str | None
    via: str | None
    aliases: tuple[str, ...] | None = None
    legal_name: str | None = None
    website: str | None = None
    privacy_page: str | None = None
    privacy_contact: str | None = None
    privacy_source: str | None = None
    verified_on: str | None = None
    contact_source: str | None = None


def answer(
    query: str,
    catalogue: Catalogue,
    aliases: Mapping[str, tuple[str, ...]] | None = None,
    facts: Mapping[str, Facts] | None = None,
) -> Answer:
    """Return what the catalogue knows of a host, or of the host in an address, and of the names that it leads to, as
    far as these `aliases` by host tell them, and what these `facts` by slug say of the company.
    """
    host = host_of(query)
    if host is None:
        return Answer(query, None, None, None, None, None, None, None, None)
    hops = (aliases or {}).get(host)
    vendor, via = attribution_of(catalogue, host, hops)
    domain = registrable_domain(host)
    if vendor is None:
        return Answer(query, host, domain, None, None, None, None, None, via, hops)
    company = (vendor.slug, vendor.name, vendor.parent, vendor.country, vendor.category)
    said = (facts or {}).get(vendor.slug, Facts())
    return Answer(query, host, domain, *company, via, hops, *said[: Facts._fields.index("source")])


def host_of(query: str) -> str | None:
    """Return the host of an address or a bare host in the spelling that travels, or None for what is neither."""
    text = query.strip()
    try:
        host = urlsplit(text if "://" in text or text.startswith("//") else f"//{text}").hostname or ""
        ascii_host = host if host.isascii() else host.encode("idna").decode()
    except ValueError:
        return None
    name = ascii_host.rstrip(".").lower()
    return None if not name or any(character.isspace() for character in name) else name
