"""mitmproxy's flow files, of every version that mitmproxy itself reads and of 0.10 -> entries."""

import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mitmproxy import flow, http
from mitmproxy.io import compat, tnetstring

from addons.oldest_flows import brought_to_011
from tracker.detection.bodies.coding import decoded
from tracker.detection.cookies import parse_set_cookie
from tracker.domains import is_address
from tracker.importers.entries import BREAKS_OFF, MAX_HTML, UNKNOWN_TIME, Entry, is_html
from tracker.importers.opening import Progress, open_capture
from tracker.traffic import Cookie, Request

_NOT_KEPT = "unknown"
_END = "not a tnetstring: empty file"


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
        entries = list(_of_flow(index, flow.Flow.from_state(compat.migrate_flow(brought_to_011(state)))))
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
    request = _request(given)
    yield Entry(index, request, None, *_answer(given.response, request))
    for message in given.websocket.messages if given.websocket else ():
        if message.from_client:
            yield Entry(index, _message(request, message.content, message.timestamp))


def _request(whole: http.HTTPFlow) -> Request:
    given = whole.request
    body = given.raw_content
    host, port = _destination(whole)
    return Request(
        "",
        _moment(given.timestamp_start),
        given.method.upper(),
        given.scheme,
        host.lower(),
        port,
        given.path,
        tuple(pair for pair in given.headers.items(multi=True) if not pair[0].startswith(":")),
        body or None,
        len(body or b""),
    )


def _destination(given: http.HTTPFlow) -> tuple[str, int]:
    """By name where a transparent proxy has only the address; old WebSocket flows know it from the connection alone."""
    request, address = given.request, given.server_conn.address
    if request.host == _NOT_KEPT and address:
        return address[0], address[1]
    return request.pretty_host if is_address(request.host) else request.host, request.port


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
    cookies = (parse_set_cookie(line, request.host, request.time) for line in lines)
    return tuple(cookie for cookie in cookies if cookie), _page_html(response)


def _page_html(response: http.Response) -> bytes | None:
    packed = response.raw_content
    if not packed or len(packed) > MAX_HTML or not is_html(response.headers.get("content-type", "")):
        return None
    html = decoded(packed, response.headers.get("content-encoding", ""), MAX_HTML)
    return html.data if html and html.is_complete else None
