"""mitmproxy's flow files, of every version that mitmproxy itself reads -> entries."""

import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mitmproxy import flow, http
from mitmproxy.io import compat, tnetstring

from tracker.domains import is_address
from tracker.importers.entries import BREAKS_OFF, MAX_HTML, UNKNOWN_TIME, Entry
from tracker.importers.opening import Progress, open_capture
from tracker.importers.set_cookies import cookie_of
from tracker.traffic import Cookie, Request

_END = "not a tnetstring: empty file"
_HTML = ("text/html", "application/xhtml+xml")


def read_flows(path: Path, progress: Progress | None = None) -> Iterator[Entry]:
    """Yield the entries of a flow file in their order. Raises OSError; damage is an entry with a fault."""
    index = -1
    try:
        with open_capture(path, progress) as file:
            for index, state in enumerate(_states(file)):
                yield from _entries(index, state)
    except (ValueError, TypeError, IndexError, OverflowError, RecursionError, MemoryError, EOFError, zlib.error):
        yield Entry(index + 1, None, BREAKS_OFF)


def _states(file: Any) -> Iterator[Any]:
    while True:
        try:
            state = tnetstring.load(file)
        except ValueError as error:
            if str(error) == _END:
                return
            raise
        yield state


def _entries(index: int, state: Any) -> Iterator[Entry]:
    try:
        entries = list(_of_flow(index, flow.Flow.from_state(compat.migrate_flow(state))))
    except Exception as error:  # noqa: BLE001 - conversions of damaged states raise whatever they stumble over
        yield Entry(index, None, _reason(error))
    else:
        yield from entries


def _reason(error: Exception) -> str:
    is_version = "flow format version" in str(error)
    return "written by a version of mitmproxy that this one does not read" if is_version else "not a flow"


def _of_flow(index: int, given: flow.Flow) -> Iterator[Entry]:
    if not isinstance(given, http.HTTPFlow) or given.request.method == "CONNECT":
        yield Entry(index, None)  # raw TCP, DNS and tunnels hold no request that we could read
        return
    request = _request(given.request)
    yield Entry(index, request, None, *_answer(given.response, request))
    for message in given.websocket.messages if given.websocket else ():
        if message.from_client:
            yield Entry(index, _message(request, message.content, message.timestamp))


def _request(given: http.Request) -> Request:
    body = given.raw_content
    host = given.pretty_host if is_address(given.host) else given.host
    return Request(
        "",
        _moment(given.timestamp_start),
        given.method.upper(),
        given.scheme,
        host.lower(),
        given.port,
        given.path,
        tuple(pair for pair in given.headers.items(multi=True) if not pair[0].startswith(":")),
        body or None,
        len(body or b""),
    )


def _message(handshake: Request, content: bytes, timestamp: float) -> Request:
    return replace(handshake, time=_moment(timestamp), body=content, body_size=len(content), is_websocket=True)


def _moment(timestamp: float) -> datetime:
    with suppress(ValueError, OverflowError, OSError, TypeError):
        return datetime.fromtimestamp(timestamp, UTC)
    return UNKNOWN_TIME


def _answer(response: http.Response | None, request: Request) -> tuple[tuple[Cookie, ...], bytes | None]:
    if response is None:
        return (), None
    lines = response.headers.get_all("set-cookie")
    cookies = (cookie_of(line, request.host, request.time) for line in lines)
    return tuple(cookie for cookie in cookies if cookie), _page_html(response)


def _page_html(response: http.Response) -> bytes | None:
    packed = response.raw_content
    if not packed or len(packed) > MAX_HTML or not response.headers.get("content-type", "").lower().startswith(_HTML):
        return None
    with suppress(ValueError):
        html = response.content
        return html if html and len(html) <= MAX_HTML else None
    return None
