"""Registrable domains: the unit in which a recipient or a site is named.

Source: the Public Suffix List (publicsuffix.org, MPL 2.0) as bundled with tldextract, or a newer one that the person
fetched; its private section counts, so that two people's `github.io` pages are two sites.
"""

import ipaddress
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tracker import suffixes

if TYPE_CHECKING:
    from tldextract import TLDExtract


@cache
def _extractor() -> "TLDExtract":
    """The library itself, which brings an HTTP client along, to fetch lists that we never ask for: only where its list
    is not where we know it to be.
    """
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


@lru_cache(65536)
def registrable_domain(host: str) -> str:
    """Return the registrable domain of a host in lower case: `shop.example.co.uk` gives `example.co.uk`.

    An IP address, a single label or a public suffix itself is returned as it is. Under a top level that the list does
    not know, the last two labels count (the list's own default rule, `*`).
    """
    name = host.strip().rstrip(".").lower()
    if is_address(name):
        return name.strip("[]")
    if (rules := suffixes.fetched() or suffixes.bundled()) is not None:
        return _below(name, rules.suffix(name))
    found = _extractor().extract_str(name)
    if not found.suffix:
        return ".".join(name.split(".")[-2:])
    return found.top_domain_under_public_suffix or name


def _below(name: str, suffix: str) -> str:
    """The suffix with one label before it, the whole name where there is none; without a suffix the last two labels."""
    labels = name.split(".")
    wanted = suffix.count(".") + 2 if suffix else 2
    return ".".join(labels[-wanted:])


def is_address(host: str) -> bool:
    """Whether a host is an IP address (IPv6 with or without brackets)."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
