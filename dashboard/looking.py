"""That the person looked is kept, so that the next visit can be told what is new: after the answer, nobody waits."""

import contextlib
import time
from weakref import WeakKeyDictionary

from tracker.errors import TrackerError
from tracker.ledger.locking import take_turn
from tracker.ledger.opening import Ledger
from tracker.ledger.visits import note_visit

_STEP = 60.0  # seconds: an open page that follows live recording looks again and again
_NOTED: "WeakKeyDictionary[Ledger, float]" = WeakKeyDictionary()


def note_look(ledger: Ledger) -> None:
    """Note a visit, once a minute at most. A ledger that cannot be written is no matter here: pages say so."""
    if time.monotonic() - _NOTED.get(ledger, -_STEP) < _STEP:
        return
    _NOTED[ledger] = time.monotonic()
    with contextlib.suppress(TrackerError), ledger.session() as session:
        take_turn(session)
        note_visit(session)
