"""What every reader of capture files gives: entries."""

from typing import NamedTuple

from tracker.traffic import Cookie, Request

_HTML = ("text/html", "application/xhtml+xml")

BREAKS_OFF = "the file breaks off or is damaged here; what stands before was read"
MAX_HTML = 1 << 20
"""Pages larger than this are not searched for forms."""


class Entry(NamedTuple):
    """One request of a capture file, or one outgoing WebSocket message, which has its handshake's position.

    `position` counts the file's requests from 0.

    `request` is None where the entry is broken (`fault` says why, without values) or where nothing left the machine
    (no fault): answered from the browser's cache, blocked, or no web address at all. The request has no id yet.

    `is_dated` is false where the request's time is not its own but the one before it's, its page's, or the file's.
    """

    position: int
    request: Request | None
    fault: str | None = None
    set_cookies: tuple[Cookie, ...] = ()
    page_html: bytes | None = None
    is_dated: bool = True


def is_html(content_type: str) -> bool:
    """Whether a Content-Type says that a response is a page."""
    return content_type.strip().lower().startswith(_HTML)
