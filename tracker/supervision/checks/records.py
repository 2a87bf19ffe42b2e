"""The ledger, the journal, and the processes that write them."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tracker.errors import LedgerError
from tracker.keeper.intake import sizes
from tracker.keeper.reports import Report, reports
from tracker.keeper.storing import set_aside_folder
from tracker.keeper.withheld import withheld_text
from tracker.settings import Settings
from tracker.supervision.checks.check import Check, Outcome

if TYPE_CHECKING:
    from tracker.keys import Keys
    from tracker.ledger.opening import Ledger

_SOON = timedelta(seconds=10)  # by then a proxy has started its keeper


def ledger(settings: Settings) -> Check:
    """Whether the ledger opens and takes what is written. Raises LedgerError."""
    if not (settings.database_url or settings.ledger_file.exists()):
        return Check("ledger", Outcome.NOTE, "no ledger yet: it is made with the first record")
    with _opened(settings) as (opened, _keys):
        _touch(opened)
        return Check("ledger", Outcome.OK, f"{opened.place} can be read and written")


def _touch(opened: "Ledger") -> None:
    """Take the right to write, and change nothing. Raises LedgerError."""
    from sqlalchemy import delete

    from tracker.ledger.models import Setting

    with opened.session() as session:
        session.execute(delete(Setting).where(Setting.name == "doctor"))


@contextlib.contextmanager
def _opened(settings: Settings) -> "Iterator[tuple[Ledger, Keys]]":
    from tracker.keys import load_or_create
    from tracker.ledger.opening import open_ledger

    keys = load_or_create(settings)
    with open_ledger(settings, keys) as opened:
        yield opened, keys


def journal(settings: Settings) -> Check:
    """Whether everything in the journal goes into the ledger. Raises LedgerError."""
    from tracker.keeper import drain

    if sum(sizes(settings.journal_folder).values()):
        with _opened(settings) as (opened, keys):
            drain(opened, settings, keys)
    if aside := sum(sizes(set_aside_folder(settings)).values()):
        words = f"{aside} bytes of records are set aside in {set_aside_folder(settings)}: this version cannot read them"
        return Check("journal", Outcome.PROBLEM, words, "use the newest Tracker that ran here, and report it otherwise")
    return Check("journal", Outcome.OK, "everything in the journal is in the ledger")


def profile(settings: Settings) -> Check:
    """What is looked for on the person's behalf, and how much of it was learnt."""
    if not (settings.database_url or settings.ledger_file.exists()):
        return Check("profile", Outcome.NOTE, "no values of yours yet")
    try:
        count, learnt, is_on = _looked_for(settings)
    except LedgerError:
        return Check("profile", Outcome.NOTE, "not known: the ledger does not open")
    if not (count or is_on):
        remedy = "tracker profile add email_address -, or tracker profile learning on"
        return Check("profile", Outcome.NOTE, "no values of yours are looked for: hashed ones cannot be told", remedy)
    words = f"values of yours that are looked for: {count}, learnt from forms: {learnt}"
    return Check("profile", Outcome.OK, f"{words}; learning is {'on' if is_on else 'off'}")


def _looked_for(settings: Settings) -> tuple[int, int, bool]:
    from tracker.ledger.learnt import counted, take_in
    from tracker.ledger.profiles import listed
    from tracker.ledger.publishing import is_learning

    with _opened(settings) as (opened, keys):
        take_in(opened, settings, keys)
        with opened.reading() as session:
            return len(listed(session)), counted(session), is_learning(session, settings)


def recording(settings: Settings) -> Check:
    """What the running processes say of themselves."""
    said = reports(settings)
    for report in said:
        if (check := _trouble(report)) is not None:
            return check
    proxies = [report for report in said if report.role == "proxy"]
    if not proxies:
        return Check("recording", Outcome.NOTE, "no proxy is recording now: `tracker start`")
    has_keeper = any(report.role == "keeper" for report in said)
    if not has_keeper and all(datetime.now(UTC) - report.since > _SOON for report in proxies):
        words = "a proxy is recording, but no process brings it into the ledger"
        return Check("recording", Outcome.PROBLEM, words, "restart the proxy; nothing is lost")
    told = ("a proxy is recording", withheld_text(said))
    return Check("recording", Outcome.OK, ". ".join(filter(None, told)))


def notifications(settings: Settings) -> Check:
    """Whether the person is told of what is grave, as they want it. Not being told is no fault of the recording."""
    from tracker.notifying.choice import is_on

    name, failing = "notify", [report.unnotified for report in reports(settings) if report.unnotified]
    if not (settings.database_url or settings.ledger_file.exists()):
        return Check(name, Outcome.NOTE, f"notifications are {'on' if settings.notifications else 'off'}")
    try:
        with _opened(settings) as (opened, _keys), opened.reading() as session:
            is_wanted = is_on(session, settings)
    except LedgerError:
        return Check(name, Outcome.NOTE, "not known: the ledger does not open")
    if not is_wanted:
        return Check(name, Outcome.OK, "notifications are off (tracker notifications on)")
    if failing:
        remedy = "tracker notifications test, from your desktop's own terminal; or tracker notifications off"
        return Check(name, Outcome.NOTE, f"notifications are on, but cannot be shown: {failing[0]}", remedy)
    return Check(name, Outcome.OK, "notifications are on")


def _trouble(report: Report) -> Check | None:
    if report.fault:
        words = f"{report.fault} (since {report.since.astimezone():%H:%M:%S}, process {report.process})"
        return Check("recording", Outcome.PROBLEM, words, "mend what it names: recording goes on by itself then")
    if report.errors:
        words = f"Tracker's own code failed on {report.errors} requests (process {report.process})"
        return Check("recording", Outcome.PROBLEM, words, "please report what it said on standard error")
    return None
