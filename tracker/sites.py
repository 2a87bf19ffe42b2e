"""On whose page the person was: the site of a request, how sure that is, and the recipient's relation to it.

Sources: Fetch Metadata (W3C, `Sec-Fetch-Site`, `Sec-Fetch-Mode`, `Sec-Fetch-Dest`), RFC 6454 (`Origin`), RFC 9110
section 10.1.3 (`Referer`), Upgrade Insecure Requests (W3C). See docs/manner.md.
"""

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from tracker.disclosure import Party
from tracker.domains import registrable_domain
from tracker.navigations import AMBIGUOUS, UNSEEN, Navigations
from tracker.traffic import Request

_SHORTEST_SCHEME = len("https://")
_LONGEST = 300  # characters of an origin that is remembered: a host has 253 at most
READING = frozenset({"GET", "HEAD"})
_SAME = frozenset({"same-origin", "same-site"})
_MAYBE_BY_SHEET = frozenset({"image", "style"})
_PORTS = {"http": 80, "https": 443}
_GIVEN, _SURE, _LIKELY, _DOUBTFUL = 0.95, 1.0, 0.6, 0.5


class Basis(StrEnum):
    """What told the site, or why nothing did."""

    PAGE = "page"
    NAVIGATION = "navigation"
    SAME_SITE = "same_site"
    ORIGIN = "origin"
    REFERER = "referer"
    FRAME = "frame"
    BROWSER = "browser"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


class Context(NamedTuple):
    """Where a request comes from. `site` is a registrable domain, None where it cannot be told; `confidence` (0 to 1)
    is how sure it is, and `basis` what told it. `is_navigation`: a page is asked for, not a part of one.
    """

    recipient: str
    site: str | None
    party: Party
    is_navigation: bool
    confidence: float = 0.0
    basis: str = ""


class _Found(NamedTuple):
    site: str | None
    confidence: float
    basis: Basis


_UNKNOWN, _AMBIGUOUS = _Found(None, 0.0, Basis.UNKNOWN), _Found(None, 0.0, Basis.AMBIGUOUS)
_BROWSER = _Found(None, 0.0, Basis.BROWSER)


def context_of(request: Request, navigations: Navigations | None = None) -> Context:
    """Return the request's recipient, site and party. Unknown is said as unknown, never guessed.

    `navigations` is what was opened before in the same browser or capture; it learns of what this request opens.
    """
    recipient = registrable_domain(request.host)
    headers: dict[str, str] = {}
    for name, value in request.headers:
        if slot := _SLOTS[name]:
            headers[slot] = value
    if headers.get("sec-fetch-mode") == "navigate":
        is_page = headers.get("sec-fetch-dest") == "document"
        found = _of_navigation(request, headers, recipient, navigations, is_page=is_page)
        _remember(request, recipient if is_page else found.site, navigations)
    elif "upgrade-insecure-requests" in headers and "sec-fetch-mode" not in headers:
        found = _of_plain_navigation(request, headers, recipient, navigations)
        is_page = found.site == recipient
        _remember(request, found.site, navigations)
    else:
        found = _of_part(request, headers, recipient, navigations)
        is_page = found.site == recipient and "sec-fetch-mode" not in headers and _is_page_itself(request)
        if navigations is not None and found.site != recipient:
            if headers.get("sec-fetch-dest") == "style":
                navigations.styled(request.host, found.site, request.time.timestamp())
            elif found.site and "sec-fetch-mode" not in headers:
                navigations.asked(_address(request), found.site, request.time.timestamp())
    site = found[0]
    party = Party.UNKNOWN if site is None else Party.FIRST if site == recipient else Party.THIRD
    return Context(recipient, site, party, is_page, found[1], found[2])


class _Slots(dict[str, str]):
    """The names of the headers that tell a site, in lower case, by any spelling; nothing for others. Remembers them."""

    def __missing__(self, name: str) -> str:
        lowered = name.lower()
        slot = lowered if lowered in _NAMES else ""
        if len(self) < 4096 and len(name) <= 64:
            self[name] = slot
        return slot


