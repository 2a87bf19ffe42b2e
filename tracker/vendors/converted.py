"""A source that the person fetched, in the shape that `tracker.upstream.tables` gives it: two lines of JSON."""

from pathlib import Path
from typing import Any

BROKEN = (OSError, ValueError, KeyError, TypeError, AttributeError)
"""What is raised over a file that is not there, or not as it should be."""
_FORMAT = 1


def read(path: Path) -> tuple[str, dict[str, Any]]:
    """Return where a source comes from (its title, licence and day) and its rows. Raises one of `BROKEN`."""
    import orjson

    head, _, rest = path.read_bytes().partition(b"\n")
    header, body = orjson.loads(head), orjson.loads(rest)
    if header["format"] != _FORMAT:
        raise ValueError(f"{path} was written by another version")
    return f"{header['title']} ({header['licence']}, {header['retrieved'][:10]})", body
