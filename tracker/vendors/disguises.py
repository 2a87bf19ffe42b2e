"""Names that sites lent to others, as a fetched list has them: for hosts that were not looked up in the DNS."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tracker.vendors import converted

FILE = "cname-disguises.json"


class Disguises(NamedTuple):
    """Lent names, each with the number of the name behind it. `via` says where the list comes from."""

    via: str
    originals: Sequence[str]
    hosts: Mapping[str, int]

    def original(self, host: str) -> str | None:
        """Return the name behind a host's, or None where the list does not have it."""
        place = self.hosts.get(host)
        return None if place is None else self.originals[place]


def disguises_of(folder: Path) -> Disguises | None:
    """Return the list in the catalogue's folder; None where there is none, or it is broken."""
    try:
        via, body = converted.read(folder / FILE)
        originals, hosts = body["originals"], body["hosts"]
        is_whole = set(hosts.values()) <= set(range(len(originals)))
    except converted.BROKEN:
        return None
    return Disguises(via, originals, hosts) if is_whole else None
