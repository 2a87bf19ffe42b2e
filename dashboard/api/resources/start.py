"""Where a program begins: what can be read, by address."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Id, Links
from dashboard.api.links import link
from dashboard.api.parameters import Asked
from tracker.exporters.selection import tool_version
from tracker.ledger.queries.newest import newest_id

_RESOURCES = (
    *("overview", "attention", "received", "unasked", "news", "days", "categories", "vendors", "sites", "network"),
    *("log", "log/facets", "log/searches", "blind-spots", "profile", "settings", "passwords", "aliases", "cookies"),
    *("identifiers", "openapi.json"),
)


@dataclass(frozen=True, slots=True)
class Start:
    """What can be read, and whether there is something new."""

    version: Annotated[str, Meta(description="version of Tracker")]
    newest: Annotated[Id, Meta(description="number of the newest disclosure; greater than before: something left")]
    links: Links


def start(session: Session, asked: Asked) -> Start:
    """Return where a program begins: the addresses of all that can be read."""
    return Start(tool_version(), newest_id(session), {name: link(*name.split("/")) for name in _RESOURCES})
