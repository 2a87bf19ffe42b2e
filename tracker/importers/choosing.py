"""Which captures are to be read: those of which the ledger has not all, told by their bytes, not by their names."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from tracker.importers.captures import Capture
from tracker.importers.reading import Fault
from tracker.ledger.captures import Captures, Known, distinguished
from tracker.ledger.labels import Labels


class Chosen(NamedTuple):
    """A capture to read, under the name that it has in the ledger; the SHA-256 of its bytes in hex, and its labels."""

    capture: Capture
    digest: str
    labels: Labels


class Copy(NamedTuple):
    """A file with the same bytes as a capture in the ledger, or before it, that has another name."""

    source: str
    other: str


@dataclass(slots=True)
class Choice:
    """What is to be done with captures. Sizes of what need not be read are in bytes."""

    chosen: list[Chosen] = field(default_factory=list)
    known: int = 0
    copies: list[Copy] = field(default_factory=list)
    relabelled: list[tuple[str, Labels]] = field(default_factory=list)
    unreadable: list[Fault] = field(default_factory=list)


def choice(files: Iterable[Capture], captures: Captures, labels: Labels, since: datetime) -> Choice:
    """Return what is to be done with files: what was read to its end before `since` is read again.

    Labels are added to those that a capture has; of one key the newer holds. A copy under another name changes nothing.
    """
    made = Choice()
    for file in files:
        try:
            digest = _digest(file)
        except OSError as error:
            made.unreadable.append(Fault(file.source, None, f"cannot be read ({error.strerror or error})"))
            continue
        known = captures.get(digest)
        if known is None:
            known = Known(captures.free_name(file.source, digest), labels, is_whole=True, imported=since)
        elif known.source not in (file.source, distinguished(file.source, digest)):
            if known.is_whole and known.imported >= since:
                made.copies.append(Copy(file.source, known.source))
                continue
        else:
            merged = {**known.labels, **labels}
            if known.is_whole and known.imported >= since:
                made.known += 1
                if merged != known.labels:
                    made.relabelled.append((known.source, merged))
                    captures.note(digest, known._replace(labels=merged))
                continue
            known = known._replace(labels=merged)
        captures.note(digest, known._replace(is_whole=True, imported=since))
        made.chosen.append(Chosen(file._replace(source=known.source), digest, known.labels))
    return made


def _digest(file: Capture) -> str:
    with file.path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
