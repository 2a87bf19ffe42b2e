"""Headers and cookies into fields; what the browser says of itself in every request.

Sources: RFC 9110 (fields of requests), RFC 6265 section 5.4 (`Cookie`), RFC 7617 and 6750 (`Authorization`), RFC 7239
(`Forwarded`), User-Agent Client Hints (https://wicg.github.io/ua-client-hints/), Fetch (what browsers set themselves).
A header's field has its lower-case name as path. Headers that every request has and that say nothing of the person are
no fields; any other header is one: sites and apps invent their own.
"""

import base64
import binascii
import re

from tracker.detection.gathering import Gathering, size_within, unfolded
from tracker.detection.limits import MAX_NAME, MAX_VALUE
from tracker.detection.naming import named
from tracker.detection.pairs import Memory, gather_pairs
from tracker.detection.verdict import Verdict
from tracker.remembering import Remembered
from tracker.taxonomy import Category
from tracker.traffic import Field, Location

# fmt: off
_SILENT = frozenset((
    "accept", "accept-charset", "accept-encoding", "accept-ranges", "age", "alt-used", "authority", "cache-control",
    "connection", "content-disposition", "content-encoding", "content-language", "content-length", "content-type",
    "date", "device-memory", "dnt", "downlink", "dpr", "early-data", "ect", "expect", "host", "http2-settings",
    "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "keep-alive",
    "last-event-id", "max-forwards", "method", "next-router-state-tree", "origin", "path", "pragma", "priority",
    "proxy-connection", "purpose", "range", "rtt", "save-data", "scheme", "sec-ch-dpr", "sec-ch-ua-bitness",
    "sec-ch-ua-mobile", "sec-ch-ua-wow64", "sec-gpc", "sec-purpose", "sec-speculation-tags", "service-worker",
    "service-worker-navigation-preload", "te", "trailer", "transfer-encoding", "upgrade", "upgrade-insecure-requests",
    "via", "x-requested-with",
))
# fmt: on
_SILENT_STARTS = ("sec-fetch-", "sec-websocket-", "access-control-", ":", "sec-ch-prefers-")

_DOUBTS = {Category.AUTH_TOKEN: "; whether the key is the person's or the program's cannot be seen."}
VERDICTS: dict[str, Verdict] = {
    name: Verdict(category, 0.95, f"The header {name} is made to say this{_DOUBTS.get(category, '.')}")
    for category, names in {
        Category.USER_AGENT: ("user-agent", "sec-ch-ua", "sec-ch-ua-full-version", "sec-ch-ua-full-version-list"),
        Category.LANGUAGE: ("accept-language",),
        Category.OS_VERSION: ("sec-ch-ua-platform", "sec-ch-ua-platform-version"),
        Category.DEVICE_MODEL: ("sec-ch-ua-model",),
        Category.SCREEN_SIZE: ("sec-ch-viewport-width", "sec-ch-viewport-height", "viewport-width", "sec-ch-width"),
        Category.PAGE_VISITED: ("referer",),
        Category.IP_ADDRESS: ("x-forwarded-for", "forwarded", "x-real-ip", "true-client-ip", "x-client-ip"),
        Category.EMAIL_ADDRESS: ("from",),
        Category.AUTH_TOKEN: ("authorization", "proxy-authorization"),
    }.items()
    for name in names
}
"""What headers say by their standard alone."""

_FORWARDED = re.compile(r'(?:^|[;,\s])for="?\[?([0-9A-Fa-f.:]+)', re.IGNORECASE)
_CREDENTIALS = ("authorization", "proxy-authorization")
_LONGEST = 1024  # characters of a header that is worth remembering
_MOST_NESTED = 4096  # characters nested in it
_OVERHEAD = 400
_MAX_HEADER = 1 << 16
_headers: Remembered[tuple[str, str], tuple[Field, ...]] = Remembered(1 << 20)
_cookies: Memory = Remembered(2 << 20)


def gather_headers(headers: tuple[tuple[str, str], ...], gathering: Gathering) -> None:
    """Add the fields of all headers, and the cookies."""
    fields = gathering.fields
    for pair in headers:
        found = _headers[pair]
        if found is None:
            name = pair[0].lower()
            if name == "cookie":
                _gather_cookies(pair[1], gathering)
                continue
            found = _read(name, pair, gathering)
        fields += found
    gathering.add(())


def _read(name: str, pair: tuple[str, str], gathering: Gathering) -> tuple[Field, ...]:
    listed: list[Field] = []
    size = len(name) + len(pair[1])
    is_short, within = size <= _LONGEST, 0
    for field in of_header(name[:MAX_NAME], pair[1][:_MAX_HEADER]):
        found = unfolded(field, gathering.room, is_short=is_short) if gathering.room > 0 else (field,)
        within += size_within(found)
        listed += found
    is_whole = gathering.room > 0 and is_short and within <= _MOST_NESTED
    gathering.room -= within
    return _headers.keep(pair, tuple(listed), size + within + _OVERHEAD) if is_whole else tuple(listed)


def of_header(name: str, value: str) -> list[Field]:
    """Return the fields of a header, given with its lower-case name."""
    if name in _SILENT or name.startswith(_SILENT_STARTS) or " " in name:
        return []
    if name in _CREDENTIALS:
        return _of_credentials(name, value)
    if name == "forwarded":
        match = _FORWARDED.search(value)
        text = match[1] if match else ""
    elif name == "x-forwarded-for":
        text = value.partition(",")[0]
    else:
        text = value
    text = text.strip().strip('"')
    return [Field(Location.HEADER, name, name, text)] if text else []


def _of_credentials(name: str, value: str) -> list[Field]:
    scheme, _, secret = value.strip().partition(" ")
    if scheme.lower() == "basic":
        return _of_basic(name, secret)
    token = secret.strip() or scheme
    return [Field(Location.HEADER, name, name, token)] if len(token) >= 8 else []


def _of_basic(name: str, secret: str) -> list[Field]:
    try:
        pair = base64.b64decode(secret.strip(), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return []
    user, _, password = pair.partition(":")
    parts = (("username", user), ("password", password))
    return [Field(Location.HEADER, f"{name}.{part}", part, text, (name,), ("base64",)) for part, text in parts if text]


def _gather_cookies(header: str, gathering: Gathering) -> None:
    room = min(gathering.left, gathering.cookies)
    pairs = header.split(";", room)
    if len(pairs) > room:
        gathering.fill(len(pairs.pop()))
    gathering.cookies -= len(pairs)
    gather_pairs(pairs, _cookie_field, _cookies, gathering)


def _cookie_field(pair: str) -> Field | None:
    """The name ends at the first `=`. Percent signs in the value are the site's own business."""
    key, _, value = pair.partition("=")
    key, value = key.strip(), value.strip().strip('"')
    if not (key and value):
        return None
    path, name, parents = named(key)
    return Field(Location.COOKIE, path, name, value[:MAX_VALUE], parents)
