"""What a field's path says: the part that names it, and the names above that."""

import re
from functools import lru_cache
from typing import NamedTuple

from tracker.detection.limits import MAX_NAME

_BRACKETED = re.compile(r"([^\[\]]*)((?:\[[^\[\]]*\])+)")
_PART = re.compile(r"\[([^\[\]]*)\]")


class Named(NamedTuple):
    """A path with its name and the names above it, outermost first."""

    path: str
    name: str
    parents: tuple[str, ...]


@lru_cache(8192)
def named(key: str) -> Named:
    """Return what a query's, form's or cookie's key says: `user[emails][0]` is `emails` in `user`.

    Brackets are how PHP, Rails and jQuery write nested fields. Dots stay within the name.
    """
    path = key[:MAX_NAME]
    match = _BRACKETED.fullmatch(path)
    if match is None:
        return Named(path, path, ())
    parts = [match[1], *_PART.findall(match[2])]
    names = tuple(part for part in parts if part and not part.isdigit())
    if not names:
        return Named(path, path, ())
    return Named(path, names[-1], names[:-1])
