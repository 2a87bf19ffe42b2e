"""What a person sees instead of a page: what is wrong, and the way out. Never a value, never a traceback."""

from typing import NamedTuple

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from dashboard import admission
from dashboard.addresses import OVERVIEW, own
from dashboard.mishaps import log_mishap
from dashboard.retelling import retold
from tracker.errors import TrackerError
from tracker.phrasing import gettext, message, sentence


class Failure(NamedTuple):
    """A title, and what to do: messages, said when they are shown."""

    title: str
    advice: str


_KNOWN = {
    400: Failure(
        message("This page cannot be asked for like that"), message("Go back to the first page and follow the links.")
    ),
    401: Failure(
        message("This dashboard is yours alone"),
        message(
            "Open the address that Tracker printed in the terminal when it started: it holds the key, good for one "
            "use. If you have lost it, end Tracker with Ctrl-C and start it again: it prints a new one."
        ),
    ),
    403: Failure(
        message("This key does not open"),
        message(
            "The address that Tracker printed works once, and only the latest one. In the browser where you used it, "
            "the dashboard is open. For another browser, end Tracker with Ctrl-C and start it again: it prints a new "
            "one."
        ),
    ),
    404: Failure(
        message("There is no such page"),
        message("Perhaps the address has a slip in it, or what the page showed was forgotten."),
    ),
    405: Failure(
        message("This page cannot be asked for like that"), message("Go back to the first page and follow the links.")
    ),
    413: Failure(
        message("This form is too large"),
        message("Nothing of it was kept. Go back and send less at once: shorter texts, or fewer lines."),
    ),
}
_FOREIGN = Failure(
    message("This is not the dashboard's name"),
    message("It answers at 127.0.0.1 alone, by the address that Tracker printed."),
)
_STRANGER = Failure(
    message("This key does not open"),
    message(
        "It came from another user of this machine, or through the proxy, which speaks for anybody. Open the address "
        "that Tracker printed yourself, without the proxy."
    ),
)
_OURS = Failure(
    message("Something is wrong in Tracker itself"), message("The terminal says what. Recording goes on meanwhile.")
)
_OLD = message("The form was too old. Go back, load the page again and send it again.")


def explain(app: Flask) -> None:
    """Have every failure of an application shown as a page of its own."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(TrackerError, _known)
    app.register_error_handler(Exception, _unknown)


def _http(error: Exception) -> tuple[str, int]:
    code = (error.code if isinstance(error, HTTPException) else None) or InternalServerError.code
    failure = _KNOWN.get(code, _OURS)
    if isinstance(error, SecurityError):
        failure = _FOREIGN
    elif isinstance(error, admission.StrangerError):
        failure = _STRANGER
    elif isinstance(error, CSRFError):
        failure = failure._replace(
            advice=message("The form was too old. Go back, load the page again and send it again.")
        )
    elif code == 400 and isinstance(error, HTTPException) and error.description != type(error).description:
        failure = failure._replace(advice=error.description or "")
    return _page(failure), code


def _known(error: Exception) -> tuple[str, int]:
    return _page(Failure(message("The ledger cannot be read"), retold(_begun(str(error)))), is_mendable=True), 503


def _begun(text: str) -> str:
    """An error as a sentence; the name of a file stays as it is."""
    return sentence(text) if text.partition(" ")[0].isalpha() else text


def _unknown(error: Exception) -> tuple[str, int]:
    log_mishap("a page failed", error)
    return _page(_OURS), 500


def _page(failure: Failure, *, is_mendable: bool = False) -> str:
    return render_template(
        "failure.html",
        title=gettext(failure.title),
        advice=gettext(failure.advice),
        is_in=admission.is_in(),
        is_mendable=is_mendable,
        is_from_elsewhere=failure is _KNOWN[401],
        asked_for=_asked_for(),
    )


def _asked_for() -> str:
    """The page that was asked for, if it is one of ours that can be asked for again."""
    return own(request.full_path.removesuffix("?")) if request.method == "GET" else OVERVIEW
