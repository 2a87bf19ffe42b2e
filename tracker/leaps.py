"""Stretches of time that the machine's clock told twice: a record of its own kind in the journal, beside those of
requests, before the first of them that left after the clock went back.

No value is in it. A keeper of an earlier version does not know the kind: it sets such a record aside, as it does with
what it cannot read, and takes in the others.
"""

from datetime import UTC, datetime
from typing import NamedTuple

import orjson

KIND = "leap"
VERSION = 1


class Leap(NamedTuple):
    """From when to when the clock told times that it tells, or told, once more: their order is not that of events."""

    since: datetime
    until: datetime


def to_bytes(leap: Leap) -> bytes:
    """Return such a stretch as compact JSON."""
    return orjson.dumps([KIND, VERSION, leap.since.timestamp(), leap.until.timestamp()])


def is_leap(data: bytes) -> bool:
    """Whether these bytes say that they are a record of this kind, of whatever version."""
    return data.startswith(b'["' + KIND.encode() + b'"')


def from_bytes(data: bytes) -> Leap:
    """Return what `to_bytes` wrote. Raises ValueError for anything else."""
    try:
        kind, version, since, until = orjson.loads(data)
        leap = Leap(datetime.fromtimestamp(since, UTC), datetime.fromtimestamp(until, UTC))
    except (TypeError, OverflowError, OSError) as error:
        raise ValueError(f"not a record of a leap: {error}") from error
    if (kind, version) != (KIND, VERSION) or leap.until < leap.since:
        raise ValueError("not a record of a leap")
    return leap
