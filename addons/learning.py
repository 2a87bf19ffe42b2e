"""What the proxy learns from answers: the cookies that are set, the forms on pages."""

from collections import OrderedDict
from datetime import datetime

from mitmproxy import http

from tracker.detection import Knowledge
from tracker.domains import registrable_domain

MAX_PAGE = 1 << 20  # bytes of HTML, after its content coding is undone
_SEEN = 512  # pages that are remembered as read


class Learner:
    """Feeds knowledge from answers. A page that was read already is not read again."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._seen: OrderedDict[tuple[str, int], None] = OrderedDict()

    def cookies(self, host: str, headers: http.Headers, time: datetime) -> None:
        """Learn the cookies that an answer of that host sets."""
        lines = [value for name, value in headers.fields if len(name) == 10 and name.lower() == b"set-cookie"]
        if not lines:
            return
        from tracker.detection.cookies import parse_set_cookie

        cookies = (parse_set_cookie(line.decode("utf-8", "replace"), host) for line in lines)
        self._knowledge.cookies.learn(host, [cookie for cookie in cookies if cookie], time)

    def page(self, host: str, headers: http.Headers, content: bytes) -> None:
        """Learn the forms on a page of that host. `content` is as it travelled, or its first part."""
        site = registrable_domain(host)
        if self._is_known((site, hash(content))):
            return
        html = readable(content, headers.get("content-encoding", ""))
        if html:
            self._knowledge.forms.learn(site, html)

    def _is_known(self, page: tuple[str, int]) -> bool:
        if page in self._seen:
            self._seen.move_to_end(page)
            return True
        self._seen[page] = None
        if len(self._seen) > _SEEN:
            self._seen.popitem(last=False)
        return False


def readable(content: bytes, codings: str) -> bytes:
    """Return content without its coding, at most `MAX_PAGE` bytes; nothing where that cannot be undone."""
    if not codings:
        return content[:MAX_PAGE]
    from tracker.detection.bodies.coding import decoded

    undone = decoded(content, codings, MAX_PAGE)
    return undone.data if undone else b""
