"""Shorter ways through what mitmproxy itself does dozens of times for each request, with the same outcome.

A message's types are checked by the classes of its values, once for all messages whose values are of the same classes;
the values of an event are read without asking anew which ones it has; a header is looked for among names of its length;
and who has no local files to serve is not asked which of them a request is for. Each way is taken only where all that
it stands for is mitmproxy's own, as we know it.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from types import FunctionType
from typing import Any, NamedTuple, cast

from mitmproxy import http
from mitmproxy.addons.maplocal import MapLocal
from mitmproxy.coretypes.multidict import MultiDict
from mitmproxy.hooks import Hook

_MOST_KINDS = 256  # of messages: there are some five

type Own = Callable[..., Any]


class _Known(NamedTuple):
    """A method as we know it, by the names in it."""

    owner: type
    name: str
    names: tuple[str, ...]

    @property
    def is_there(self) -> bool:
        found = getattr(self.owner, self.name, None)
        return isinstance(found, FunctionType) and found.__code__.co_names == self.names


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


def _mapping(own: Own) -> Own:
    def request(self: MapLocal, flow: http.HTTPFlow) -> None:
        if self.replacements:
            own(self, flow)

    return request


_MESSAGE = _Known(
    http.MessageData, "__post_init__", ("fields", "getattr", "name", "typecheck", "check_option_type", "type")
)
_HOOK = _Known(Hook, "args", ("fields", "append", "getattr", "name"))
_HEADERS = (
    _Known(http.Headers, "_kconv", ("lower",)),
    _Known(http.Headers, "_reduce_values", ("join",)),
    _Known(MultiDict, "get_all", ("_kconv", "fields")),
    _Known(MultiDict, "__getitem__", ("get_all", "KeyError", "_reduce_values")),
)
_LISTED = _Known(http.Headers, "get_all", ("_always_bytes", "super", "get_all", "_native"))
_GOT = _Known(http.Headers, "get", Mapping.get.__code__.co_names)
_CONTAINED = _Known(http.Headers, "__contains__", Mapping.__contains__.__code__.co_names)
_MAPPED = _Known(
    MapLocal,
    "request",
    (
        *("response", "error", "live", "request", "pretty_url", "replacements", "matches", "re", "search", "regex"),
        *("local_path", "is_file", "file_candidates", "extend", "version", "MITMPROXY", "mimetypes", "guess_type"),
        *("str", "read_bytes", "OSError", "logging", "warning", "http", "Response", "make", "info", "join"),
    ),
)
_WAYS = (
    _Way(http.MessageData, "__post_init__", _checking, (_MESSAGE,)),
    _Way(Hook, "args", _arguing, (_HOOK,)),
    _Way(http.Headers, "get_all", _listing, (_LISTED, *_HEADERS)),
    _Way(http.Headers, "get", _getting, (_LISTED, _GOT, *_HEADERS)),
    _Way(http.Headers, "__contains__", _containing, (_LISTED, _CONTAINED, *_HEADERS)),
    _Way(MapLocal, "request", _mapping, (_MAPPED,)),
)
