"""What is passed on while it comes in, and what is looked at on its way. Bytes are never changed."""

import time
from collections.abc import Callable
from typing import Any

from mitmproxy import http

LARGE_UPLOAD = 1 << 20  # bytes: larger request bodies are passed on as they come
FIRST_PART = 256 << 10  # bytes of such a body that are held back until they are recorded
SMALL_ANSWER = 64 << 10  # bytes: smaller answers come in one or two pieces anyway, and whole ones cost less
GATHERED = 512 << 10  # bytes that are passed on at once of a large answer
PATIENCE = 0.05  # seconds that the first of them waits for the others
SMALL_PAGE = 512 << 10  # bytes of a page that are looked at for forms
_WITHOUT_BODY = (b"GET", b"HEAD", b"OPTIONS")
_PAGES = (b"text/html", b"application/xhtml")


type Stream = Callable[[bytes], bytes | list[bytes]] | bool


def stream_of(response: http.Response) -> Stream:
    """Return how the body of that answer is passed on: mitmproxy's `stream`, false for as a whole."""
    size = length_of(response.headers)
    if size is not None and size <= SMALL_ANSWER:
        return False
    if is_page(response.headers):
        return PageCopy()
    return True if size is None else Gathering()


def may_have_body(request: http.Request) -> bool:
    """Whether a request may have a body: it says so, or it is of a kind that does not need to."""
    headers = request.headers
    if request.data.http_version.startswith(b"HTTP/1"):
        return "content-length" in headers or "transfer-encoding" in headers
    return request.data.method not in _WITHOUT_BODY


def is_page(headers: http.Headers) -> bool:
    """Whether the body is HTML, which may have forms in it."""
    for name, value in headers.fields:
        if len(name) == 12 and name.lower() == b"content-type":
            return value.lower().startswith(_PAGES)
    return False


def length_of(headers: http.Headers) -> int | None:
    """Return the body's declared size, or None where there is none to rely on."""
    length: int | None = None
    for name, value in headers.fields:
        if len(name) == 14 and name.lower() == b"content-length" and value.isdigit():
            length = int(value[:18])
        elif len(name) == 17 and name.lower() == b"transfer-encoding":
            return None
    return length


class FirstPart:
    """A request's `stream`: holds the first part back until it is recorded, then passes everything on; or nothing,
    where `record` says that it may not leave.
    """

    def __init__(self, record: Callable[[bytes, int | None], bool], size: int | None) -> None:
        self._record, self._size = record, size
        self._held: list[bytes] | None = []
        self._count = 0
        self.is_size_unknown = size is None
        self._rest = None if size is None else Gathering()
        self.unseen = 0
        self._is_stopped = False

    def __call__(self, data: bytes) -> list[bytes]:
        """Return what may leave now. Empty data is the end."""
        if self._is_stopped:
            return []
        if self._held is None:
            self.unseen += len(data)
            if self._rest is not None:
                return self._rest(data)
            return [data] if data else []
        self._held.append(data)
        self._count += len(data)
        if data and self._count < FIRST_PART:
            return []
        return self._released(is_whole=not data)

    def _released(self, *, is_whole: bool) -> list[bytes]:
        part, self._held = b"".join(self._held or ()), None
        if part:
            self._is_stopped = not self._record(part[:FIRST_PART], self._count if is_whole else self._size)
            self.unseen = max(0, self._count - FIRST_PART)
        return [part] if part and not self._is_stopped else []


class Gathering:
    """A `stream` for a large body of known size: many small pieces become fewer larger ones, which costs
    half. The first ones pass at once, and nothing waits while little comes in.
    """

    __slots__ = ("_began", "_count", "_held", "_passed")

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._count = self._passed = 0
        self._began = 0.0

    def __call__(self, data: bytes) -> list[bytes]:
        """Return what is passed on now. Empty data is the end."""
        now = time.monotonic()
        if not self._held:
            self._began = now
        self._held.append(data)
        self._count += len(data)
        if data and self._count < min(GATHERED, self._passed) and now - self._began < PATIENCE:
            return []
        piece, self._held = b"".join(self._held), []
        self._passed += self._count
        self._count = 0
        return [piece] if piece else []


class PageCopy:
    """A response's `stream`: passes everything on at once and keeps a copy of the first part."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._count = 0

    def __call__(self, data: bytes) -> bytes | list[bytes]:
        if self._count < SMALL_PAGE:
            self._parts.append(data)
            self._count += len(data)
        return data

    def content(self) -> bytes:
        """Return the first part of the page as it travelled."""
        return b"".join(self._parts)[:SMALL_PAGE]


class LengthUnknown(http.Request):
    """A request whose body says nothing about its size. mitmproxy keeps such a body until it is larger than its
    option `stream_large_bodies`, then sets `stream` and sends the head at once: that is the moment to record.
    """

    _begin: Callable[[], FirstPart]
    _stream: Callable[[bytes], Any] | bool = False

    @property
    def stream(self) -> Callable[[bytes], Any] | bool:
        return self._stream

    @stream.setter
    def stream(self, wanted: Callable[[bytes], Any] | bool) -> None:
        self._stream = self._begin() if wanted is True else wanted


def watch_length(request: http.Request, begin: Callable[[], FirstPart]) -> None:
    """Call `begin` when mitmproxy starts to stream that request's body, before anything of it leaves."""
    request.__class__ = LengthUnknown
    assert isinstance(request, LengthUnknown)  # noqa: S101 - for the type checker
    request._begin = begin  # noqa: SLF001 - our own class
