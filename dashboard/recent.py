"""What takes long to answer is not asked anew at each look: an answer is given again for a while, the longer the longer
it took. What takes a moment is always asked. How long it took is measured in work, so that a busy machine makes no
answer old.

So an open page that follows live recording keeps no core busy, and shows what is some seconds old at most. What was
forgotten is never shown again: erasing ends all that is remembered.
"""

import time
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple, cast

from flask import current_app
from sqlalchemy.orm import Session

from tracker.ledger.queries.every_holder import marks

_QUICK = 0.015  # seconds
_FACTOR, _LONGEST = 40.0, 10.0  # times as long as it took, and seconds
_MOST = 60  # answers


class _Given(NamedTuple):
    answer: Any
    until: float
    mark: Hashable


class Recent:
    """The answers of one ledger. Threads may share it."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, work: Callable[[], float] = time.thread_time
    ) -> None:
        self._clock, self._work, self._lock = clock, work, Lock()
        self._epoch: tuple[str, ...] = ()
        self._given: dict[Hashable, _Given] = {}

    def look(self, session: Session) -> None:
        """Begin a page: what was erased or counted anew since ends what is remembered. One statement."""
        epoch, _ = marks(session)
        with self._lock:
            if epoch != self._epoch:
                self._epoch, self._given = epoch, {}

    def ask[Answer](self, key: Hashable, question: Callable[[], Answer], mark: Hashable = None) -> Answer:
        """Return the answer to a question; the key says which it is. With a mark it is given again as long as the mark
        is the same, however quickly it was found.
        """
        given, epoch = self._given.get(key), self._epoch
        if given is not None and (given.mark == mark if mark is not None else self._clock() < given.until):
            return cast(Answer, given.answer)
        began = self._work()
        answer = question()
        took = self._work() - began
        with self._lock:
            if (took > _QUICK or mark is not None) and epoch == self._epoch:
                self._given.pop(key, None)
                self._given[key] = _Given(answer, self._clock() + min(_LONGEST, _FACTOR * took), mark)
                if len(self._given) > _MOST:
                    del self._given[next(iter(self._given))]
        return answer


def recent(session: Session) -> Recent:
    """Return what this application remembers of its ledger, as far as the session may see it."""
    found: Recent = current_app.extensions.setdefault("tracker-recent", Recent())
    found.look(session)
    return found
