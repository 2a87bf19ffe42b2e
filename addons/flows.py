"""mitmproxy's flows into our own picture of traffic. Pure."""

from datetime import UTC, datetime

from mitmproxy import http
from mitmproxy.http import HTTPFlow
from mitmproxy.websocket import WebSocketMessage

from tracker.domains import is_address
from tracker.traffic import Request

type Headers = tuple[tuple[str, str], ...]


def to_request(flow: HTTPFlow, identity: str | None = None) -> Request:
    """Return the flow's request with the whole body. `identity` replaces the flow's id as the request's."""
    body = flow.request.data.content
    return request_of(flow, identity or flow.id, body or None, len(body or b""))


def to_head(flow: HTTPFlow) -> Request:
    """Return the flow's request without its body: what leaves at once when the body is streamed."""
    return request_of(flow, flow.id, None, 0)


def to_first_part(flow: HTTPFlow, body: bytes, size: int) -> Request:
    """Return the first part of a streamed body, of `size` bytes in all, as a request of its own.

    It has what says how to read the body and where it goes; query, cookies and the like were in the head.
    """
    whole = request_of(flow, f"{flow.id}:body", body, size)
    headers = tuple(pair for pair in whole.headers if pair[0].lower().startswith(_BODY_HEADERS))
    return Request(
        whole.id,
        whole.time,
        whole.method,
        whole.scheme,
        whole.host,
        whole.port,
        whole.target.partition("?")[0],
        (*headers, *_asking(whole)),
        body,
        size,
    )


_BODY_HEADERS = ("content-", "sec-fetch-", "upgrade-insecure-requests")


def _asking(whole: Request) -> Headers:
    """Who asks, without the page's whole address: that was in the head, and is not told twice."""
    named = whole.header("origin")
    if named and named != "null":
        return (("Origin", named),)
    scheme, _, rest = (whole.header("referer") or "").partition("//")
    return (("Origin", f"{scheme}//{rest.partition('/')[0]}"),) if rest else ()


def to_message(flow: HTTPFlow, message: WebSocketMessage, identity: str) -> Request:
    """Return an outgoing WebSocket message of the flow's connection."""
    content = message.content
    return request_of(flow, identity, content, len(content), message.timestamp, is_websocket=True)


def request_of(  # noqa: PLR0913 - one flow, seen in several ways
    flow: HTTPFlow, identity: str, body: bytes | None, size: int, timestamp: float = 0, *, is_websocket: bool = False
) -> Request:
    """Return the flow's request under that id and with that body."""
    data = flow.request.data
    return Request(
        identity,
        datetime.fromtimestamp(timestamp or data.timestamp_start, UTC),
        data.method.decode("latin-1").upper(),
        data.scheme.decode("latin-1"),
        host_of(flow.request),
        data.port,
        _text(data.path),
        headers_of(data.headers),
        body,
        size,
        None,
        is_websocket,
    )


def host_of(request: http.Request) -> str:
    """Return the host that a request goes to, by name where mitmproxy knows only an address (transparent modes)."""
    host = request.data.host
    if not (host[:1].isdigit() or ":" in host):  # a cheap no to most
        return host.lower()
    return (request.pretty_host if is_address(host) else host).lower()


def headers_of(headers: http.Headers) -> Headers:
    """Return the headers as text. UTF-8, or Latin-1 where it is none; HTTP/2's pseudo headers are no headers."""
    fields = headers.fields
    try:
        pairs = [(name.decode(), value.decode()) for name, value in fields]
    except UnicodeDecodeError:
        pairs = [(_text(name), _text(value)) for name, value in fields]
    return tuple(pairs)


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")
