"""Asks a service one question over HTTPS, with the key that it gave to the person. Times and sizes are bounded.

The key goes to that address alone: redirects are not followed. It is in no error, nor in what an error was caused by.
"""

import http.client
import io
import ssl
import time
import urllib.request
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple
from urllib.request import Request, getproxies

from tracker.upstream.fetching import check, copied, expected_size, failed, is_loopback, where
from tracker.upstream.source import UpstreamError

LIMIT = 1 << 16  # bytes of an answer
DEADLINE = 20.0  # seconds for all of it
USER_AGENT = "Tracker"


class Reply(NamedTuple):
    """What the service answered, whatever its status. `retry` is its `Retry-After`, '' where it says none."""

    status: int
    body: bytes
    retry: str = ""


def ask(
    url: str,
    headers: Mapping[str, str],
    body: bytes | None = None,
    own_proxy: str = "",
    deadline: float = DEADLINE,
) -> Reply:
    """Return the answer to a GET, or to a POST of `body`, within `deadline` seconds. Raises UpstreamError.

    `own_proxy` (host and port) is never gone through, even where the environment names it.
    """
    check(url)
    replies: list[Reply] = []
    given = {**headers, "User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": "identity"}
    request = Request(url, body, given)  # noqa: S310 - checked
    failure = failed(url, partial(_asked, request, _proxies(url, own_proxy), deadline, replies), deadline)
    if failure:
        raise UpstreamError(f"{where(url)}: {_words(failure)}") from None
    return replies[0]


def _asked(request: Request, proxies: Mapping[str, str], deadline: float, replies: list[Reply]) -> None:
    end = time.monotonic() + deadline
    with _opener(proxies).open(request, timeout=deadline) as response:
        kept = io.BytesIO()
        expected = expected_size(response.headers, LIMIT)
        size = copied(response, kept, LIMIT, end)
        if expected is not None and size != expected:
            raise UpstreamError(f"it was cut off after {size:,} of {expected:,} bytes")
        replies.append(Reply(response.status, kept.getvalue(), response.headers.get("Retry-After", "")))


def _opener(proxies: Mapping[str, str]) -> urllib.request.OpenerDirector:
    """An opener that gives every answer as it is: none is an error to it, and no redirect is followed."""
    director = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(dict(proxies)),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.UnknownHandler(),
    ):
        director.add_handler(handler)
    return director


def _proxies(url: str, own: str) -> dict[str, str]:
    """The environment's proxies, but ours, which would record what is asked."""
    if is_loopback(url):
        return {}
    return {scheme: proxy for scheme, proxy in getproxies().items() if not (own and _is_same(proxy, own))}


def _is_same(proxy: str, own: str) -> bool:
    named = proxy if "//" in proxy else f"//{proxy}"
    port = own.rpartition(":")[2]
    return is_loopback(named) and named.rstrip("/").endswith(f":{port}")


def _words(error: Exception) -> str:
    """What went wrong, without what was sent."""
    if isinstance(error, UpstreamError):
        return str(error)
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return "too slow"
    if isinstance(reason, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted ({reason.verify_message})"
    if isinstance(reason, OSError | http.client.HTTPException):
        return f"it cannot be reached ({getattr(reason, 'strerror', None) or type(reason).__name__})"
    return "it cannot be asked"
