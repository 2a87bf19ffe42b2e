"""What rules changed of a request, written back into mitmproxy's flow: all that they left alone keeps its bytes."""

import contextlib

from mitmproxy import ctx, http

from tracker.traffic import Request


def change(request: http.Request, before: Request, after: Request) -> None:
    """Let mitmproxy send what a request has become. The body's declared length follows it."""
    data = request.data
    if after.target != before.target:
        data.path = _bytes_like(after.target, data.path)
    if after.headers != before.headers:
        data.headers.fields = _fields(data.headers.fields, after.headers)
    if after.body != before.body:
        data.content = after.body or b""
        length = b"%d" % len(data.content)
        data.headers.fields = tuple(
            (name, length if name.lower() == b"content-length" else value) for name, value in data.headers.fields
        )


def cut(flow: http.HTTPFlow) -> None:
    """End the connection to the server over which a request has begun to leave: its end never comes."""
    servers = ctx.master.addons.get("proxyserver")
    for handler in list(servers.connections.values()) if servers else ():
        if handler.client is flow.client_conn and flow.server_conn in handler.transports:
            with contextlib.suppress(AssertionError):  # closed by now
                handler.close_connection(flow.server_conn)


type _Fields = tuple[tuple[bytes, bytes], ...]


def _fields(before: _Fields, after: tuple[tuple[str, str], ...]) -> _Fields:
    """Headers as bytes: those that were there before as they were, others written as those of their name were."""
    known = {(_text(name), _text(value)): (name, value) for name, value in before}
    return tuple(known.get(pair) or _written(pair, before) for pair in after)


def _written(pair: tuple[str, str], before: _Fields) -> tuple[bytes, bytes]:
    for name, value in before:
        if _text(name) == pair[0]:
            return name, _bytes_like(pair[1], value)
    return pair[0].encode(), pair[1].encode()


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _bytes_like(text: str, before: bytes) -> bytes:
    """Return a text in the encoding in which the bytes that it was before were read."""
    try:
        before.decode()
    except UnicodeDecodeError:
        with contextlib.suppress(UnicodeEncodeError):
            return text.encode("latin-1")
    return text.encode("utf-8", "surrogateescape")
