"""What a browser may do with our pages: nothing but show them.

Sources: Content Security Policy Level 3 (W3C); Fetch for `Cross-Origin-Resource-Policy`, HTML for the other two.
"""

import secrets

from flask import Flask, Response, g, request

HOSTS = ["127.0.0.1", "localhost"]
"""The names by which a page may be asked for; any other is a stranger's name made to point here (DNS rebinding)."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'{own}; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}


def protect(app: Flask) -> None:
    """Have each answer say what may be done with it."""
    app.after_request(_with_headers)


def nonce() -> str:
    """Return this answer's nonce: styles that Plotly makes carry it, see `static/boot.js`."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    made: str = g.nonce
    return made


def allow_style(style_hash: str) -> None:
    """Let this answer have a style sheet of its own, by its hash."""
    g.style_hash = style_hash


def _with_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    response.headers["Content-Security-Policy"] = _POLICY.format(
        nonce=nonce(), own=f" '{g.style_hash}'" if "style_hash" in g else ""
    )
    if request.endpoint not in ("static", "plotly"):
        response.headers["Cache-Control"] = "no-store"
    return response
