"""Where the proxy and the dashboard of a home listen, by what `tracker start` says in its file.

Quick, and by its word alone: `supervision.running` also knows whether who wrote it still lives.
"""

import json

from tracker.settings import Settings

_HERE = "http://127.0.0.1:"


def proxy_of(settings: Settings) -> str:
    """Return host and port of the proxy, '' where none is told."""
    return _told(settings, "proxy")


def dashboard_of(settings: Settings) -> str:
    """Return the dashboard's address on this machine, without its token; '' where none is told."""
    told = _told(settings, "dashboard")
    return told if told.startswith(_HERE) else ""


def _told(settings: Settings, what: str) -> str:
    try:
        said = json.loads(settings.running_file.read_text("utf-8"))[what]
    except (OSError, ValueError, LookupError, TypeError):
        return ""
    return said if isinstance(said, str) else ""
