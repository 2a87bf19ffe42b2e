"""Capture files -> rows of findings, in the order of the files, by several processes where that is worthwhile."""

import multiprocessing
import multiprocessing.context
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from typing import NamedTuple

from tracker.detection import load
from tracker.importers.captures import Capture
from tracker.importers.opening import Progress
from tracker.importers.reading import Recorder, Tally
from tracker.masking import Fingerprinter
from tracker.profile import Profile
from tracker.rows import Row, rows_of
from tracker.vendors import builtin

_FORKS = sys.platform == "linux"  # elsewhere it is unsafe, or there is none
_WORTHWHILE = (4 if _FORKS else 24) << 20  # bytes of captures: below, starting processes takes longer than it saves
_TOO_LARGE = 64 << 20  # bytes of a file whose rows should not be held in memory all at once


class Job(NamedTuple):
    """A file to search, with all that another process needs for it."""

    capture: Capture
    profile: Profile
    key: bytes


class Searched(NamedTuple):
    """A file's rows and counts."""

    rows: list[Row]
    tally: Tally


def detected(
    captures: Sequence[Capture], profile: Profile, key: bytes, tally: Tally, progress: Progress | None = None
) -> Iterator[Row]:
    """Yield the findings in capture files, file after file, and count in `tally`. Raises OSError."""
    processes = _processes(captures)
    if processes < 2:
        for capture in captures:
            yield from _rows(Job(capture, profile, key), tally, progress)
        return
    pool = ProcessPoolExecutor(processes, _context(profile, key), initializer=_leave_interrupts)
    try:
        for job, future in _submitted(pool, [Job(capture, profile, key) for capture in captures], 2 * processes):
            if future is None:
                yield from _rows(job, tally, progress)
                continue
            searched = future.result()
            tally.add(searched.tally)
            yield from searched.rows
            if progress:
                progress(job.capture.size)
    finally:
        pool.shutdown(cancel_futures=True)


def _context(profile: Profile, key: bytes) -> multiprocessing.context.BaseContext:
    """How processes are started. Forked ones have what was loaded before."""
    if not _FORKS:
        return multiprocessing.get_context("spawn")
    load()
    builtin()
    _recorder(profile, key)
    return multiprocessing.get_context("fork")


def _leave_interrupts() -> None:
    """Ctrl-C goes to all processes of a terminal: the first one ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _submitted(
    pool: ProcessPoolExecutor, jobs: Sequence[Job], ahead: int
) -> Iterator[tuple[Job, Future[Searched] | None]]:
    """Yield the jobs in their order, some submitted ahead; None for a file too large to be handed over in one piece."""
    waiting: deque[tuple[Job, Future[Searched] | None]] = deque()
    for job in jobs:
        waiting.append((job, None if _is_large(job.capture) else pool.submit(search, job)))
        if len(waiting) > ahead:
            yield waiting.popleft()
    yield from waiting


def search(job: Job) -> Searched:
    """Return all rows of a file: what another process is asked to do."""
    tally = Tally()
    return Searched(list(_rows(job, tally, None)), tally)


def _rows(job: Job, tally: Tally, progress: Progress | None) -> Iterator[Row]:
    catalogue, recorder = builtin(), _recorder(job.profile, job.key)
    for record in recorder.records(job.capture, tally, progress):
        if record.disclosures:
            vendor = catalogue.attribute(record.host).vendor
            yield from rows_of(record, vendor.slug if vendor else None)


@cache
def _recorder(profile: Profile, key: bytes) -> Recorder:
    return Recorder(profile, Fingerprinter(key))


def _processes(captures: Sequence[Capture]) -> int:
    small = [capture.size for capture in captures if not _is_large(capture)]
    if len(small) < 2 or sum(small) - max(small) < _WORTHWHILE // 2 or sum(small) < _WORTHWHILE:
        return 1
    return min(len(small), os.cpu_count() or 1)


def _is_large(capture: Capture) -> bool:
    return capture.size > _TOO_LARGE
