"""What the converted sources say of a domain beside whose it is: contacts, breaches, how to delete an account.

Each fact is said together with its source, licence and day. Where nothing was fetched, or a file is broken, there is
none.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from tracker.domains import registrable_domain
from tracker.upstream.source import UpstreamError
from tracker.upstream.tables import Table, path_of, read

_MOST_NAMED = 5


class Fact(NamedTuple):
    """What a source says, in the shape of its kind, and where it comes from."""

    said: dict[str, Any]
    provenance: str


def privacy_contact(folder: Path, domain: str, country: str | None = None) -> Fact | None:
    """Return how a company is reached about one's data, in that country (ISO 3166-1) where that makes a difference."""
    table = _table(folder, "datenanfragen")
    records = table.body["contacts"].get(registrable_domain(domain)) if table else None
    if not table or not records:
        return None
    code = (country or "all").lower()
    ranked = sorted(records, key=lambda record: (code not in record["countries"], "all" not in record["countries"]))
    return Fact(ranked[0], table.header.provenance + _for(ranked[0]["countries"]))


def _for(countries: list[str]) -> str:
    """The countries for whose people a way to a company is meant, where that is not everybody."""
    if not countries or "all" in countries:
        return ""
    return f": {', '.join(code.upper() for code in countries[:_MOST_NAMED])}"


def breaches(folder: Path, domain: str) -> list[Fact]:
    """Return the known breaches of a company's domain, the newest first."""
    table = _table(folder, "haveibeenpwned")
    if table is None:
        return []
    return [
        Fact(breach, table.header.provenance) for breach in table.body["breaches"].get(registrable_domain(domain), ())
    ]


def deletion(folder: Path, host: str) -> Fact | None:
    """Return how hard it is to delete an account there, and where to begin.

    Of a host's own domain at most: what is said of `carrd.co` is not said of who has a page at `somebody.carrd.co`.
    """
    table = _table(folder, "justdeleteme")
    if table is None:
        return None
    name = host.strip().rstrip(".").lower()
    own = registrable_domain(name)
    while name.endswith(own) and name:
        if (place := table.body["domains"].get(name)) is not None:
            return Fact(table.body["services"][place], table.header.provenance)
        name = name.partition(".")[2]
    return None


def is_fetched(folder: Path, source: str) -> bool:
    """Whether a source was fetched: where it was, its silence says something."""
    return _table(folder, source) is not None


def cookie(folder: Path, name: str) -> Fact | None:
    """Return what a cookie of that name is for: exactly that name before the longest beginning of it."""
    table = _table(folder, "open-cookie-database")
    if table is None:
        return None
    columns = table.body["columns"]
    known = [row for row in table.body["cookies"] if row[0] == name or (row[1] and name.startswith(row[0]))]
    if not known:
        return None
    best = max(known, key=lambda row: (row[0] == name, len(row[0])))
    return Fact(dict(zip(columns, best, strict=True)), table.header.provenance)


def _table(folder: Path, source: str) -> Table | None:
    path = path_of(folder, source)
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return None
    return _kept(path, changed)


@lru_cache(8)
def _kept(path: Path, _changed: int) -> Table | None:
    """A file, read once for each time that it was replaced."""
    try:
        return read(path)
    except (UpstreamError, OSError):
        return None
