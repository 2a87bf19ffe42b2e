"""Which captures were imported, with which labels?"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.captures import is_whole
from tracker.ledger.labels import bearers, read
from tracker.ledger.queries.disclosures import Pairs


class Imported(NamedTuple):
    """A capture: its name as rows tell it (`source`), the SHA-256 of its bytes in hex, its labels, how many entries
    were read, and when. Without digest and entries: it was not read to its end.
    """

    source: str
    digest: str | None
    labels: dict[str, str]
    entries: int | None
    imported: datetime


def imported(session: Session, *, labels: Pairs = ()) -> list[Imported]:
    """Return the captures in the ledger that bear the labels (of each key one of the values given), by name."""
    row = m.Capture
    asked = select(row.source, row.digest, row.labels, row.entries, row.imported).order_by(row.source)
    if labels:
        asked = asked.where(row.source.in_(bearers(labels)))
    return [_imported(*columns) for columns in session.execute(asked)]


def _imported(source: str, digest: str, labels: str, entries: int, time: datetime) -> Imported:
    if not is_whole(digest):
        return Imported(source, None, read(labels), None, time)
    return Imported(source, digest, read(labels), entries, time)
