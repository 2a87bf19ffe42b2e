"""Hosts whose connections pass unread, or would have to: what was decided or learnt of each, and what can be done."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from dashboard.decided import decide, words_of
from dashboard.notices import warn
from dashboard.wiring import wiring
from tracker.control import Control, pinned
from tracker.control.pinned import Learnt
from tracker.control.ways import is_passed, passing, reading, undecided
from tracker.errors import LedgerError
from tracker.ledger.queries.blind_spots import hosts_of
from tracker.phrasing import gettext, message

FEW, MOST = 10, 1000  # hosts that are shown at first, and at most
_LATELY = timedelta(days=1)
_REFUSED = "pinned"  # the reason of a blind spot
_DEEDS = {"pass": passing, "read": reading, "leave": undecided}
_WORDS = {
    "pass": message("Always pass through"),
    "read": message("Read it again"),
    "leave": message("Let Tracker decide"),
}


class Deed(NamedTuple):
    """Something that can be decided of a host: the form's value, and the button's words."""

    value: str
    words: str


class Host(NamedTuple):
    """A host, how things are with it, and what can be decided."""

    name: str
    words: str
    deeds: tuple[Deed, ...]


class Passed(NamedTuple):
    """The hosts, how many more there are, and at how many sites a program refused that does not know our authority (0:
    there is none).
    """

    hosts: tuple[Host, ...]
    more: int
    stranger_sites: int


def passed(session: Session, control: Control, learnt: Learnt, most: int = FEW) -> Passed:
    """Return what was decided and learnt, and the hosts that a program refused to be read at; so many at most."""
    names = dict.fromkeys((*sorted(control.passed_hosts), *sorted(control.read_hosts)))
    names |= dict.fromkeys((*(one.host for one in reversed(learnt.pinned)), *hosts_of(session, _REFUSED, MOST)))
    told, programs = [name for name in names if _is_told(name, control)], learnt.programs()
    hosts = (_host(name, control, is_known=name in programs) for name in told[:most])
    return Passed(tuple(hosts), len(told[most:]), _stranger_sites(learnt))


def decide_of(host: str, deed: str, done: str) -> None:
    """Decide of a host, and tell on the next page that it was done, or why not. Raises KeyError for another deed."""
    how, parts = _DEEDS[deed], wiring()
    if not decide(lambda control: how(control, host), lambda _: done) or deed == "pass":
        return
    try:
        pinned.change(parts.settings(), parts.keys, lambda learnt: learnt.without(host))
    except LedgerError as error:
        warn(words_of(error))


def _is_told(name: str, control: Control) -> bool:
    """What was decided of the host above it is said there."""
    return name in control.passed_hosts or name in control.read_hosts or is_passed(name, control) is None


def _host(name: str, control: Control, *, is_known: bool) -> Host:
    """How things are with a host; `is_known`: it is known that a program refuses there."""
    if name in control.passed_hosts:
        return Host(name, gettext("passed through unread, as you decided"), _deeds("read", "leave"))
    if name in control.read_hosts:
        return Host(name, gettext("always read, as you decided"), _deeds("pass", "leave"))
    if is_known:
        words = gettext("passed through unread where the program refuses to be read")
        return Host(name, words, _deeds("pass", "read"))
    return Host(name, gettext("a program refused to be read here, and did not get through"), _deeds("pass"))


def _deeds(*values: str) -> tuple[Deed, ...]:
    return tuple(Deed(value, gettext(_WORDS[value])) for value in values)


def _stranger_sites(learnt: Learnt) -> int:
    """At how many sites the program refused that does not know Tracker's authority, 0 where there is none."""
    return max(_lately(learnt), default=0)


def _lately(learnt: Learnt) -> Iterator[int]:
    return (one.sites for one in learnt.strangers if datetime.now(UTC) - one.last < _LATELY)
