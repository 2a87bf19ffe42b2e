"""Capture files -> the ledger, in transactions of some thousand records. The same file twice changes nothing."""

from collections.abc import Iterable
from itertools import batched

from tracker.importers.captures import Capture
from tracker.importers.opening import Progress
from tracker.importers.reading import Recorder, Tally
from tracker.ledger.opening import Ledger
from tracker.ledger.writing import Written, write
from tracker.vendors import builtin

_TRANSACTION = 4000  # records


def imported(
    captures: Iterable[Capture], recorder: Recorder, ledger: Ledger, tally: Tally, progress: Progress | None = None
) -> Written:
    """Record what capture files disclose; return what was new, and count in `tally` what was read.

    The recorder must give ids. Raises OSError for a file that cannot be read any more, LedgerError for the ledger.
    """
    added = Written(0, 0, 0)
    for capture in captures:
        for batch in batched(recorder.records(capture, tally, progress), _TRANSACTION):
            with ledger.session() as session:
                written = write(session, batch, builtin(), collapse=False)
            added = Written(*map(sum, zip(added, written, strict=True)))
    return added
