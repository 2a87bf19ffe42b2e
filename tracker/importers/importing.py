"""Capture files -> the ledger: read by several processes, written by one, some captures a transaction.

A capture is whole in the ledger together with its last requests: whatever ends this, what is whole stays, and the rest
is read the next time. The same file twice changes nothing.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from importlib.metadata import version
from typing import NamedTuple

from tracker.detection import load
from tracker.disclosure import Record
from tracker.importers.captures import Capture
from tracker.importers.choosing import Choice, Chosen, choice
from tracker.importers.opening import Progress
from tracker.importers.parallel import EndedError, in_order
from tracker.importers.reading import Fault, Recorder, Tally
from tracker.ledger.captures import Captures, put, relabel, same_knowledge_since
from tracker.ledger.labels import Labels
from tracker.ledger.opening import Ledger
from tracker.ledger.settling import settle_pending
from tracker.ledger.writing import Written, write
from tracker.masking import Fingerprinter
from tracker.profile import Profile
from tracker.vendors import builtin

_TRANSACTION = 1000  # records: what is lost at most when this is killed, for each process
_SETTLE = 100_000  # disclosures after which the tallies follow, so that pages show how far a long import is


class Reading(NamedTuple):
    """With what captures are read: the values looked for, the key of fingerprints, and that of requests' ids."""

    profile: Profile
    fingerprint_key: bytes
    identity_key: bytes

    @property
    def knowledge(self) -> str:
        """A name for all that decides what is found: with another, captures are read again. Keyed: it tells nothing."""
        told = (
            version("tracker"),
            self.profile.country,
            sorted((value.category, value.value) for value in self.profile.values),
        )
        return hashlib.blake2b(repr(told).encode(), key=self.identity_key, digest_size=16).hexdigest()


class Job(NamedTuple):
    """A capture to read, with all that another process needs for it."""

    capture: Capture
    reading: Reading


class Read(NamedTuple):
    """A capture's records and counts."""

    records: list[Record]
    tally: Tally


def chosen_of(files: Sequence[Capture], reading: Reading, ledger: Ledger, labels: Labels | None = None) -> Choice:
    """Return which captures must be read, and give new labels to those that need not be."""
    with ledger.session() as session:
        since = same_knowledge_since(session, reading.knowledge)
        made = choice(files, Captures(session), labels or {}, since)
        for source, merged in made.relabelled:
            relabel(session, source, merged)
    return made


def imported(
    chosen: Sequence[Chosen], reading: Reading, ledger: Ledger, tally: Tally, progress: Progress | None = None
) -> Iterator[Written]:
    """Record what captures disclose; yield what each transaction added, and count in `tally` what was read.

    A capture that cannot be read is a failure in `tally`, and the others go on. Raises LedgerError for the ledger.
    """
    desk = _Desk(ledger)
    work = in_order(read, [Job(one.capture, reading) for one in chosen], partial(_prepare, reading))
    for one, (job, result) in zip(chosen, work, strict=True):
        own = Tally()
        found = _bit_by_bit(job, own, progress) if result is None else _at_once(job, result, own, progress)
        for record in guarded(found, job.capture.source, own):
            desk.records.append(record)
            if len(desk.records) >= _TRANSACTION:
                yield desk.write(one)
        desk.finished.append((one, None if own.failed else own.requests + own.unsent + own.broken))
        tally.add(own)
    yield desk.write()


def read(job: Job) -> Read:
    """Return all records of a capture: what another process is asked to do."""
    tally = Tally()
    return Read(list(_bit_by_bit(job, tally, None)), tally)


class _Desk:
    """What waits for the next transaction: records, and the captures that end with them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._pending = ledger, 0
        self.records: list[Record] = []
        self.finished: list[tuple[Chosen, int | None]] = []

    def write(self, open_one: Chosen | None = None) -> Written:
        """Put all that waits into the ledger; of the capture that is still open, a part.

        The tallies follow at the end: what many captures have in common is added to them once.
        """
        with self._ledger.session() as session:
            written = write(session, self.records, builtin(), collapse=False, settled=False)
            for one, entries in [*self.finished, *([(open_one, None)] if open_one else [])]:
                put(session, one.capture.source, one.digest, one.labels, entries)
        self.records, self.finished = [], []
        self._pending += written.disclosures
        if open_one is None or self._pending >= _SETTLE:
            settle_pending(self._ledger)
            self._pending = 0
        return written


def _at_once(job: Job, result: Callable[[], Read], tally: Tally, progress: Progress | None) -> Iterator[Record]:
    try:
        done = result()
    finally:
        if progress:
            progress(job.capture.size)
    tally.add(done.tally)
    yield from done.records


def _bit_by_bit(job: Job, tally: Tally, progress: Progress | None) -> Iterator[Record]:
    yield from _recorder(job.reading).records(job.capture, tally, progress)


def guarded(records: Iterator[Record], source: str, tally: Tally) -> Iterator[Record]:
    """Yield the records of a capture as far as they can be read; what stands against that is a failure in `tally`."""
    try:
        yield from records
    except EndedError:
        raise
    except OSError as error:
        tally.fail(Fault(source, None, f"cannot be read ({error.strerror or error})"))
    except Exception as error:  # noqa: BLE001 - one capture must not take the others with it
        tally.fail(
            Fault(source, None, f"cannot be read, by a fault in Tracker: please report it ({type(error).__name__})")
        )


def _prepare(reading: Reading) -> None:
    load()
    _recorder(reading)


@lru_cache(4)
def _recorder(reading: Reading) -> Recorder:
    return Recorder(reading.profile, Fingerprinter(reading.fingerprint_key), reading.identity_key)
