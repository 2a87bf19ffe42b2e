"""Shorter ways through what mitmproxy itself does dozens of times for each request, with the same outcome.

A message's types are checked by the classes of its values, once for all messages whose values are of the same classes;
the values of an event are read without asking anew which ones it has; a header is looked for among names of its length;
who has no local files to serve, and no host of its own that was asked for, is not asked which a request is for; what
TLS has to send is not asked for again where it was less than was asked for; heads leave with their bodies (see
`joining`); and who listens is asked in the turn of the connection (see `turns`). Each way is taken only where all that
it stands for is mitmproxy's own, as we know it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from inspect import unwrap
from types import FunctionType
from typing import Any, NamedTuple, cast
from zlib import crc32

from mitmproxy import http
from mitmproxy.addonmanager import AddonManager
from mitmproxy.addons.asgiapp import ASGIApp
from mitmproxy.addons.maplocal import MapLocal
from mitmproxy.addons.onboarding import Onboarding
from mitmproxy.coretypes.multidict import MultiDict
from mitmproxy.flow import Flow
from mitmproxy.hooks import Hook
from mitmproxy.proxy import commands
from mitmproxy.proxy.layers.http import HttpLayer, HttpStream
from mitmproxy.proxy.layers.http._http1 import Http1Client, Http1Connection, Http1Server
from mitmproxy.proxy.layers.tls import TLSLayer
from mitmproxy.proxy.mode_servers import ProxyConnectionHandler
from mitmproxy.proxy.server import ConnectionHandler, TimeoutWatchdog
from OpenSSL import SSL

from addons.joining import joining
from addons.turns import turning

_MOST_KINDS = 256  # of messages: there are some five
_MOST_AT_ONCE = 65535  # bytes that mitmproxy asks for

type Own = Callable[..., Any]


class _Known(NamedTuple):
    """A method as we know it: a checksum of the names in it."""

    owner: type
    name: str
    checksum: int

    @property
    def is_there(self) -> bool:
        return checksum_of(getattr(self.owner, self.name, None)) == self.checksum


def checksum_of(method: object) -> int:
    """Return a checksum of what a method speaks of; 0 for what is no function of Python."""
    function = unwrap(method) if isinstance(method, FunctionType) else None
    return crc32(" ".join(sorted(function.__code__.co_names)).encode()) if isinstance(function, FunctionType) else 0


class _Way(NamedTuple):
    """A method, what takes its place, and what else that stands for."""

    owner: type
    name: str
    shorter: Callable[[Own], Own]
    known: tuple[_Known, ...]


def install() -> None:
    """Take the shorter ways from now on, in this process. Once is enough; more often changes nothing."""
    for way in [way for way in _WAYS if all(known.is_there for known in way.known)]:
        setattr(way.owner, way.name, way.shorter(getattr(way.owner, way.name)))


def _checking(own: Own) -> Own:
    """What the check let pass, it lets pass again: it looks at classes alone."""
    passed: set[tuple[type, ...]] = set()

    def checked(self: http.MessageData) -> None:
        kind = (type(self), *map(type, vars(self).values()))
        if kind not in passed:
            own(self)
            if len(passed) < _MOST_KINDS:
                passed.add(kind)

    return checked


def _arguing(_: Own) -> Own:
    def args(self: Hook) -> list[Any]:
        return [getattr(self, name) for name in _arguments(cast(Any, type(self)))]

    return args


@cache
def _arguments(event: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(event))


def _listing(own: Own) -> Own:
    def get_all(self: http.Headers, name: str | bytes) -> Any:
        values = _values(self, name)
        return own(self, name) if values is None else [_text(value) for value in values]

    return get_all


def _getting(own: Own) -> Own:
    def get(self: http.Headers, key: str | bytes, default: Any = None) -> Any:
        values = _values(self, key)
        if values is None:
            return own(self, key, default)
        return ", ".join([_text(value) for value in values]) if values else default

    return get


def _containing(own: Own) -> Own:
    def contains(self: http.Headers, key: str | bytes) -> Any:
        values = _values(self, key)
        return own(self, key) if values is None else bool(values)

    return contains


def _values(headers: http.Headers, name: object) -> list[bytes] | None:
    """The values of a header; None where that is mitmproxy's to say."""
    if type(headers) is not http.Headers:
        return None
    if type(name) is str:
        wanted = name.encode("utf-8", "surrogateescape").lower()
    elif type(name) is bytes:
        wanted = name.lower()
    else:
        return None
    size = len(wanted)
    return [value for field, value in headers.fields if len(field) == size and field.lower() == wanted]


