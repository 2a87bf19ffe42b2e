"""What rules did with a request before it left: a record of its own kind in the journal, beside that of the request.

No value is in it. A keeper of an earlier version does not know the kind: it sets such a record aside, as it does with
what it cannot read, and takes in the others.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple

import orjson

from tracker.disclosure import Manner, Party
from tracker.phrasing import message
from tracker.rules import Action
from tracker.taxonomy import Category
from tracker.traffic import Location

KIND = "rulings"
VERSION = 1
MOST = 10_000
"""Rulings of one request: what is beyond is not told. Detection looks at fewer fields than that."""
NO_ALIAS = message("No alias is set up for that company.")
"""The reason where an alias was to be given, and there was none."""
_LONGEST_NAME, _LONGEST_TEXT = 1000, 4000  # characters


class Outcome(StrEnum):
    """What was done in the end: a value that cannot be replaced may be stripped instead, and some are never touched."""

    WARNED = "warned"
    MASKED = "masked"
    ALIASED = "aliased"
    STRIPPED = "stripped"
    BLOCKED = "blocked"
    SPARED = "spared"


KEPT = frozenset({Outcome.MASKED, Outcome.ALIASED, Outcome.STRIPPED, Outcome.BLOCKED})
"""The outcomes by which a datum of the person's did not get to the company."""


class Ruling(NamedTuple):
    """What a rule did with one datum in a request. `action` is the rule's own, `path` where it lay (masked), `reason`
    why it was spared, or why another thing was done than the rule says; empty where it was not so.
    """

    rule_id: str
    category: Category
    action: Action
    outcome: Outcome
    manner: Manner
    location: Location
    path: str
    reason: str = ""


class Ruled(NamedTuple):
    """What rules did with one request, whose id, time and place are those of its record."""

    id: str
    time: datetime
    host: str
    recipient: str
    site: str | None
    party: Party
    rulings: tuple[Ruling, ...]


def to_bytes(ruled: Ruled) -> bytes:
    """Return what rules did with a request as compact JSON, its fields by position."""
    id_, time, host, recipient, site, party, rulings = ruled
    rows = [(*one[:6], one.path[:_LONGEST_TEXT], one.reason[:_LONGEST_TEXT]) for one in rulings[:MOST]]
    return orjson.dumps([KIND, VERSION, id_, time.timestamp(), host, recipient, site, party, rows])


def is_rulings(data: bytes) -> bool:
    """Whether these bytes say that they are a record of this kind, of whatever version."""
    return data.startswith(b'["' + KIND.encode() + b'"')


def from_bytes(data: bytes) -> Ruled:
    """Return what `to_bytes` wrote. Raises ValueError for anything else."""
    try:
        kind, version, id_, time, host, recipient, site, party, rows = orjson.loads(data)
        if (kind, version) != (KIND, VERSION) or len(rows) > MOST:
            raise ValueError("not a record of rulings")
        for name in (id_, host, recipient, "" if site is None else site):
            _check(name, _LONGEST_NAME)
        when = datetime.fromtimestamp(time, UTC)
        return Ruled(id_, when, host, recipient, site, Party(party), tuple(map(_ruling, rows)))
    except (TypeError, OverflowError, OSError) as error:
        raise ValueError(f"not a record of rulings: {error}") from error


def _ruling(row: list[Any]) -> Ruling:
    rule_id, category, action, outcome, manner, location, path, reason = row
    for text in (rule_id, path, reason):
        _check(text, _LONGEST_TEXT)
    kinds = Category(category), Action(action), Outcome(outcome), Manner(manner), Location(location)
    return Ruling(rule_id, *kinds, path, reason)


def _check(text: object, longest: int) -> None:
    if not isinstance(text, str) or len(text) > longest:
        raise ValueError("not a record of rulings")
