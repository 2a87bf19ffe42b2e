"""A page on its way to the browser that gets a mark at its end; what comes before it passes at once and as it is."""

from collections.abc import Callable

from mitmproxy import http

from addons.streaming import PageCopy
from tracker.marking import ORIGIN
from tracker.marking.decoding import Decoding
from tracker.marking.documents import LARGEST, SMALLEST, policies_of
from tracker.marking.element import style_source
from tracker.marking.policies import allowing, allows

_POLICY = "content-security-policy"
_CHANGED = frozenset({b"content-encoding", b"content-length", b"etag", b"last-modified", b"accept-ranges"})
"""What an answer says of bytes that are others now. Without its validators no cache is told that its copy, with the
mark of an earlier time, is still good."""


class MarkedPage(PageCopy):
    """A response's `stream`: passes a page on without its content coding, then the mark, where the page allows it."""

    def __init__(self, coding: str, mark: Callable[[], bytes]) -> None:
        super().__init__()
        self._decoding, self._mark = Decoding(coding), mark
        self._size = 0

    def __call__(self, data: bytes) -> list[bytes]:
        """Return what is passed on now. Empty data is the end."""
        if not data:
            return [self._mark()] if self._may_be_marked() else []
        made = self._decoding(data)
        self._size += len(made)
        super().__call__(made)
        return [made] if made else []  # mitmproxy would take an empty piece for the end

    def _may_be_marked(self) -> bool:
        if self._decoding.is_broken or not SMALLEST <= self._size <= LARGEST:
            return False
        policies = policies_of(self.content())
        return policies is not None and all(allows(policy, ORIGIN, style_source()) for policy in policies)


def prepare(flow: http.HTTPFlow, coding: str, mark: Callable[[], bytes]) -> bool:
    """Let an answer's page get a mark; whether it may have one by its head, which says what holds then."""
    response = flow.response
    assert response is not None  # noqa: S101 - for the type checker
    policies = response.headers.get_all(_POLICY)
    allowed = allowing(policies, ORIGIN, style_source())
    if allowed is None:
        return False
    if allowed != policies:
        response.headers.set_all(_POLICY, allowed)
    fields = [pair for pair in response.data.headers.fields if pair[0].lower() not in _CHANGED]
    if flow.request.http_version == "HTTP/1.1" and "transfer-encoding" not in response.headers:
        fields.append((b"Transfer-Encoding", b"chunked"))
    response.data.headers.fields = tuple(fields)
    response.stream = MarkedPage(coding, mark)
    return True
