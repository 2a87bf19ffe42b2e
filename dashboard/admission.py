"""Letting in whoever has the key address or the cookie; sending away the rest with a page that says how to get in."""

import logging

from flask import Flask, Response, redirect, request, session
from werkzeug.exceptions import Forbidden, SecurityError, Unauthorized
from werkzeug.wrappers import Response as AnyResponse

from dashboard.addresses import OVERVIEW
from dashboard.peers import is_strangers
from dashboard.wiring import wiring
from tracker.keeper.reports import reports
from tracker.supervision import running

_LOGGER = logging.getLogger("dashboard")
_MARK = "mark"
_ALL_TRAFFIC = ("local", "transparent", "tun")  # modes that take what no browser was told to send through them
_OPEN = frozenset({"static", "plotly"})  # looks and libraries: nothing of the person's


class StrangerError(Forbidden):
    """The right key in the wrong hands: of another user of this machine, or of whoever sends through the proxy."""


def guard(app: Flask) -> None:
    """Have each request checked before any view sees it."""
    app.before_request(_checked)


def is_in() -> bool:
    """Whether the browser that asks was let in, and not shut out since."""
    return wiring().gate.knows(session.get(_MARK))


def leave() -> Response:
    """Forget that this browser was let in."""
    session.clear()
    return _see(OVERVIEW)


def leave_others() -> None:
    """Shut out every browser but the one that asks."""
    gate = wiring().gate
    gate.shut_out()
    session[_MARK] = gate.mark()


def _checked() -> AnyResponse | None:
    if isinstance(request.routing_exception, SecurityError):
        raise request.routing_exception  # a host that is none of ours: not even the way in is told
    if request.endpoint in _OPEN:
        return None
    if request.method == "GET" and request.path == OVERVIEW and "token" in request.args:
        return _entered(request.args["token"])
    if is_in():
        return None
    raise Unauthorized


def _entered(token: str) -> AnyResponse:
    """A page without the token in its address, so that it stands in no history."""
    if not is_in():
        gate = wiring().gate
        if gate.would_take(token) and _is_strangers():
            _LOGGER.warning("the address with the key was opened by another user of this machine, or through the proxy")
            raise StrangerError
        if not gate.takes(token):
            raise Forbidden
        session[_MARK] = gate.mark()
    return _see(OVERVIEW)


def _is_strangers() -> bool:
    """Whether somebody else on this machine has read the address with the key, and opens it."""
    settings = wiring().settings()
    now = running(settings)
    proxies = [report.process for report in reports(settings) if report.role == "proxy"]
    if now and any(mode.startswith(_ALL_TRAFFIC) for mode in now.modes):
        proxies = []  # then the person's own browser may come through it, whatever it is told
    return is_strangers(request.environ.get("REMOTE_PORT"), request.environ.get("SERVER_PORT"), proxies)


def _see(address: str) -> Response:
    response = redirect(address, 303, Response)
    assert isinstance(response, Response)  # noqa: S101 - redirect() promises less than it does
    return response
