"""Notices where the machine's clock goes back, so that nothing is told by the order of times that it tells twice.

A clock that is set back by an hour tells that hour once more: what a page passes on then seems to have left before the
person submitted it. Beside the clock runs another that nobody sets. What ran before this process is known by the
files that it left: none of them is newer than the clock was.
"""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from tracker.leaps import Leap

SLACK = 0.05  # seconds between two looks that the clocks may go apart: each is asked on its own
MARGIN = 30 * 60.0  # seconds before a time that are told with it: the ledger compares times as far apart
_BEFORE = 24 * 3600.0  # seconds for which what ran before this process is reckoned with
_MOST_RUNS = 16

type Clock = Callable[[], float]


class _Run(NamedTuple):
    """From when to when the clock went on without a leap."""

    since: float
    until: float


class ClockWatch:
    """Looks at the clock now and then. `newest`: when the newest file that others left was written."""

    def __init__(self, newest: float = 0.0, wall: Clock = time.time, steady: Clock = time.monotonic) -> None:
        self._wall, self._steady = wall, steady
        self._now, self._then = wall(), steady()
        self._since = self._now
        self._runs = [_Run(newest - _BEFORE, newest)]
        self._found = tuple(self._told_twice(self._now))

    def look(self) -> tuple[Leap, ...]:
        """Return the stretches that are told twice, by what is seen of the clock now; mostly none. Cheap."""
        now, then = self._wall(), self._steady()
        ahead = now - self._now - then + self._then
        if not -SLACK <= ahead <= SLACK:
            self._leapt(self._wall(), self._steady())  # asked again: between the two questions others may have run
        else:
            self._now, self._then = now, then
        if not self._found:
            return ()
        found, self._found = self._found, ()
        return found

    def _leapt(self, now: float, then: float) -> None:
        passed = then - self._then
        due, again = self._now + passed, now - passed  # at the latest until then; at the earliest from then on
        if abs(now - due) > SLACK:
            self._runs = _fewer([*self._runs, _Run(self._since, due)])
            self._since = again
            if now < due:
                self._found = tuple(self._told_twice(again))
                self._runs = [run for run in self._runs if run.since - MARGIN < again]
        self._now, self._then = now, then

    def _told_twice(self, again: float) -> Iterator[Leap]:
        """What the runs so far have told of the time from then on. What is newer than that is told wholly."""
        for run in self._runs:
            if run.until > again:
                yield Leap(_moment(max(again, run.since - MARGIN)), _moment(run.until))


def _fewer(runs: list[_Run]) -> list[_Run]:
    """The latest runs, the earlier ones as one."""
    if len(runs) <= _MOST_RUNS:
        return runs
    first, second, *others = runs
    return [_Run(min(first.since, second.since), max(first.until, second.until)), *others]


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(min(max(seconds, 0.0), _LAST), UTC)


_LAST = datetime(9999, 1, 1, tzinfo=UTC).timestamp()


def newest_file(*folders: Path) -> float:
    """Return when the newest of these folders and of what lies in them was written; 0 where there is nothing."""
    return max(chain.from_iterable(map(_written, folders)), default=0.0)


def _written(folder: Path) -> Iterator[float]:
    with contextlib.suppress(OSError):
        yield folder.stat().st_mtime
        with os.scandir(folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    yield entry.stat(follow_symlinks=False).st_mtime
