"""What each company has of the person, in one sealed file of the home: kinds of data, how many of each, since when.

The keeper writes it while the mark is on, for proxies to read without opening the ledger. No value is in it, not even
a masked one.
"""

import contextlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

import orjson

from tracker import files
from tracker.keys import Keys
from tracker.marking.tickets import key_of
from tracker.sealing import seal, unseal
from tracker.settings import Settings
from tracker.taxonomy import Category

_PURPOSE = b"mark holdings 1"


class Held(NamedTuple):
    """A kind of data that a company has: how many different ones, and the day on which it got the first."""

    category: Category
    data: int
    since: str


type Holdings = Mapping[str, tuple[Held, ...]]
"""By company (slug, or domain where nobody is known)."""


def write(settings: Settings, keys: Keys, rows: Iterable[tuple[str, str, int, datetime]]) -> None:
    """Put these into the file, all at once: company, category, how many, since when. Raises OSError."""
    found: dict[str, list[tuple[str, int, str]]] = {}
    for slug, category, data, first in rows:
        found.setdefault(slug, []).append((category, data, first.date().isoformat()))
    files.replace(settings.mark_file, seal(key_of(keys), orjson.dumps(found), _PURPOSE))


def read(settings: Settings, keys: Keys) -> Holdings | None:
    """Return what the file says, None where there is none, or none that can be read."""
    try:
        found = orjson.loads(unseal(key_of(keys), settings.mark_file.read_bytes(), _PURPOSE))
        return {slug: tuple(Held(Category(kind), *rest) for kind, *rest in rows) for slug, rows in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def erase(settings: Settings) -> None:
    """Remove the file."""
    with contextlib.suppress(OSError):
        settings.mark_file.unlink(missing_ok=True)
