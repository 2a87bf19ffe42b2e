"""What was found in a request, and what may be kept of it.

A `Finding` is the last place where a raw value exists. A `Disclosure` has a masked preview and a keyed fingerprint
instead. A `Record` is one request with its disclosures: what the journal carries and the ledger keeps.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from tracker.masking import Fingerprinter, masked, masked_path
from tracker.remembering import Remembered
from tracker.taxonomy import SECRETS, Category
from tracker.traffic import Location

_CAPACITY = 8 << 20  # characters of findings that are remembered
_OVERHEAD = 800  # what a remembered disclosure takes besides its value
_HASHES = ("md", "sha", "sm3", "blake", "keccak", "crc", "murmur", "ripemd", "whirlpool", "fnv", "xxh")


class Method(StrEnum):
    """How a finding was made, the strongest first."""

    ADAPTER = "adapter"
    PROFILE = "profile"
    FORM = "form"
    NAME = "name"
    VALUE = "value"


class Party(StrEnum):
    """The recipient's relation to the site that the person was on."""

    FIRST = "first"
    THIRD = "third"
    UNKNOWN = "unknown"


class Manner(StrEnum):
    """Voluntarily or not: how it came that a datum left."""

    SUBMITTED = "submitted"
    RELAYED = "relayed"
    PREMATURE = "premature"
    AMBIENT = "ambient"


class Evidence(NamedTuple):
    """Where and how a finding was made. Nothing in it may hold the value itself.

    `path` is where in the location; `encoding` the steps that led to the value, outermost first; `confidence` 0 to 1;
    `reasoning` one sentence that a person can check.
    """

    location: Location
    path: str
    method: Method
    confidence: float
    reasoning: str
    encoding: tuple[str, ...] = ()


class Finding(NamedTuple):
    """A piece of personal data in a request: in memory only. `value` is as found after decoding, or, when the
    person's own value was found under a hash, that own value.
    """

    category: Category
    value: str
    evidence: Evidence

    def __repr__(self) -> str:
        return f"Finding({self.category.value}, {self.evidence!r})"


class Disclosure(NamedTuple):
    """One data category to one recipient in one request, without the value."""

    category: Category
    preview: str
    fingerprint: str
    evidence: Evidence
    manner: Manner


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """Something that was forwarded but could not be read, wholly or in part. `size` is in bytes, where known."""

    reason: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One request and what it disclosed.

    `id` makes recording idempotent: a record with an id that the ledger has is not added again. `source` and `entry`
    name the capture file and the index in it, for imports; None and None for live traffic. `site_basis` is what told
    the site (a slug), and `site_confidence` how sure that is, 0 to 1.
    """

    id: str
    time: datetime
    host: str
    recipient: str
    site: str | None
    party: Party
    scheme: str
    method: str
    disclosures: tuple[Disclosure, ...] = ()
    blind_spots: tuple[BlindSpot, ...] = ()
    source: str | None = None
    entry: int | None = None
    site_confidence: float = 0.0
    site_basis: str = ""


def hash_in(encoding: Iterable[str]) -> str:
    """Return the hash among decoding steps, which are outermost first: the one that the value itself went through; ''
    where there is none.
    """
    return next((step for step in reversed(tuple(encoding)) if step.startswith(_HASHES)), "")


def disclose(
    findings: Iterable[Finding], fingerprinter: Fingerprinter, recipient: str, manner_of: Callable[[Finding], Manner]
) -> tuple[Disclosure, ...]:
    """Return the findings as disclosures to that recipient, each in the manner that is told of it.

    The values are dropped here. Browsers send the same again and again, and detection gives the same finding each time:
    what was made of it is remembered.
    """
    remembered = _remembered_by(fingerprinter)
    disclosures = []
    for finding in findings:
        known = remembered[id(finding)]
        if (
            known is None
            or known[0] is not finding
            or (known[1] is not manner_of and known[2].manner is not manner_of(finding))
        ):
            known = finding, manner_of, _disclosure(finding, fingerprinter, recipient, manner_of(finding))
            if finding.category not in SECRETS:  # theirs differ from recipient to recipient
                remembered.keep(id(finding), known, len(finding.value) + _OVERHEAD)
        disclosures.append(known[2])
    return tuple(disclosures)


type _Known = tuple[Finding, Callable[[Finding], Manner], Disclosure]
"""A finding, who told its manner, and what was made of it."""


@lru_cache(8)
def _remembered_by(_: Fingerprinter) -> Remembered[int, _Known]:
    """A finding stays alive as long as it is remembered, so that its identity is its own."""
    return Remembered(_CAPACITY)


def _disclosure(finding: Finding, fingerprinter: Fingerprinter, recipient: str, manner: Manner) -> Disclosure:
    category, value = finding.category, finding.value
    fingerprint = fingerprinter.fingerprint(category, value, recipient)
    return Disclosure(category, masked(category, value), fingerprint, _without_values(finding), manner)


def _without_values(finding: Finding) -> Evidence:
    evidence = finding.evidence
    path = masked_path(evidence.path, finding.value)
    if path == evidence.path:
        return evidence
    return Evidence(
        evidence.location, path, evidence.method, evidence.confidence, evidence.reasoning, evidence.encoding
    )