_NAMES = frozenset(
    {"referer", "origin", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest", "upgrade-insecure-requests"}
)
_SLOTS = _Slots()


def _is_page_itself(request: Request) -> bool:
    """Whether the capture says that this is the page: browsers of before 2019 do not say it themselves."""
    return request.page is not None and request.page.partition("#")[0] == _address(request)


def _of_navigation(
    request: Request, headers: dict[str, str], recipient: str, navigations: Navigations | None, *, is_page: bool
) -> _Found:
    """The page that is asked for is the site, wherever the link stood; what a form sends comes from the form's page."""
    if not is_page:
        return _of_part(request, headers, recipient, navigations)
    if request.method not in READING and headers.get("sec-fetch-site") == "cross-site":
        return _by_headers(request, headers, recipient, navigations)
    return _Found(recipient, _SURE, Basis.NAVIGATION)


def _of_plain_navigation(
    request: Request, headers: dict[str, str], recipient: str, navigations: Navigations | None
) -> _Found:
    """Over plain HTTP browsers say less (Secure Contexts): a page, or a frame on another, where another led to it."""
    found = _of_part(request, headers, recipient, navigations)
    if found.basis is Basis.UNKNOWN:
        return _Found(recipient, _LIKELY, Basis.NAVIGATION)
    return found if found.site == recipient or found.basis is Basis.PAGE or "origin" in headers else _AMBIGUOUS


def _of_part(request: Request, headers: dict[str, str], recipient: str, navigations: Navigations | None) -> _Found:
    if request.page and (site := domain_of(request.page)):
        return _Found(site, _GIVEN, Basis.PAGE)
    if headers.get("sec-fetch-site") == "none":
        return _BROWSER
    return _by_headers(request, headers, recipient, navigations)


def _by_headers(request: Request, headers: dict[str, str], recipient: str, navigations: Navigations | None) -> _Found:
    relation, referer = headers.get("sec-fetch-site"), headers.get("referer", "")
    asking: _Origin | None
    if relation in _SAME:
        asking = _origin_of(referer) or _origin_of(headers.get("origin", "")) or _Origin(request.host, recipient)
        basis = Basis.SAME_SITE
    elif asking := _origin_of(headers.get("origin", "")):
        basis = Basis.ORIGIN
    elif asking := _origin_of(referer):
        basis = Basis.REFERER
    else:
        return _UNKNOWN
    host, domain = asking
    if navigations is None:
        return _Found(domain, _LIKELY, basis)
    now = request.time.timestamp()
    is_document = bool(referer) and (relation == "same-origin" or (relation is None and basis is not Basis.ORIGIN))
    where = navigations.of_document(referer, domain, now) if is_document else UNSEEN
    if where is UNSEEN:
        where = navigations.of_host(host, domain, now)
        if where is AMBIGUOUS and relation and is_document and len(referer) > _SHORTEST_SCHEME + len(host) + 1:
            return _Found(domain, _DOUBTFUL, basis)  # pages change their own address, frames hardly ever do
    if where is UNSEEN and basis is Basis.REFERER and headers.get("sec-fetch-dest") in _MAYBE_BY_SHEET:
        where = navigations.of_sheet(host, domain, now)
    if where.site is not None:
        return _Found(where.site, where.confidence, basis if where.is_own else Basis.FRAME)
    return _AMBIGUOUS if where is AMBIGUOUS else _Found(domain, _LIKELY, basis)


def _remember(request: Request, site: str | None, navigations: Navigations | None) -> None:
    if navigations is not None:
        navigations.opened(request.host, _address(request), site, request.time.timestamp())


def _address(request: Request) -> str:
    port = "" if _PORTS.get(request.scheme) == request.port else f":{request.port}"
    return f"{request.scheme}://{request.host}{port}{request.target}"


class _Origin(NamedTuple):
    host: str
    domain: str


def domain_of(address: str) -> str | None:
    """Return the registrable domain of an http or https address, or None for what is none."""
    found = _origin_of(address)
    return found[1] if found else None


def _origin_of(address: str) -> _Origin | None:
    end = address.find("/", _SHORTEST_SCHEME)
    origin = address if end < 0 else address[:end]
    return (_known_origin if len(origin) <= _LONGEST else _read_origin)(origin)


def _read_origin(address: str) -> _Origin | None:
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    return _Origin(host, registrable_domain(host)) if host and parts.scheme in ("http", "https") else None


_known_origin = lru_cache(4096)(_read_origin)
