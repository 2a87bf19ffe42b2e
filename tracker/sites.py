"""On whose page the person was: the site of a request, and the recipient's relation to it.

Sources: Fetch Metadata (W3C, `Sec-Fetch-Site`, `Sec-Fetch-Mode`, `Sec-Fetch-Dest`), RFC 6454 (`Origin`), RFC 9110
section 10.1.3 (`Referer`).
"""

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from tracker.disclosure import Party
from tracker.domains import registrable_domain
from tracker.traffic import Request

_SHORTEST_SCHEME = len("https://")
_LONGEST = 300  # characters of an origin that is remembered: a host has 253 at most


class Context(NamedTuple):
    """Where a request comes from. `site` is a registrable domain, None where it cannot be told."""

    recipient: str
    site: str | None
    party: Party
    is_navigation: bool


def context_of(request: Request) -> Context:
    """Return the request's recipient, site and party. Unknown is said as unknown, never guessed."""
    recipient = registrable_domain(request.host)
    headers = {
        lowered: value
        for name, value in request.headers
        if len(name) in _LENGTHS and (lowered := name.lower()) in _NAMES
    }
    is_navigation = _is_navigation(headers)
    site = recipient if is_navigation else _site(request, headers, recipient)
    if site is None:
        return Context(recipient, None, Party.UNKNOWN, is_navigation)
    return Context(recipient, site, Party.FIRST if site == recipient else Party.THIRD, is_navigation)


_NAMES = frozenset({"referer", "origin", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest"})
_LENGTHS = frozenset(map(len, _NAMES))


def _is_navigation(headers: dict[str, str]) -> bool:
    """A top-level navigation: the page that is asked for is the site, wherever the link stood."""
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def _site(request: Request, headers: dict[str, str], recipient: str) -> str | None:
    if request.page:
        return domain_of(request.page)
    if headers.get("sec-fetch-site") in ("same-origin", "same-site"):
        return domain_of(headers.get("referer", "")) or recipient
    return domain_of(headers.get("origin", "")) or domain_of(headers.get("referer", ""))


def domain_of(address: str) -> str | None:
    """Return the registrable domain of an http or https address, or None for what is none."""
    end = address.find("/", _SHORTEST_SCHEME)
    origin = address if end < 0 else address[:end]
    return (_known_origin if len(origin) <= _LONGEST else _domain_of_origin)(origin)


def _domain_of_origin(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    return registrable_domain(host) if host and parts.scheme in ("http", "https") else None


_known_origin = lru_cache(4096)(_domain_of_origin)
