"""Names that sites lent to others, as a fetched list has them: for hosts that were not looked up in the DNS."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

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
    import orjson

    try:
        head, _, rest = (folder / FILE).read_bytes().partition(b"\n")
        header, body = orjson.loads(head), orjson.loads(rest)
        originals, hosts = body["originals"], body["hosts"]
        is_whole = header["format"] == 1 and set(hosts.values()) <= set(range(len(originals)))
        via = f"{header['title']} ({header['licence']}, {header['retrieved'][:10]})"
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Disguises(via, originals, hosts) if is_whole else None
