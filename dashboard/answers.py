"""Answers that take long are kept, and asked for again behind the reader's back: nobody waits for one twice.

A ledger of years has sums by the hundred thousand, and what is asked of all of them at once takes a second or more.
Such an answer may be as old as it takes long, some times over; what was forgotten is never shown again.
"""

import contextlib
import time
from collections.abc import Callable, Iterable
from threading import Lock, Thread
from typing import NamedTuple, cast

from sqlalchemy.orm import Session

from tracker.errors import TrackerError
from tracker.ledger.opening import Ledger
from tracker.ledger.remembered import erasures

QUICK = 0.1  # seconds: what takes less is asked for each time
_PATIENCE = 5  # an answer may be older than it took by this factor


class _Kept(NamedTuple):
    answer: object
    took: float
    asked: float
    erasures: int


class Answers:
    """The answers of one ledger that were expensive."""

    def __init__(self, ledger: Ledger, quick: float = QUICK) -> None:
        self._ledger, self._quick = ledger, quick
        self._kept: dict[Callable[[Session], object], _Kept] = {}
        self._renewing: dict[Callable[[Session], object], Thread] = {}
        self._lock, self._turn = Lock(), Lock()

    def ask[Answer](self, session: Session, question: Callable[[Session], Answer]) -> Answer:
        """Return the answer to a question: from the session, or, where that took long, as it was a moment ago."""
        kept = self._kept.get(question)
        if kept is None or kept.erasures != erasures(session):
            return self._asked(session, question)
        if time.monotonic() - kept.asked > kept.took * _PATIENCE:
            self._renew(question)
        return cast(Answer, kept.answer)

    def prepare(self, questions: Iterable[Callable[[Session], object]]) -> None:
        """Ask these questions in the background, before somebody else does."""
        for question in questions:
            self._renew(question)

    def close(self) -> None:
        """Wait until nothing is asked any more."""
        for thread in list(self._renewing.values()):
            thread.join()

    def _asked[Answer](self, session: Session, question: Callable[[Session], Answer]) -> Answer:
        began = time.monotonic()
        answer = question(session)
        took = time.monotonic() - began
        if took < self._quick or not answer:  # that there is nothing must not be said once there is something
            self._kept.pop(question, None)
        else:
            self._kept[question] = _Kept(answer, took, time.monotonic(), erasures(session))
        return answer

    def _renew(self, question: Callable[[Session], object]) -> None:
        with self._lock:
            if question not in self._renewing:
                self._renewing[question] = Thread(target=self._ask_again, args=(question,), daemon=True)
                self._renewing[question].start()

    def _ask_again(self, question: Callable[[Session], object]) -> None:
        with self._turn, contextlib.suppress(TrackerError), self._ledger.reading() as session:
            self._asked(session, question)  # one at a time: the proxy needs the machine too
        with self._lock:
            del self._renewing[question]
