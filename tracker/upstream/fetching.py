"""Fetches one file over HTTPS, to disk. Sizes, times and redirects are bounded; plain HTTP is for loopback only."""

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from functools import partial
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit
from urllib.request import Request

from tracker.upstream.source import UpstreamError

USER_AGENT = "tracker-catalog-update"  # haveibeenpwned.com refuses callers that give no name
STALL = 20.0  # seconds without a byte
DEADLINE = 180.0  # seconds for one file
MAX_REDIRECTS = 5
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_CHUNK = 1 << 16


def fetch(url: str, target: Path, limit: int, deadline: float = DEADLINE) -> None:
    """Write what lies at an address into a file, at most `limit` bytes in `deadline` seconds; else UpstreamError."""
    check(url)
    failure = failed(url, partial(_download, url, target, limit, deadline), deadline)
    if failure:
        raise _explained(url, failure) from failure


def is_loopback(url: str) -> bool:
    """Whether an address leads to this machine."""
    return urlsplit(url).hostname in _LOOPBACK


def failed(url: str, work: Callable[[], None], deadline: float) -> Exception | None:
    """Return how talking to a server failed, None where it did not. Raises UpstreamError after the deadline (s).

    A server that sends its headers byte by byte stalls no socket: we leave it.
    """
    found: list[Exception | None] = []
    worker = threading.Thread(target=_caught, args=(work, found), daemon=True)
    worker.start()
    worker.join(deadline)
    if not found:
        raise UpstreamError(f"{where(url)} took longer than {deadline:g} s")
    return found[0]


def _caught(work: Callable[[], None], found: list[Exception | None]) -> None:
    try:
        work()
        found.append(None)
    except Exception as error:  # noqa: BLE001 - it is raised again where it is awaited
        found.append(error)


def _download(url: str, target: Path, limit: int, deadline: float) -> None:
    end = time.monotonic() + deadline
    request = Request(url, headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"})  # noqa: S310 - checked
    with _opener(url).open(request, timeout=min(STALL, deadline)) as response, target.open("wb") as file:
        expected = expected_size(response.headers, limit)
        size = copied(response, file, limit, end)
    if expected is not None and size != expected:
        raise UpstreamError(f"it was cut off after {size:,} of {expected:,} bytes")


def expected_size(headers: Message, limit: int) -> int | None:
    """Return how much is said to come, None where that is not said. Raises UpstreamError for too much, or packed."""
    if headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UpstreamError("it comes packed, which was not asked for")
    length = headers.get("Content-Length", "")
    expected = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else None
    if expected is not None and expected > limit:
        raise UpstreamError(f"it is of {expected:,} bytes; at most {limit:,} are taken")
    return expected


def copied(response: Any, file: IO[bytes], limit: int, end: float) -> int:
    """Return how many bytes were copied. Raises UpstreamError for more than the limit, TimeoutError past the end."""
    size = 0
    while chunk := response.read1(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise UpstreamError(f"it is larger than {limit:,} bytes")
        if time.monotonic() > end:
            raise TimeoutError
        file.write(chunk)
    return size


def _opener(url: str) -> urllib.request.OpenerDirector:
    """An opener for the web alone: the usual one opens files and FTP too."""
    director = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler({} if is_loopback(url) else None),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
        _Redirects(is_from_loopback=is_loopback(url)),
    ):
        director.add_handler(handler)
    return director


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, never to a weaker protocol, and never from the web to this machine."""

    max_redirections = MAX_REDIRECTS

    def __init__(self, *, is_from_loopback: bool) -> None:
        self._is_from_loopback = is_from_loopback

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:  # noqa: PLR0913, PLR0917 - as urllib calls it
        try:
            check(newurl)
            if is_loopback(newurl) != self._is_from_loopback:
                raise UpstreamError(f"it redirects to {where(newurl)}")
        except UpstreamError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def check(url: str) -> None:
    """Refuse other addresses than https, and http on this machine itself, by UpstreamError."""
    scheme = urlsplit(url).scheme
    if scheme != "https" and not (scheme == "http" and is_loopback(url)):
        raise UpstreamError(f"{where(url)} is not fetched: only https is, and http from this machine itself")


def where(url: str) -> str:
    """Return an address as it may be shown: without a password, and without what is asked for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _explained(url: str, error: Exception) -> UpstreamError:
    if isinstance(error, UpstreamError):
        return UpstreamError(f"{where(url)}: {error}")
    if isinstance(error, urllib.error.HTTPError):
        error.close()
        return UpstreamError(f"{where(url)} answers {error.code}")
    if isinstance(error, TimeoutError):
        return UpstreamError(f"{where(url)} was too slow")
    reason = getattr(error, "reason", None) or error
    return UpstreamError(f"{where(url)} cannot be reached ({reason})")
