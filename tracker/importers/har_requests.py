"""A HAR entry's `request` -> `Request`. What browsers leave out is tolerated; what cannot be told is a broken entry."""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from tracker.importers.har_bodies import Body, body_of
from tracker.traffic import Request

type Headers = tuple[tuple[str, str], ...]

_SCHEMES = {"http": "http", "https": "https", "ws": "http", "wss": "https"}
_NOT_IN_HOSTS = re.compile(r"[\x00-\x20\x7f]")
_PORTS = {"http": 80, "https": 443}
_LOCAL = re.compile(
    r"(?:data|blob|about|file|filesystem|javascript|view-source|resource|chrome|edge|devtools|[a-z-]+-extension):",
    re.IGNORECASE,
)
_CACHES = ("memory", "disk", "Memory Cache", "Disk Cache")
_STOPPED = (
    "net::ERR_BLOCKED_BY",
    "net::ERR_NAME_NOT_RESOLVED",
    "net::ERR_INTERNET_DISCONNECTED",
    "net::ERR_CACHE_MISS",
)
"""Chromium's words for requests that were stopped before anything left (net/base/net_error_list.h)."""


class BrokenEntryError(ValueError):
    """An entry that cannot be read; the message says why and holds no values of the entry."""


def never_left(entry: dict[str, Any]) -> bool:
    """Whether nothing left the machine: answered from the browser's cache, blocked, or no web address.

    `_fromCache` and `_error` are Chromium's, `_fetchType` Safari's.
    """
    request, response = entry.get("request"), entry.get("response")
    if entry.get("_fromCache") in _CACHES or entry.get("_fetchType") in _CACHES:
        return True
    if isinstance(response, dict) and str(response.get("_error")).startswith(_STOPPED):
        return True
    if not isinstance(request, dict) or not isinstance(request.get("url"), str):
        return False
    return request.get("method") == "CONNECT" or bool(_LOCAL.match(request["url"]))


def started[Fallback](entry: object, before: Fallback) -> datetime | Fallback:
    """Return when the entry's request (or the page) began; `before` where it does not say."""
    text = entry.get("startedDateTime") if isinstance(entry, dict) else None
    if not isinstance(text, str):
        return before
    try:
        time = datetime.fromisoformat(text.strip())
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return before


def request_of(entry: dict[str, Any], time: datetime, page: str | None) -> Request:
    """Return the entry's request, without an id. Raises BrokenEntryError."""
    given = entry.get("request")
    if not isinstance(given, dict):
        raise BrokenEntryError("has no request")
    scheme, host, port, target = _address(given.get("url"))
    headers, body = _headers_and_body(given)
    method = given.get("method")
    method = method.upper() if isinstance(method, str) and method else "GET"
    return Request("", time, method, scheme, host, port, target, headers, body.data, body.size, page)


def _headers_and_body(request: dict[str, Any]) -> tuple[Headers, Body]:
    """The headers say how to read the body, so they must be true of it: add and remove what the file leaves open."""
    headers = _headers(request)
    content_type, coding = _first(headers, "content-type"), _first(headers, "content-encoding").strip().lower()
    body = body_of(request, content_type, coding)
    if body.is_decoded:
        headers = tuple(pair for pair in headers if pair[0].lower() != "content-encoding")
    if body.data and not content_type and isinstance(request["postData"].get("mimeType"), str):
        headers = (*headers, ("Content-Type", request["postData"]["mimeType"]))
    return headers, body


def _first(headers: Headers, name: str) -> str:
    return next((value for key, value in headers if key.lower() == name), "")


def _address(url: object) -> tuple[str, str, int, str]:
    if not isinstance(url, str):
        raise BrokenEntryError("has no address")
    try:
        parts = urlsplit(url)
        scheme, host, port = _SCHEMES.get(parts.scheme), _ascii(parts.hostname or ""), parts.port
    except ValueError as error:
        raise BrokenEntryError("has an address that cannot be read") from error
    if not scheme or not host or _NOT_IN_HOSTS.search(host):
        raise BrokenEntryError("has an address that cannot be read")
    query = f"?{parts.query}" if parts.query else ""
    return scheme, host, port or _PORTS[scheme], (parts.path or "/") + query


def _ascii(host: str) -> str:
    """Safari shows international host names in their own script; they travel in ASCII. Raises ValueError."""
    return host if host.isascii() else host.encode("idna").decode()


def _headers(request: dict[str, Any]) -> Headers:
    """The headers without HTTP/2's pseudo ones; with a Cookie header, where only `cookies` has them."""
    headers = tuple(pair for pair in pairs(request.get("headers")) if pair[0] and pair[0][0] != ":")
    cookies = request.get("cookies")
    if not cookies or any(len(name) == _COOKIE and name.lower() == "cookie" for name, _ in headers):
        return headers
    listed = pairs(cookies)
    return (*headers, ("Cookie", "; ".join(map("=".join, listed)))) if listed else headers


_COOKIE = len("cookie")


def pairs(items: object) -> list[tuple[str, str]]:
    """Return HAR's lists of `{name, value}` as pairs; what is none is left out."""
    if not isinstance(items, list):
        return []
    found = []
    for item in items:
        if isinstance(item, dict) and isinstance(name := item.get("name"), str):
            value = item.get("value")
            found.append((name, value if isinstance(value, str) else _text(value)))
    return found


def values_of(items: object, name: str) -> list[str]:
    """Return the values of that name (in lower case) in one of HAR's lists of `{name, value}`."""
    if not isinstance(items, list):
        return []
    size = len(name)
    return [
        _text(item.get("value"))
        for item in items
        if isinstance(item, dict)
        and isinstance(own := item.get("name"), str)
        and len(own) == size
        and own.lower() == name
    ]


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)
