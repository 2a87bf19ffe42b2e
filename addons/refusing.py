"""Answers to requests that a rule stops, given here: what breaks a page the least, and says why where a person looks.

Sites read what comes from their own address, and pages read what CORS allows. So an answer names a rule only by its id,
never what it says: a rule may speak of other companies and sites. Pages are shown in a sandbox, out of reach of whoever
frames or opens them, and no other origin may read them.

Sources: Fetch (WHATWG: CORS), Fetch Metadata (`Sec-Fetch-Dest`, `Sec-Fetch-Mode`), CSP Level 3 (`sandbox`).
"""

from mitmproxy import http

from addons.voices import language_of, voice_of
from tracker.phrasing import speaking
from tracker.rules import Rule
from tracker.rules.stopping import stopped_page

_PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b")
_FRAMES = frozenset({"document", "iframe", "frame", "embed", "object", "fencedframe"})
_SEALED = "sandbox; default-src 'none'; style-src 'unsafe-inline'"


def refused(request: http.Request, rule: Rule) -> http.Response:
    """Return the answer to a request that the rule stops. Nothing of the request is in it but the host's name.

    Images are empty, beacons are thanked for, what scripts ask for is refused, and pages say which rule it is.
    """
    kind = request.headers.get("sec-fetch-dest", "").lower()
    if kind in _FRAMES or (not kind and _wants_page(request)):
        language = language_of(request.headers.get("accept-language", ""))
        with speaking(voice_of(language)):
            said = stopped_page(request.pretty_host, rule, language)
        return _answer(request, 403, "text/html; charset=utf-8", said.encode())
    if kind == "image":
        return _answer(request, 200, "image/gif", _PIXEL)
    if kind == "style":
        return _answer(request, 200, "text/css", b"")
    if kind in ("", "empty", "report") and request.headers.get("sec-fetch-mode") == "no-cors":
        return _answer(request, 204, "", b"")
    if "json" in request.headers.get("accept", "") or kind in ("", "empty"):
        return _answer(request, 403, "application/json", b"{}")
    return _answer(request, 403, "text/plain; charset=utf-8", b"")


def _wants_page(request: http.Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _answer(request: http.Request, status: int, kind: str, body: bytes) -> http.Response:
    """With leave for the page to read it, so that it learns at once that nothing more comes; not what people read."""
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
    if kind:
        headers["Content-Type"] = kind
    if kind.startswith("text/html"):
        headers |= {"Content-Security-Policy": _SEALED, "Cross-Origin-Resource-Policy": "same-origin"}
    elif origin := request.headers.get("origin"):
        headers |= {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Credentials": "true",
            "Vary": "Origin",
        }
    if request.headers.get("access-control-request-method"):
        asked = request.headers.get("access-control-request-headers", "")
        headers |= {"Access-Control-Allow-Methods": request.headers["access-control-request-method"]}
        headers |= {"Access-Control-Allow-Headers": asked} if asked else {}
    return http.Response.make(status, body, headers)
