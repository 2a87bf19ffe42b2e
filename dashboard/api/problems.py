"""What is answered instead of data: a problem as JSON, by RFC 9457, never a page, a value or a traceback."""

import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from flask import Flask, Response
from msgspec import Meta
from werkzeug.exceptions import HTTPException, SecurityError

from dashboard.api.parameters import WrongParameter
from dashboard.api.places import placeless
from dashboard.api.writing import written
from dashboard.mishaps import log_mishap
from tracker.errors import TrackerError

MEDIA_TYPE = "application/problem+json"
_LOGGER = logging.getLogger("dashboard")
_OURS = "Something is wrong in Tracker itself; its terminal says what. Recording goes on meanwhile."
_FOREIGN = "This is not the dashboard's name: it answers at 127.0.0.1 and localhost alone."
_DETAILS = {
    HTTPStatus.UNAUTHORIZED: (
        "Send the token as `Authorization: Bearer TOKEN`. `tracker api-token new` makes one; a new one replaces the "
        "one before."
    ),
    HTTPStatus.NOT_FOUND: "There is nothing here. Perhaps what it told of was forgotten.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This can be read and nothing else: use GET.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (RFC 9457), and the way out."""

    type: Annotated[str, Meta(description="Always about:blank: the status says all there is")]
    title: Annotated[str, Meta(description="The status in words")]
    status: Annotated[int, Meta(ge=400, le=599)]
    detail: Annotated[str, Meta(description="What is wrong in this case, and what to do")]
    parameter: Annotated[str | None, Meta(description="The name of the parameter that is wrong, if one is")] = None


def explain(app: Flask) -> None:
    """Have every failure of an application answered as a problem."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(TrackerError, _known)
    app.register_error_handler(Exception, _unknown)


def _http(error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for these
    parameter = error.parameter if isinstance(error, WrongParameter) else None
    response = _answer(HTTPStatus(error.code or 500), _detail(error), parameter)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers.add(name, value)
    return response


def _detail(error: HTTPException) -> str:
    if isinstance(error, SecurityError):
        return _FOREIGN
    is_own = error.description and error.description != type(error).description
    return str(error.description) if is_own else _DETAILS.get(HTTPStatus(error.code or 500), _OURS)


def _known(error: Exception) -> Response:
    _LOGGER.error("an answer failed: %s", error)
    return _answer(HTTPStatus.SERVICE_UNAVAILABLE, f"The ledger cannot be read: {placeless(str(error))}")


def _unknown(error: Exception) -> Response:
    log_mishap("an answer failed", error)
    return _answer(HTTPStatus.INTERNAL_SERVER_ERROR, _OURS)


def _answer(status: HTTPStatus, detail: str, parameter: str | None = None) -> Response:
    problem = Problem("about:blank", status.phrase, status.value, detail, parameter)
    return Response(written(problem), status.value, mimetype=MEDIA_TYPE)
