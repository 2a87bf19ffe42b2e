"""News for open pages, and the door out."""

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard import addresses, admission, arguments
from dashboard.wiring import wiring
from tracker.phrasing import voice

blueprint = Blueprint("live", __name__)


@blueprint.get(addresses.LIVE)
def live() -> Response:
    """Send what came after the id that the browser knows, as server-sent events."""
    heard = request.headers.get("Last-Event-ID", "")
    known = int(heard) if heard.isascii() and heard.isdigit() and len(heard) <= 18 else arguments.number("known")
    return Response(wiring().live.events(known or 0, voice()), mimetype="text/event-stream")


@blueprint.post(addresses.LEAVE)
def leave() -> AnyResponse:
    """Sign this browser out."""
    return admission.leave()
