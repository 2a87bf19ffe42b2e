"""Our own picture of outgoing traffic, free of mitmproxy and of HAR."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Location(StrEnum):
    """The part of a request in which a field lies."""

    QUERY = "query"
    PATH = "path"
    FORM = "form"
    MULTIPART = "multipart"
    JSON = "json"
    BODY = "body"
    HEADER = "header"
    COOKIE = "cookie"
    WEBSOCKET = "websocket"


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie as a response sets it. `lifetime` is in seconds; None: until the browser closes."""

    name: str
    value: str = field(repr=False)
    domain: str = ""
    lifetime: float | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request, or one outgoing WebSocket message.

    `target` is the path with its query as it travelled. `body` is as it travelled too (content coding not undone), or
    its first part when `body_size` is larger; None where there was none. For a WebSocket message, the body is the
    message and the rest tells of the handshake. `page` is the address of the page the person was on, where the
    capture says so. `id` is unique among all requests ever recorded.
    """

    id: str
    time: datetime
    method: str
    scheme: str
    host: str
    port: int
    target: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: bytes | None = field(default=None, repr=False)
    body_size: int = 0
    page: str | None = field(default=None, repr=False)
    is_websocket: bool = False

    def header(self, name: str) -> str | None:
        """Return the first header of that name (given in lower case), or None."""
        for key, value in self.headers:
            if key == name or key.lower() == name:
                return value
        return None


class Field(NamedTuple):
    """One named value in a request. A tuple, because a busy page makes thousands of them each second.

    `path` is where it lies: `email`, `user.address[0].zip`, a cookie's or header's name. `name` is the part of the path
    that names it. `parents` are the names above it, outermost first. `encoding` lists the named decoding steps that
    led to the value, outermost first; what the location itself prescribes (percent-encoding in a query, JSON's
    escapes, a body's declared content coding) is not listed.
    """

    location: Location
    path: str
    name: str
    value: str
    parents: tuple[str, ...] = ()
    encoding: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Field({self.location!s}, {self.path!r}, encoding={self.encoding!r})"
