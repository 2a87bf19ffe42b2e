"""mitmproxy's flow files, of every version that mitmproxy itself reads and of 0.10 -> entries."""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from mitmproxy import flow, http
from mitmproxy.io import compat, tnetstring

from addons.flows import to_message, to_request
from addons.learning import readable
from addons.oldest_flows import brought_to_011
from tracker.detection.cookies import parse_set_cookie
from tracker.importers.entries import BREAKS_OFF, MAX_HTML, Entry, is_html
from tracker.importers.opening import Progress, open_capture
from tracker.traffic import Cookie, Request

_DAMAGE = (ValueError, TypeError, IndexError, OverflowError, RecursionError, MemoryError, EOFError, zlib.error)
_NOT_KEPT = "unknown"
_END = "not a tnetstring: empty file"


def read_flows(path: Path, progress: Progress | None = None) -> Iterator[Entry]:
    """Yield the entries of a flow file in their order. Raises OSError; damage is an entry with a fault."""
    position = 0
    try:
        with open_capture(path, progress) as file:
            for state in _states(file):
                yield from _entries(position, state)
                position += 1
    except _DAMAGE:
        yield Entry(position, None, BREAKS_OFF)


def _states(file: Any) -> Iterator[Any]:
    while True:
        try:
            state = tnetstring.load(file)
        except ValueError as error:
            if str(error) == _END:
                return
            raise
        yield state


def _entries(position: int, state: Any) -> Iterator[Entry]:
    try:
        entries = list(_of_flow(position, flow.Flow.from_state(compat.migrate_flow(brought_to_011(state)))))
    except Exception as error:  # noqa: BLE001 - conversions of damaged states raise whatever they stumble over
        yield Entry(position, None, _reason(error))
    else:
        yield from entries


def _reason(error: Exception) -> str:
    is_version = "flow format version" in str(error)
    return "written by a version of mitmproxy that this one does not read" if is_version else "not a flow"


def _of_flow(position: int, given: flow.Flow) -> Iterator[Entry]:
    if not isinstance(given, http.HTTPFlow) or given.request.method == "CONNECT":
        yield Entry(position, None)  # raw TCP, DNS and tunnels hold no request that we could read
        return
    request = _to_server(to_request(given), given)
    yield Entry(position, request, None, *_answer(given.response, request))
    for message in given.websocket.messages if given.websocket else ():
        if message.from_client:
            if isinstance(message.content, str):  # as old versions wrote text messages
                message.content = message.content.encode("utf-8", "surrogatepass")
            yield Entry(position, _to_server(to_message(given, message, given.id), given))


def _to_server(request: Request, given: http.HTTPFlow) -> Request:
    """Old WebSocket flows say where they went with their connection alone."""
    address = given.server_conn.address
    if request.host != _NOT_KEPT or address is None:
        return request
    return replace(request, host=address[0].lower(), port=address[1])


def _answer(response: http.Response | None, request: Request) -> tuple[tuple[Cookie, ...], bytes | None]:
    if response is None:
        return (), None
    lines = response.headers.get_all("set-cookie")
    cookies = (parse_set_cookie(line, request.host, request.time) for line in lines)
    return tuple(cookie for cookie in cookies if cookie), _page_html(response)


def _page_html(response: http.Response) -> bytes | None:
    packed = response.data.content
    if not packed or len(packed) > MAX_HTML or not is_html(response.headers.get("content-type", "")):
        return None
    return readable(packed, response.headers.get("content-encoding", "")) or None