def _text(value: bytes) -> str:
    return value.decode("utf-8", "surrogateescape")


def _emptying(own: Own) -> Own:
    def tls_interact(self: TLSLayer) -> Iterator[commands.Command]:
        try:
            data = self.tls.bio_read(_MOST_AT_ONCE)
        except SSL.WantReadError:
            return
        yield commands.SendData(self.conn, data)
        if len(data) == _MOST_AT_ONCE:
            yield from own(self)

    return tls_interact


def _mapping(own: Own) -> Own:
    def request(self: MapLocal, flow: http.HTTPFlow) -> None:
        if self.replacements:
            own(self, flow)

    return request


def _serving(own: Own) -> Own:
    def request(self: Onboarding, flow: http.HTTPFlow) -> Any:
        """What is asked for has that host only where it is written so."""
        return own(self, flow) if self.host in (flow.request.host_header or flow.request.host) else None

    return request


_HEADERS = (
    _Known(http.Headers, "get_all", 0x3A0DC3D8),
    _Known(http.Headers, "_kconv", 0x0E9A7B23),
    _Known(http.Headers, "_reduce_values", 0x2861D8D7),
    _Known(MultiDict, "get_all", 0x6F907A92),
    _Known(MultiDict, "__getitem__", 0x03EF0905),
)
_SENDING = (
    _Known(Http1Connection, "_handle_event", 0xDCE7DCE4),
    _Known(Http1Client, "send", 0xE7AF3055),
    _Known(Http1Server, "send", 0xF64D4AC9),
    _Known(HttpStream, "send_response", 0xA7FA91C3),
    _Known(HttpStream, "state_consume_request_body", 0xD9904701),
    _Known(HttpLayer, "event_to_child", 0x54CD3BC3),
)
_SERVING = (
    _Known(Onboarding, "request", 0xC689219B),
    _Known(ASGIApp, "request", 0x35F457E9),
    _Known(ASGIApp, "should_serve", 0x0A05846A),
)
_ASKING = (
    _Known(ConnectionHandler, "server_event", 0x06C653C8),
    _Known(ConnectionHandler, "hook_task", 0xDEEF31B3),
    _Known(ProxyConnectionHandler, "handle_hook", 0x36AB1D20),
    _Known(ProxyConnectionHandler, "server_event", 0x06C653C8),
    _Known(TimeoutWatchdog, "disarm", 0x6B3CB076),
    _Known(AddonManager, "handle_lifecycle", 0xA98A7C85),
    _Known(Flow, "wait_for_resume", 0x1EE3FAC1),
)
_WAYS = (
    _Way(ConnectionHandler, "server_event", turning, _ASKING),
    _Way(http.MessageData, "__post_init__", _checking, (_Known(http.MessageData, "__post_init__", 0x9A99831A),)),
    _Way(Hook, "args", _arguing, (_Known(Hook, "args", 0x95C4F6B6),)),
    _Way(http.Headers, "get_all", _listing, _HEADERS),
    _Way(http.Headers, "get", _getting, (_Known(http.Headers, "get", checksum_of(Mapping.get)), *_HEADERS)),
    _Way(
        http.Headers,
        "__contains__",
        _containing,
        (_Known(http.Headers, "__contains__", checksum_of(Mapping.__contains__)), *_HEADERS),
    ),
    _Way(MapLocal, "request", _mapping, (_Known(MapLocal, "request", 0xE171D6D5),)),
    _Way(Onboarding, "request", _serving, _SERVING),
    _Way(TLSLayer, "tls_interact", _emptying, (_Known(TLSLayer, "tls_interact", 0x9E98D3BF),)),
    _Way(Http1Client, "send", joining, _SENDING),
    _Way(Http1Server, "send", joining, _SENDING),
)
