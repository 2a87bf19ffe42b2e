"""Where a host's name leads: a record of its own kind in the journal, beside those of requests.

A keeper of an earlier version does not know the kind: it sets such a record aside, as it does with what it cannot read,
and takes in the others.
"""

from datetime import UTC, datetime
from typing import Any, NamedTuple

import orjson

KIND = "aliases"
VERSION = 1
MOST_HOPS = 32


class Aliases(NamedTuple):
    """The names that a host's name led to in the DNS (CNAME), hop by hop; none where it is no alias. `time` is when
    that was asked.
    """

    host: str
    time: datetime
    hops: tuple[str, ...]


def to_bytes(told: Aliases) -> bytes:
    """Return what is known of a host's aliases as compact JSON."""
    return orjson.dumps([KIND, VERSION, told.host, told.time.timestamp(), told.hops])


def is_aliases(data: bytes) -> bool:
    """Whether these bytes say that they are a record of this kind, of whatever version."""
    return data.startswith(b'["' + KIND.encode() + b'"')


def from_bytes(data: bytes) -> Aliases:
    """Return what `to_bytes` wrote. Raises ValueError for anything else."""
    try:
        kind, version, host, time, hops = orjson.loads(data)
        told = Aliases(host, datetime.fromtimestamp(time, UTC), tuple(hops))
    except (TypeError, OverflowError, OSError) as error:
        raise ValueError(f"not a record of aliases: {error}") from error
    if (kind, version) != (KIND, VERSION) or not _is_sound(told):
        raise ValueError("not a record of aliases")
    return told


def _is_sound(told: Aliases) -> bool:
    names: tuple[Any, ...] = (told.host, *told.hops)
    return len(told.hops) <= MOST_HOPS and all(isinstance(name, str) for name in names)
