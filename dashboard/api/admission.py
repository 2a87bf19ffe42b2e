"""Who may read: whoever has the token, in the header made for it. Not by the browser's cookie, not by an address.

No answer allows other origins anything (CORS), and a browser sends no such header to another origin without being
allowed to: pages of others cannot read here even if they know the token.
"""

import logging
from threading import Lock

from flask import Flask, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import SecurityError, Unauthorized

from dashboard.wiring import reading
from tracker.ledger.api_token import is_right

DESCRIPTION = "description"
"""The endpoint that is open to all: it holds none of the person's data."""
_LOGGER = logging.getLogger("dashboard")
_WRONG = "This token does not open. `tracker api-token new` makes another one, which replaces the one before."


class Refusals:
    """Counts wrong tokens, and tells in the terminal of the 1st, the 10th, the 100th and so on."""

    def __init__(self) -> None:
        self._count, self._told, self._lock = 0, 1, Lock()

    def add(self) -> None:
        """Count one more."""
        with self._lock:
            self._count += 1
            if self._count < self._told:
                return
            self._told *= 10
            count = self._count
        _LOGGER.warning("the API was asked with a wrong token (%d since the start)", count)


def guard(app: Flask) -> None:
    """Have each request checked before anything is said."""
    refusals = Refusals()
    app.before_request(lambda: _check(refusals))


def _check(refusals: Refusals) -> None:
    if isinstance(request.routing_exception, SecurityError):
        raise request.routing_exception  # a host that is none of ours: not even the way in is told
    if request.endpoint == DESCRIPTION:
        return
    given = request.authorization
    if given is None or given.type != "bearer" or not given.token:
        raise Unauthorized(www_authenticate=WWWAuthenticate("bearer", {"realm": "tracker"}))
    with reading() as session:
        is_in = is_right(session, given.token)
    if not is_in:
        refusals.add()
        raise Unauthorized(
            _WRONG, www_authenticate=WWWAuthenticate("bearer", {"realm": "tracker", "error": "invalid_token"})
        )
