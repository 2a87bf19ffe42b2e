"""Which captures are in the ledger, by what is in them, whole or in part; under which name, with which labels."""

from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from tracker.ledger import labels as labelling
from tracker.ledger.labels import Labels
from tracker.ledger.models import Capture
from tracker.ledger.moments import micros, moment
from tracker.ledger.remembered import recall, remember
from tracker.ledger.storable import storable

_IN_PART = "~"  # before the digest of a capture that was not read to its end; the digest loses its last digit


class Known(NamedTuple):
    """A capture that the ledger has something of. `is_whole`: it was read to its end; `imported` is when that was."""

    source: str
    labels: Labels
    is_whole: bool
    imported: datetime


class Captures:
    """The captures of a ledger, as they were when this was made, and with what was noted here since."""

    def __init__(self, session: Session) -> None:
        rows = session.execute(select(Capture.source, Capture.digest, Capture.labels, Capture.imported))
        self._by_digest = {
            _short(digest): Known(source, labelling.read(labels), is_whole(digest), imported)
            for source, digest, labels, imported in rows
        }
        self._names = {known.source for known in self._by_digest.values()}

    def get(self, digest: str) -> Known | None:
        """Return what is known of a capture with these bytes (SHA-256 in hex)."""
        return self._by_digest.get(_short(digest))

    def note(self, digest: str, known: Known) -> None:
        """Remember that a capture is about to be, or is, in the ledger."""
        self._by_digest[_short(digest)] = known
        self._names.add(known.source)

    def free_name(self, source: str, digest: str) -> str:
        """Return the name for a new capture: the file's own, or where another had that name, one that tells it apart.

        A file that changed is another capture, and so is one of the same name in another folder.
        """
        return source if source not in self._names else distinguished(source, digest)


def distinguished(source: str, digest: str) -> str:
    """Return a file's name with what tells its content from that of others with that name."""
    return f"{source} ({digest[:8]})"


def is_whole(digest: str) -> bool:
    """Whether a capture with that digest in the ledger was read to its end."""
    return not digest.startswith(_IN_PART)


def is_in_part() -> ColumnElement[bool]:
    """Return the condition that a capture was not read to its end."""
    return Capture.digest.like(f"{_IN_PART}%")


def put(session: Session, source: str, digest: str, labels: Labels, entries: int | None) -> None:
    """Record a capture, read to its end with so many entries, or (None) in part so far."""
    name = storable(source)
    row = session.get(Capture, name) or Capture(source=name)
    row.digest = _short(digest) if entries is None else digest
    row.labels = labelling.written(labels)
    row.entries = entries or 0
    row.imported = datetime.now(UTC)
    session.add(row)


def relabel(session: Session, source: str, labels: Labels) -> None:
    """Replace the labels of a capture."""
    row = session.get_one(Capture, storable(source))
    row.labels = labelling.written(labels)


def same_knowledge_since(session: Session, knowledge: str) -> datetime:
    """Return since when captures have been read with this knowledge (a digest of it): from now on, if it is new.

    What was read before must be read again: something else may be found in it.
    """
    told, _, since = (recall(session, "knowledge") or "").partition(" ")
    if told == knowledge:
        return moment(int(since))
    now = datetime.now(UTC)
    remember(session, "knowledge", f"{knowledge} {micros(now)}")
    return now


def _short(digest: str) -> str:
    return f"{_IN_PART}{digest[:-1]}" if is_whole(digest) else digest
