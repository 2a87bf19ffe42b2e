"""Captures to several processes, and what they found back in the captures' order, where that is worthwhile."""

import multiprocessing
import multiprocessing.context
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from functools import partial
from typing import Protocol

from tracker.errors import TrackerError
from tracker.importers.captures import Capture

FORKS = sys.platform == "linux"  # elsewhere it is unsafe, or there is none
_WORTHWHILE = (4 if FORKS else 24) << 20  # bytes of captures: below, starting processes takes longer than it saves
_TOO_LARGE = 64 << 20  # bytes of a file whose findings should not be held in memory all at once


class EndedError(TrackerError):
    """A process was ended from outside, with what it was reading."""


class Job(Protocol):
    """A capture to read, with all that another process needs for it."""

    @property
    def capture(self) -> Capture: ...


def in_order[J: Job, R](
    work: Callable[[J], R], jobs: Sequence[J], prepare: Callable[[], object]
) -> Iterator[tuple[J, Callable[[], R] | None]]:
    """Yield the jobs in their order, each with what gives its result, or raises what the work raised.

    None in its place: the caller should do the work bit by bit, for it is too large to be handed over in one piece,
    or not worth more processes. `prepare` loads what forked processes should find loaded. Few results wait in memory.
    """
    processes = _processes([job.capture for job in jobs])
    if processes < 2:
        yield from ((job, None) for job in jobs)
        return
    pool = ProcessPoolExecutor(processes, _context(prepare), initializer=_begin)
    try:
        for job, future in _submitted(pool, work, jobs, 2 * processes):
            yield job, None if future is None else partial(_result, future)
    finally:
        pool.shutdown(cancel_futures=True)


def _result[R](future: Future[R]) -> R:
    try:
        return future.result()
    except BrokenExecutor as error:
        raise EndedError("a process that reads captures was ended; is there enough memory? Run this again") from error


def _context(prepare: Callable[[], object]) -> multiprocessing.context.BaseContext:
    """How processes are started. Forked ones have what was loaded before."""
    if not FORKS:
        return multiprocessing.get_context("spawn")
    prepare()
    return multiprocessing.get_context("fork")


def _begin() -> None:
    """Ctrl-C goes to all processes of a terminal: the first ends the others. If it is killed, they end themselves."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_first, daemon=True).start()


def _end_with_the_first() -> None:
    first = multiprocessing.parent_process()
    if first is not None:
        first.join()
        os._exit(1)


def _submitted[J: Job, R](
    pool: ProcessPoolExecutor, work: Callable[[J], R], jobs: Sequence[J], ahead: int
) -> Iterator[tuple[J, Future[R] | None]]:
    """Yield the jobs in their order, some submitted ahead; None for a file too large."""
    waiting: deque[tuple[J, Future[R] | None]] = deque()
    for job in jobs:
        waiting.append((job, None if _is_large(job.capture) else pool.submit(work, job)))
        if len(waiting) > ahead:
            yield waiting.popleft()
    while waiting:
        yield waiting.popleft()


def _processes(captures: Sequence[Capture]) -> int:
    small = [capture.size for capture in captures if not _is_large(capture)]
    if len(small) < 2 or sum(small) - max(small) < _WORTHWHILE // 2 or sum(small) < _WORTHWHILE:
        return 1
    return min(len(small), os.cpu_count() or 1)


def _is_large(capture: Capture) -> bool:
    return capture.size > _TOO_LARGE
