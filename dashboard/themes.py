"""Light or dark: as the system has it, or by the reader's own choice, which a cookie keeps."""

from enum import StrEnum

from flask import Flask, request
from werkzeug.wrappers import Response

from tracker.phrasing import Words, message

COOKIE = "tracker-theme"
_YEAR = 365 * 24 * 3600


class Theme(StrEnum):
    """What can be chosen."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


THEMES = Words(
    {
        Theme.SYSTEM: message("as your system has it"),
        Theme.LIGHT: message("light"),
        Theme.DARK: message("dark"),
    }
)


def prepare(app: Flask) -> None:
    """Have templates know the theme."""
    app.jinja_env.globals["theme"] = _forced


def theme() -> Theme:
    """Return the reader's choice."""
    try:
        return Theme(request.cookies.get(COOKIE, ""))
    except ValueError:
        return Theme.SYSTEM


def choose(response: Response, chosen: Theme) -> None:
    """Have the browser keep the choice."""
    if chosen is Theme.SYSTEM:
        response.delete_cookie(COOKIE, httponly=True, samesite="Lax")
    else:
        response.set_cookie(COOKIE, chosen.value, max_age=_YEAR, httponly=True, samesite="Lax")


def _forced() -> str:
    """The theme that every page is shown in, '' where the system decides."""
    chosen = theme()
    return "" if chosen is Theme.SYSTEM else chosen.value
