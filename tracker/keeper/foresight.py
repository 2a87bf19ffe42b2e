"""What the ledger knows that rules go by, written for proxies: while a rule asks for it, and where something changed.

Who switches a rule on has it written at once, so that the next proxy knows it from its first request on.
"""

import contextlib
import time
from collections.abc import Hashable
from typing import TYPE_CHECKING

from tracker.control import WATCHING, Control, ControlWatch, experience
from tracker.control.experience import NONE, Experience
from tracker.errors import LedgerError, TrackerError
from tracker.keys import Keys
from tracker.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.ledger.opening import Ledger

EVERY = 60.0  # seconds: a proxy that runs knows what it found out itself, and the end brings the rest
_SHARE = 100  # so many times as long as it took it waits at least: a hundredth of one core at most


class Foresight:
    """Knows when it is time again, and whether a rule asks for it."""

    def __init__(self, settings: Settings, keys: Keys) -> None:
        self._settings, self._keys = settings, keys
        self._watch = ControlWatch(settings, keys)
        self._control: Control | None = None
        self._written: Hashable = None
        self._due = 0.0

    def attempt(self, ledger: "Ledger", *, is_last: bool = False) -> None:
        """Write it where it is time (or `is_last`) and something of it changed. Raises OSError."""
        with contextlib.suppress(LedgerError):  # what holds cannot be read just now: what held before does
            if (control := self._watch.attempt()) is not None or self._control is None:
                self._choose(control or WATCHING)
        now = time.monotonic()
        if self._control is None or not experience.is_asked_for(self._control) or (now < self._due and not is_last):
            return
        from tracker.ledger.queries.every_holder import marks

        with ledger.reading() as session:
            state = marks(session)
            if state != self._written or not self._settings.experience_file.exists():
                _write(self._settings, self._keys, _found(session, self._keys, self._control))
                self._written = state
        took = time.monotonic() - now
        self._due = now + max(EVERY, _SHARE * took)

    def _choose(self, control: Control) -> None:
        self._control, self._written, self._due = control, None, 0.0
        if not experience.is_asked_for(control):
            experience.erase(self._settings)


def prepare(settings: Settings, keys: Keys, control: Control, ledger: "Ledger | None" = None) -> None:
    """Have in the file what these choices ask for, which were just made, and none where they ask for none.

    Never raises: the keeper does it again.
    """
    if not experience.is_asked_for(control):
        experience.erase(settings)
        return
    if _is_there(settings, keys, control):
        return
    with contextlib.suppress(OSError, TrackerError):
        if ledger is not None:
            _note(ledger, settings, keys, control)
        elif settings.database_url or settings.ledger_file.exists():
            from tracker.ledger.opening import open_ledger

            with open_ledger(settings, keys) as opened:
                _note(opened, settings, keys, control)


def _is_there(settings: Settings, keys: Keys, control: Control) -> bool:
    found = experience.read(settings, keys)
    return found is not None and (found.submitted is not None or not experience.asks_for_submissions(control))


def _note(ledger: "Ledger", settings: Settings, keys: Keys, control: Control) -> None:
    with ledger.reading() as session:
        found = _found(session, keys, control)
    _write(settings, keys, found)


def _write(settings: Settings, keys: Keys, found: Experience) -> None:
    if found == NONE:
        experience.erase(settings)
    else:
        experience.write(settings, keys, found)


def _found(session: "Session", keys: Keys, control: Control) -> Experience:
    from tracker.guarding.given import MOST, mark_of
    from tracker.ledger.queries.experience import leads, submissions
    from tracker.masking import Fingerprinter

    known = leads(session, experience.MOST_LEADS)
    if not experience.asks_for_submissions(control):
        return Experience(known)
    fingerprinter = Fingerprinter(keys.fingerprint)
    return Experience(known, b"".join(mark_of(fingerprinter, *one) for one in submissions(session, MOST)))
