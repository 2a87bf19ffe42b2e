"""The head of a message leaves with its body, in one piece, where mitmproxy has both at hand.

mitmproxy hands the two over one right after the other, each for a record of TLS and a system call of its own, and who
receives them wakes up twice. The bytes and their order are the same. A head is held back only where mitmproxy's next
step is to hand over the body: it is whole, and not streamed. Whatever else comes first, the head goes before it.
"""

from collections.abc import Callable, Iterator
from typing import Any

from mitmproxy import http
from mitmproxy.proxy import commands
from mitmproxy.proxy.layers.http._events import RequestHeaders, ResponseHeaders
from mitmproxy.proxy.layers.http._http1 import Http1Connection

LARGEST = 64 << 10  # bytes of a body: to put a larger one behind its head costs more than it saves
_HELD = "_tracker_held_head"

type Send = Callable[[Any, Any], Iterator[commands.Command]]


def joining(own: Send) -> Send:
    """Return an HTTP/1 connection's `send` that puts a body behind its head."""

    def send(self: Http1Connection, event: Any) -> Iterator[commands.Command]:
        held: bytes | None = vars(self).pop(_HELD, None)
        if held is not None:
            return _after(self, held, own(self, event))
        return _holding(self, own(self, event)) if _is_followed(event) else own(self, event)

    return send


def _is_followed(event: Any) -> bool:
    """Whether mitmproxy's next step is to hand over the whole body."""
    if isinstance(event, RequestHeaders):
        message: http.Message = event.request
    elif isinstance(event, ResponseHeaders):
        message = event.response
    else:
        return False
    content = message.data.content
    return bool(content) and len(content or b"") <= LARGEST and not (event.end_stream or message.stream)


def _holding(connection: Http1Connection, sent: Iterator[commands.Command]) -> Iterator[commands.Command]:
    """Hold a head back, if that alone is what is sent."""
    listed = list(sent)
    if len(listed) == 1 and type(listed[0]) is commands.SendData:
        setattr(connection, _HELD, listed[0].data)
    else:
        yield from listed


def _after(connection: Http1Connection, head: bytes, sent: Iterator[commands.Command]) -> Iterator[commands.Command]:
    """Send a head that was held back: with the data that come next, if they come at once."""
    first = next(sent, None)
    if type(first) is commands.SendData:
        first.data = head + first.data
    else:
        yield commands.SendData(connection.conn, head)
    if first is not None:
        yield first
    yield from sent
