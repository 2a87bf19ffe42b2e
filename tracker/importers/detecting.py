"""Capture files -> rows of findings, in the order of the files."""

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from tracker.detection import load
from tracker.importers.captures import Capture
from tracker.importers.opening import Progress
from tracker.importers.parallel import in_order
from tracker.importers.reading import Recorder, Tally
from tracker.masking import Fingerprinter
from tracker.profile import Profile
from tracker.rows import Row, rows_of
from tracker.vendors import builtin
from tracker.vendors.aliases import attribution_of


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
    jobs = [Job(capture, profile, key) for capture in captures]
    for job, result in in_order(search, jobs, partial(_prepare, profile, key)):
        if result is None:
            yield from _rows(job, tally, progress)
            continue
        searched = result()
        tally.add(searched.tally)
        yield from searched.rows
        if progress:
            progress(job.capture.size)


def search(job: Job) -> Searched:
    """Return all rows of a file: what another process is asked to do."""
    tally = Tally()
    return Searched(list(_rows(job, tally, None)), tally)


def _rows(job: Job, tally: Tally, progress: Progress | None) -> Iterator[Row]:
    catalogue, recorder = builtin(), _recorder(job.profile, job.key)
    for record in recorder.records(job.capture, tally, progress):
        if record.disclosures:
            vendor = attribution_of(catalogue, record.host, None).vendor
            yield from rows_of(record, vendor.slug if vendor else None)


def _prepare(profile: Profile, key: bytes) -> None:
    load()
    builtin()
    _recorder(profile, key)


@lru_cache(4)
def _recorder(profile: Profile, key: bytes) -> Recorder:
    return Recorder(profile, Fingerprinter(key))
