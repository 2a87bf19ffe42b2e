"""One capture file -> its records: what `tracker detect` and `tracker import` share."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import NamedTuple

from tracker.detection import Knowledge, knowledge_of
from tracker.detection.cookies import CookieMemory
from tracker.detection.forms import FormMemory
from tracker.disclosure import Record
from tracker.domains import registrable_domain
from tracker.importers.captures import Capture, reader
from tracker.importers.entries import BREAKS_OFF, Entry
from tracker.importers.identities import Identities
from tracker.importers.opening import Progress
from tracker.masking import Fingerprinter
from tracker.profile import Profile
from tracker.recording import Learn, record_of
from tracker.traffic import Request

_OUR_FAULT = "could not be examined, by a fault in Tracker: please report it"
_NO_TIME = datetime.fromtimestamp(0, UTC)
MAX_FAULTS = 100
"""So many broken entries are named; the rest is only counted."""
MAX_FAILURES = 1000
"""So many captures that were not read to their end are named."""


class Fault(NamedTuple):
    """An entry that could not be read, or (None) a whole capture, and why, in words without values."""

    source: str
    entry: int | None
    reason: str


@dataclass(slots=True)
class Tally:
    """What was read so far: requests, those not read in full, those without a time of their own; entries that
    never left the machine or are broken; captures that failed: not read to their end.
    """

    requests: int = 0
    disclosures: int = 0
    unsent: int = 0
    broken: int = 0
    faults: list[Fault] = field(default_factory=list)
    partly_read: int = 0
    undated: int = 0
    failed: int = 0
    failures: list[Fault] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Add another file's."""
        self.requests += other.requests
        self.disclosures += other.disclosures
        self.partly_read += other.partly_read
        self.undated += other.undated
        self.unsent += other.unsent
        self.broken += other.broken
        self.failed += other.failed
        self.faults += other.faults[: MAX_FAULTS - len(self.faults)]
        self.failures += other.failures[: MAX_FAILURES - len(self.failures)]

    def add_fault(self, fault: Fault) -> None:
        self.broken += 1
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(fault)

    def fail(self, fault: Fault) -> None:
        """Count a capture that was not read to its end."""
        self.failed += 1
        if len(self.failures) < MAX_FAILURES:
            self.failures.append(fault)


class Recorder:
    """Turns captures into records. Each file has a memory of its own, so that what is found in it does not depend on
    those before; what it takes long to make of the profile is made once. `learn` is told what the person submits.
    """

    def __init__(
        self,
        profile: Profile,
        fingerprinter: Fingerprinter,
        identity_key: bytes | None = None,
        learn: Learn | None = None,
    ) -> None:
        self._knowledge = knowledge_of(profile)
        self._fingerprinter = fingerprinter
        self._identity_key = identity_key
        self._learner = learn

    def records(self, capture: Capture, tally: Tally, progress: Progress | None = None) -> Iterator[Record]:
        """Yield the records of a file as it is read, and count in `tally`. Raises OSError.

        Records have ids only where there is a key for them.
        """
        given = self._knowledge
        knowledge = Knowledge(given.profile, given.indicators, FormMemory(), CookieMemory())
        identities = Identities(self._identity_key) if self._identity_key else None
        for entry in reader(capture.kind)(capture.path, progress):
            if entry.request is None:
                _count(capture, entry, tally)
                continue
            try:
                record = record_of(entry.request, knowledge, self._fingerprinter, self._learner)
                _learn(entry.request, entry, knowledge)
            except Exception as error:  # noqa: BLE001 - a mistake of ours must not take the other requests with it
                tally.add_fault(Fault(capture.source, entry.position, f"{_OUR_FAULT} ({type(error).__name__})"))
                continue
            tally.requests += 1
            tally.disclosures += len(record.disclosures)
            tally.partly_read += bool(record.blind_spots)
            tally.undated += not entry.is_dated
            captured = _as_captured(entry.request, is_dated=entry.is_dated)
            identity = identities.identity(captured) if identities else ""
            yield replace(record, id=identity, source=capture.source, entry=entry.position)


def _as_captured(request: Request, *, is_dated: bool) -> Request:
    """The request as the file tells it: a time that stands in for a missing one may differ from copy to copy."""
    return request if is_dated else replace(request, time=_NO_TIME)


def _count(capture: Capture, entry: Entry, tally: Tally) -> None:
    if entry.fault is None:
        tally.unsent += 1
    else:
        fault = Fault(capture.source, entry.position, entry.fault)
        (tally.fail if entry.fault == BREAKS_OFF else tally.add_fault)(fault)


def _learn(request: Request, entry: Entry, knowledge: Knowledge) -> None:
    """Remember what the answer brought, for the requests that follow."""
    if entry.set_cookies:
        knowledge.cookies.learn(request.host, entry.set_cookies, request.time)
    if entry.page_html:
        knowledge.forms.learn(registrable_domain(request.host), entry.page_html)
