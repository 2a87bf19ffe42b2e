"""Answers to requests that a rule stops, given here: what breaks a page the least, and says why where a person looks.

Sites read what comes from their own address, and pages read what CORS allows. So an answer names a rule only by its id,
never what it says: a rule may speak of other companies and sites. Pages are shown in a sandbox, out of reach of whoever
frames or opens them, and no other origin may read them.

Sources: Fetch (WHATWG: CORS), Fetch Metadata (`Sec-Fetch-Dest`, `Sec-Fetch-Mode`), CSP Level 3 (`sandbox`).
"""

from html import escape

from mitmproxy import http

from tracker.rules import Rule

_PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b")
_FRAMES = frozenset({"document", "iframe", "frame", "embed", "object", "fencedframe"})
_SEALED = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stopped by a rule of yours</title>
<style>body{{max-width:38em;margin:3em auto;padding:0 1em;font:1rem/1.5 system-ui,sans-serif;color-scheme:light dark}}
code{{overflow-wrap:anywhere}}</style>
<h1>Stopped by a rule of yours</h1>
<p>Nothing of this request has reached <strong>{host}</strong>. It was the rule <code>{name}</code>: the page
<em>Rules</em> of Tracker's dashboard, and <code>tracker rules list</code>, say what it does.</p>
<p>To let it through, turn the rule off there, or with <code>tracker rules off {name}</code>, then load this page
again.</p>
</html>
"""


def refused(request: http.Request, rule: Rule) -> http.Response:
    """Return the answer to a request that the rule stops. Nothing of the request is in it but the host's name.

    Images are empty, beacons are thanked for, what scripts ask for is refused, and pages say which rule it is.
    """
    kind = request.headers.get("sec-fetch-dest", "").lower()
    if kind in _FRAMES or (not kind and _wants_page(request)):
        said = _PAGE.format(host=escape(request.pretty_host), name=escape(rule.id))
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
