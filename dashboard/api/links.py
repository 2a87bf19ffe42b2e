"""The addresses of resources, built in one place. The token never stands in one."""

from urllib.parse import quote, urlencode

from dashboard.addresses import API as ROOT
from dashboard.api.parameters import Asked

__all__ = ["ROOT", "link", "onward"]


def link(*parts: object, **arguments: object) -> str:
    """Return the address of a resource by the parts of its path, with these arguments; None is left out."""
    path = "/".join([ROOT, *(quote(str(part), safe="") for part in parts)])
    kept = {name: value for name, value in arguments.items() if value is not None}
    return f"{path}?{urlencode(kept)}" if kept else path


def onward(asked: Asked, cursor: str | None, *parts: object) -> str | None:
    """Return the address of the next part of what was asked, None where there is none."""
    return None if cursor is None else link(*parts, **{**asked.given, "cursor": cursor})
