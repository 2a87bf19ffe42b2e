"""What of a HAR entry's `response` matters: the cookies it sets, and small pages, for their forms."""

import base64
import binascii
from collections.abc import Iterator
from datetime import datetime

from tracker.detection.cookies import parse_set_cookie
from tracker.importers.entries import MAX_HTML, is_html
from tracker.importers.har_bodies import encoded
from tracker.importers.har_requests import started, values_of
from tracker.traffic import Cookie, Request


def set_cookies(answer: object, request: Request) -> tuple[Cookie, ...]:
    """Return the cookies that a response sets: from its Set-Cookie headers, or else from HAR's `cookies`."""
    if not isinstance(answer, dict):
        return ()
    lines = [  # Chromium and Firefox join several headers by line feeds
        line for value in values_of(answer.get("headers"), "set-cookie") for line in value.split("\n")
    ]
    if lines:
        return tuple(cookie for line in lines if (cookie := parse_set_cookie(line, request.host, request.time)))
    return tuple(_listed(answer.get("cookies"), request))


def _listed(cookies: object, request: Request) -> Iterator[Cookie]:
    for cookie in cookies if isinstance(cookies, list) else ():
        if isinstance(cookie, dict) and isinstance(cookie.get("name"), str) and isinstance(cookie.get("value"), str):
            domain = cookie.get("domain")
            domain = domain.lstrip(".").lower() if isinstance(domain, str) and domain else request.host
            yield Cookie(cookie["name"], cookie["value"], domain, _lifetime(cookie.get("expires"), request.time))


def _lifetime(expires: object, time: datetime) -> float | None:
    nothing = datetime.min.replace(tzinfo=time.tzinfo)
    end = started({"startedDateTime": expires}, nothing)
    return None if end is nothing else (end - time).total_seconds()


def page_html(answer: object) -> bytes | None:
    """Return a page's HTML, where the file has it and it is small."""
    content = answer.get("content") if isinstance(answer, dict) else None
    if not isinstance(content, dict) or not is_html(str(content.get("mimeType"))):
        return None
    text = content.get("text")
    if not isinstance(text, str) or not 0 < len(text) <= MAX_HTML:
        return None
    return _unpacked(text) if content.get("encoding") == "base64" else encoded(text)


def _unpacked(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
