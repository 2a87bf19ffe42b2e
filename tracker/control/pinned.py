"""What proxies learnt of programs that refuse their certificate, in one sealed file of the home, kept over restarts.

Hosts are private: they are sealed like choices are. What is damaged is learnt anew. Written under a lock, and all at
once; who reads needs no lock. Loads no database.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from tracker import files
from tracker.keys import Keys
from tracker.sealing import seal, unseal
from tracker.settings import Settings

MOST = 2000  # hosts; the oldest go first
_MOST_PROGRAMS = 16  # of one host
_PURPOSE, _VERSION = b"pinned hosts 1", 1
_PATIENCE = 5.0  # seconds


class Pinned(NamedTuple):
    """A host that those programs refuse our certificate at, and none else; since when."""

    host: str
    programs: frozenset[str]
    since: datetime


class Stranger(NamedTuple):
    """A program that seems not to know our authority: at how many sites it refused, and when it was last seen to."""

    program: str
    sites: int
    last: datetime


class Learnt(NamedTuple):
    """All that was learnt. The hosts stand in the order in which they were."""

    pinned: tuple[Pinned, ...] = ()
    strangers: tuple[Stranger, ...] = ()

    def programs(self) -> dict[str, frozenset[str]]:
        """Return the programs that are passed through, by host."""
        return {one.host: one.programs for one in self.pinned}

    def with_pinned(self, host: str, program: str, now: datetime) -> "Learnt":
        """Return it with that host pinned by that program, too."""
        known = next((one for one in self.pinned if one.host == host), Pinned(host, frozenset(), now))
        if program in known.programs:
            return self
        programs = frozenset(sorted(known.programs)[-(_MOST_PROGRAMS - 1) :]) | {program}
        rest = tuple(one for one in self.pinned if one.host != host)
        return self._replace(pinned=(*rest, known._replace(programs=programs))[-MOST:])

    def without(self, host: str, program: str | None = None) -> "Learnt":
        """Return it with that host forgotten, or what that program does there."""
        kept = (
            one if one.host != host else one._replace(programs=one.programs - {program} if program else frozenset())
            for one in self.pinned
        )
        return self._replace(pinned=tuple(one for one in kept if one.programs))

    def with_strangers(self, found: dict[str, int], now: datetime) -> "Learnt":
        """Return it with those programs, and at how many sites each refused, in place of those known before."""
        return self._replace(strangers=tuple(Stranger(program, sites, now) for program, sites in sorted(found.items())))


def place_of(settings: Settings) -> Path:
    """Return where the file is."""
    return settings.home / "pinned.sealed"


def load(settings: Settings, keys: Keys) -> Learnt:
    """Return what was learnt: nothing where there is no file, or none that can be read."""
    try:
        document = orjson.loads(unseal(keys.control, place_of(settings).read_bytes(), _PURPOSE))
        return _learnt(document)
    except (OSError, ValueError, TypeError, KeyError):
        return Learnt()


def change(settings: Settings, keys: Keys, how: Callable[[Learnt], Learnt]) -> Learnt:
    """Change what was learnt, one at a time, and return it. Raises LedgerError where it cannot be kept."""
    path = place_of(settings)
    with files.writing(path.with_suffix(".lock"), "which hosts are pinned", _PATIENCE):
        before = load(settings, keys)
        after = how(before)
        if after != before:
            files.replace(path, seal(keys.control, orjson.dumps(_document(after)), _PURPOSE))
        return after


def _document(learnt: Learnt) -> dict[str, Any]:
    return {
        "version": _VERSION,
        "pinned": [[one.host, sorted(one.programs), one.since.isoformat()] for one in learnt.pinned],
        "strangers": [[one.program, one.sites, one.last.isoformat()] for one in learnt.strangers],
    }


def _learnt(document: dict[str, Any]) -> Learnt:
    pinned = (Pinned(host, frozenset(programs), _time(since)) for host, programs, since in document["pinned"])
    strangers = (Stranger(program, sites, _time(last)) for program, sites, last in document["strangers"])
    return Learnt(tuple(pinned), tuple(strangers))


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
