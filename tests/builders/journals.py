"""A journal with records in it, as a proxy leaves it."""

from tracker.disclosure import Record
from tracker.journal import Journal
from tracker.keys import Keys
from tracker.records import to_bytes
from tracker.settings import Settings


def a_journal(
    settings: Settings, keys: Keys, *records: Record, is_closed: bool = True, segment_bytes: int = 4 << 20
) -> Journal:
    """Return a writer that has written those records, and has ended unless told otherwise."""
    journal = Journal(settings.journal_folder, keys.journal, segment_bytes=segment_bytes)
    for record in records:
        journal.append(to_bytes(record))
    if is_closed:
        journal.close()
    return journal
