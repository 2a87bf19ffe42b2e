"""The documents of the mark's own host: what is in the frames, and what they ask for. No page may read them.

Sources: Fetch Metadata (W3C), https://www.w3.org/TR/CSP3/ (`frame-ancestors`), Fetch (`Cross-Origin-Resource-Policy`),
https://html.spec.whatwg.org/ (`Cross-Origin-Embedder-Policy`: pages that ask for it get frames that have it alone).
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

import orjson

from tracker.marking.element import data, source_of
from tracker.marking.telling import Told
from tracker.marking.tickets import Ticket

_PARTS = ("badge", "panel")
_BADGE = '<svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6"/></svg><span id="badge">\u2026</span>'
_PANEL = (
    '<main id="all" hidden><h1 id="held"></h1><ul id="held_rows"></ul><h1 id="got"></h1><ul id="got_rows"></ul>'
    '<p id="note"></p><p><a id="link" target="_blank" rel="noopener noreferrer" hidden></a></p>'
    '<p><button type="button" id="hide"></button><span id="hidden" role="status" hidden></span></p></main>'
)
_DOCUMENT = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Tracker</title>'
    '<meta name="viewport" content="width=device-width"><style>{style}</style></head>'
    '<body data-part="{part}">{body}<script>{script}</script></body></html>'
)


class Asked(NamedTuple):
    """A request to the mark's host. Names of headers are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]


class Answer(NamedTuple):
    """What is answered."""

    status: int
    headers: dict[str, str]
    body: bytes = b""


class Desk(NamedTuple):
    """Who knows: what a ticket in an address is, what is told of it, how its site is left without marks; what begins
    when a badge is shown; the reader's language.
    """

    ticket: Callable[[str], Ticket | None]
    told: Callable[[Ticket], Told | None]
    begin: Callable[[Ticket], None]
    hide: Callable[[Ticket], None]
    language: str = "en"


def answer(asked: Asked, desk: Desk) -> Answer:
    """Return the answer to a request; to whoever is not one of our frames, nothing."""
    place, _, what = asked.path.removeprefix("/").partition("/")
    ticket = desk.ticket(place)
    if ticket is None:
        return _blank() if _is_frame(asked) else _nothing()
    if what in _PARTS and _is_frame(asked):
        if what == "badge":
            desk.begin(ticket)
        return _frame(what, ticket.origin, desk.language)
    if not _is_own(asked):
        return _nothing()
    if what == "told" and asked.method == "GET":
        told = desk.told(ticket)
        said = None if told is None else orjson.dumps(told._asdict(), default=tuple)
        return _nothing() if said is None else Answer(200, _headers("application/json"), said)
    if what == "hide" and asked.method == "POST":
        desk.hide(ticket)
        return Answer(204, _headers(""))
    return _nothing()


def _is_frame(asked: Asked) -> bool:
    said = asked.headers
    return asked.method == "GET" and said.get("sec-fetch-dest") == "iframe" and said.get("sec-fetch-mode") == "navigate"


def _is_own(asked: Asked) -> bool:
    """Whether one of our frames asks: the browser says so, and lets no page say it."""
    return asked.headers.get("sec-fetch-site") == "same-origin" and asked.headers.get("sec-fetch-dest") == "empty"


def _frame(part: str, origin: str, language: str) -> Answer:
    style, script = data("frame.css"), data("frame.js")
    body = _BADGE if part == "badge" else _PANEL
    document = _DOCUMENT.format(language=language, style=style, part=part, body=body, script=script)
    return Answer(200, {**_headers("text/html"), "Content-Security-Policy": _policy(origin)}, document.encode())


@cache
def _own_sources() -> str:
    style, script = source_of(data("frame.css")), source_of(data("frame.js"))
    return f"style-src {style}; script-src {script}"


def _policy(origin: str) -> str:
    rest = "connect-src 'self'; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; {_own_sources()}; {rest}; frame-ancestors {origin}"


def _blank() -> Answer:
    """For a page that came out of a cache with the mark of another time: an empty frame, no error in it."""
    document = b'<!doctype html><meta name="color-scheme" content="light dark"><title>Tracker</title>'
    return Answer(200, {**_headers("text/html"), "Content-Security-Policy": "default-src 'none'"}, document)


def _nothing() -> Answer:
    return Answer(404, _headers(""))


def _headers(kind: str) -> dict[str, str]:
    said = {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "cross-origin" if kind == "text/html" else "same-origin",
    }
    return said | ({"Content-Type": f"{kind}; charset=utf-8"} if kind else {})
