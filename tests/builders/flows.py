"""mitmproxy's flows with good defaults."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from mitmproxy import http, websocket
from mitmproxy.test import tflow
from wsproto.frame_protocol import Opcode

type Pairs = Iterable[tuple[bytes, bytes]]

FORM = b"application/x-www-form-urlencoded"


def a_flow(
    url: str = "https://shop.test/register",
    *,
    method: str = "POST",
    headers: Pairs = ((b"Content-Type", FORM),),
    body: bytes | None = b"email=marie.dupont%40mail.example",
    version: str = "HTTP/1.1",
) -> http.HTTPFlow:
    """A form on its way to the shop, as mitmproxy has it in its `request` hook."""
    parts = urlsplit(url)
    target = url.split(parts.netloc, 1)[1] or "/"
    fields = [(b"Host", parts.netloc.encode()), *headers]
    if body is not None and version.startswith("HTTP/1"):
        fields.append((b"Content-Length", b"%d" % len(body)))
    flow = http.HTTPFlow(tflow.tclient_conn(), tflow.tserver_conn())
    flow.request = http.Request(
        host=parts.hostname or "",
        port=parts.port or (443 if parts.scheme == "https" else 80),
        method=method.encode(),
        scheme=parts.scheme.encode(),
        authority=b"",
        path=target.encode("latin-1"),
        http_version=version.encode(),
        headers=http.Headers(fields),
        content=body or b"",
        trailers=None,
        timestamp_start=1767323045.5,
        timestamp_end=None,
    )
    flow.live = True
    return flow


def answered(
    flow: http.HTTPFlow,
    body: bytes = b"<form><label>E-mail <input name=q1></label></form>",
    headers: Pairs = ((b"Content-Type", b"text/html; charset=utf-8"),),
    *,
    has_length: bool = True,
    status: int = 200,
) -> http.HTTPFlow:
    """The same flow with an answer: a page with a form."""
    fields = [*headers, *([(b"Content-Length", b"%d" % len(body))] if has_length else [])]
    flow.response = http.Response(
        http_version=b"HTTP/1.1",
        status_code=status,
        reason=b"OK",
        headers=http.Headers(fields),
        content=body,
        trailers=None,
        timestamp_start=1767323046.0,
        timestamp_end=1767323046.1,
    )
    return flow


def a_message(content: bytes = b'{"email":"marie.dupont@mail.example"}', *, from_client: bool = True) -> http.HTTPFlow:
    """An open WebSocket connection over which that message has just come."""
    flow = answered(
        a_flow("https://chat.shop.test/socket?room=1", method="GET", headers=(), body=None), b"", status=101
    )
    flow.websocket = websocket.WebSocketData()
    flow.websocket.messages.append(websocket.WebSocketMessage(Opcode.TEXT, from_client, content, 1767323050.25))
    return flow
