"""What the person decided of the proxy, as pages read and change it. Another process may do so at the same time."""

from collections.abc import Callable
from typing import NamedTuple, cast

from flask import g

from dashboard.notices import tell, warn
from dashboard.retelling import retold
from dashboard.wiring import wiring
from tracker.control import WATCHING, Control, change
from tracker.control.keeping import look
from tracker.errors import LedgerError, TrackerError
from tracker.keeper.following import following_text
from tracker.keeper.foresight import prepare
from tracker.keeper.reports import reports
from tracker.phrasing import sentence


class Decided(NamedTuple):
    """What holds. `fault` is what is wrong with the file that it lies in, and what to do; with `is_lost`, nothing of it
    can be read, and nothing be decided: `following` says what proxies do then.
    """

    control: Control = WATCHING
    fault: str = ""
    is_lost: bool = False
    following: str = ""

    @property
    def has_copy(self) -> bool:
        """Whether the file is damaged, and a good copy of it is used."""
        return bool(self.fault) and not self.is_lost


def decided() -> Decided:
    """Return what holds at this request; it is read once."""
    if "decided" not in g:
        g.decided = _read()
    return cast(Decided, g.decided)


def decide(how: Callable[[Control], Control], done: Callable[[Control], str]) -> bool:
    """Change what holds, and tell on the next page what was done, or why it was not. Running proxies follow."""
    parts = wiring()
    try:
        control = change(parts.settings(), parts.keys, how)
    except TrackerError as error:
        warn(words_of(error))
        return False
    prepare(parts.settings(), parts.keys, control, parts.ledger)
    tell(done(control))
    return True


def words_of(error: TrackerError) -> str:
    """Return what an error says, as a sentence in the reader's language."""
    text = str(error)
    if isinstance(error, LedgerError):
        return retold(text).striptags()
    said = sentence(text)
    return said if said.endswith(".") else f"{said}."


def _read() -> Decided:
    parts = wiring()
    try:
        kept = look(parts.settings(), parts.keys)
    except LedgerError as error:
        return Decided(fault=str(error), is_lost=True, following=following_text(reports(parts.settings())))
    return Decided(kept.control, kept.fault)
