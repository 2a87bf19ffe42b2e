"""What takes long to answer is not asked anew at each look: an answer is given again for a while, the longer the longer
it took. What takes a moment is always asked.

So an open page that follows live recording keeps no core busy, and shows what is some seconds old at most. What was
forgotten is never shown again: erasing ends all that is remembered. Answers are the ledger's, never sentences.
"""

import time
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple, cast
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from tracker.ledger.opening import Ledger
from tracker.ledger.queries.every_holder import marks

_QUICK = 0.008  # seconds
_FACTOR, _LONGEST = 20.0, 10.0  # times as long as it took, and seconds
_MOST = 60  # answers


class _Given(NamedTuple):
    answer: Any
    until: float


class Recent:
    """The answers of one ledger. Threads may share it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._epoch: tuple[str, ...] = ()
        self._given: dict[Hashable, _Given] = {}

    def look(self, session: Session) -> None:
        """Begin a page: what was erased or counted anew since ends what is remembered. One statement."""
        epoch, _ = marks(session)
        with self._lock:
            if epoch != self._epoch:
                self._epoch, self._given = epoch, {}

    def ask[Answer](self, key: Hashable, question: Callable[[], Answer]) -> Answer:
        """Return the answer to a question; the key says which it is."""
        began, epoch = self._clock(), self._epoch
        given = self._given.get(key)
        if given is not None and began < given.until:
            return cast(Answer, given.answer)
        answer = question()
        took = self._clock() - began
        with self._lock:
            if took > _QUICK and epoch == self._epoch:
                self._given.pop(key, None)
                self._given[key] = _Given(answer, self._clock() + min(_LONGEST, _FACTOR * took))
                if len(self._given) > _MOST:
                    del self._given[next(iter(self._given))]
        return answer


_RECENT: "WeakKeyDictionary[Ledger, Recent]" = WeakKeyDictionary()


def recent(ledger: Ledger, session: Session) -> Recent:
    """Return what is remembered of a ledger, as far as the session may see it."""
    found = _RECENT.setdefault(ledger, Recent())
    found.look(session)
    return found
