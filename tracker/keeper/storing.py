"""One batch into the ledger, in one transaction with how far the journal has come."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.aliases import Aliases
from tracker.aliases import to_bytes as aliases_to_bytes
from tracker.disclosure import Record
from tracker.journal import Journal
from tracker.keeper.intake import Batch
from tracker.keys import Keys
from tracker.leaps import Leap
from tracker.records import to_bytes
from tracker.rulings import Ruled
from tracker.rulings import to_bytes as rulings_to_bytes
from tracker.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.ledger.opening import Ledger


def set_aside_folder(settings: Settings) -> Path:
    """Return where records lie, sealed, that this version cannot bring into the ledger."""
    return settings.journal_folder / "set-aside"


def offsets_in(session: "Session") -> dict[str, int]:
    """Return how far each segment is in the ledger."""
    from sqlalchemy import select

    from tracker.ledger.models import JournalPosition

    rows = session.execute(select(JournalPosition.segment, JournalPosition.offset))
    return {row.segment: row.offset for row in rows}


def forget_offsets(ledger: "Ledger", segments: Iterable[str]) -> None:
    """Drop what the ledger remembers of segments that are no more."""
    from sqlalchemy import delete

    from tracker.ledger.models import JournalPosition

    with ledger.session() as session:
        session.execute(delete(JournalPosition).where(JournalPosition.segment.in_(list(segments))))


def store(ledger: "Ledger", settings: Settings, keys: Keys, batch: Batch) -> None:
    """Bring a batch into the ledger, where it is pending for the tallies.

    What the ledger refuses for itself is set aside and does not stop the rest.

    Raises whatever the database raises when it cannot be written at all; then nothing of the batch counts as done.
    """
    refused = list(batch.unknown)
    is_whole = not refused
    try:
        if batch.leaps:
            _note_leaps(ledger, batch.leaps)
        _commit(ledger, batch.records, batch.offsets if is_whole else {}, batch.aliases, batch.rulings)
    except Exception as error:
        if not is_refusal(error):
            raise
        is_whole = False
        refused += [to_bytes(record) for record in batch.records if not _is_stored(ledger, (record,))]
        refused += [aliases_to_bytes(told) for told in batch.aliases if not _is_stored(ledger, (), (told,))]
        refused += [rulings_to_bytes(one) for one in batch.rulings if not _is_stored(ledger, (), (), (one,))]
    if not is_whole:
        _set_aside(settings, keys, refused)
        _commit(ledger, (), batch.offsets)


def _note_leaps(ledger: "Ledger", leaps: Collection[Leap]) -> None:
    """Before the records, which are judged by them. The same twice changes nothing."""
    from tracker.ledger.prematurity import note_leaps

    with ledger.session() as session:
        note_leaps(session, leaps)


def _commit(
    ledger: "Ledger",
    records: Iterable[Record],
    offsets: Mapping[str, int],
    aliases: Collection[Aliases] = (),
    rulings: Collection[Ruled] = (),
) -> None:
    from tracker.ledger.aliases import note_aliases
    from tracker.ledger.models import JournalPosition
    from tracker.ledger.rulings import note_rulings
    from tracker.ledger.writing import write
    from tracker.vendors import builtin

    with ledger.session() as session:
        write(session, records, builtin(), collapse=True, settled=False)
        if rulings:
            note_rulings(session, rulings, builtin())
        if aliases:  # after the records: what is told of a host often comes with its first request
            note_aliases(session, aliases, builtin())
        for segment, offset in offsets.items():
            session.merge(JournalPosition(segment=segment, offset=offset))


def _is_stored(
    ledger: "Ledger", records: Iterable[Record], aliases: Collection[Aliases] = (), rulings: Collection[Ruled] = ()
) -> bool:
    try:
        _commit(ledger, records, {}, aliases, rulings)
    except Exception as error:
        if not is_refusal(error):
            raise
        return False
    return True


def is_refusal(error: Exception) -> bool:
    """Whether the fault is the record's and will be there again, not the database's, which may recover."""
    from sqlalchemy.exc import DataError, IntegrityError, StatementError

    faults = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, IntegrityError, DataError)
    return isinstance(error, faults) or type(error) is StatementError


def _set_aside(settings: Settings, keys: Keys, refused: Iterable[bytes]) -> None:
    journal = Journal(set_aside_folder(settings), keys.journal)
    try:
        for data in refused:
            journal.append(data)
    finally:
        journal.close()
