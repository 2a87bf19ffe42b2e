"""Whether the clock goes on from what was recorded last."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tracker.errors import LedgerError
from tracker.settings import Settings
from tracker.supervision.checks.check import Check, Outcome

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_NAME = "clock"
_NEARLY = timedelta(minutes=5)  # clocks are set right by that much every day


def clock(settings: Settings) -> Check:
    """Whether what was recorded is of times yet to come, and whether a leap keeps what is old from being erased."""
    if not (settings.database_url or settings.ledger_file.exists()):
        return Check(_NAME, Outcome.OK, "nothing is recorded that it could be compared with")
    from tracker.keys import load_or_create
    from tracker.ledger.opening import open_ledger

    try:
        with open_ledger(settings, load_or_create(settings)) as ledger, ledger.reading() as session:
            return _told(session, datetime.now(UTC))
    except LedgerError:
        return Check(_NAME, Outcome.NOTE, "not known: the ledger does not open")


def _told(session: "Session", now: datetime) -> Check:
    from tracker.ledger.leaps import DAYS, believed, newest
    from tracker.ledger.retention import ages

    last = newest(session)
    if last is not None and last - now > _NEARLY:
        words = f"what was recorded last is of {_when(last)}, which is yet to come: the clock was wrong then, or is now"
        return Check(_NAME, Outcome.NOTE, words, "set it right: with a wrong one all sites' certificates are refused")
    present = believed(session, now)
    if last is None or present.is_believed or ages(session).is_endless:
        return Check(_NAME, Outcome.OK, "it goes on from what was recorded last")
    words = (
        f"nothing was recorded for long before {now.astimezone():%Y-%m-%d}: what is too old by it is erased once "
        f"something was recorded on {DAYS} days; until then ages count from {_when(present.moment)}"
    )
    remedy = "where the clock is right, `tracker retention` with your number of days erases now"
    return Check(_NAME, Outcome.NOTE, words, remedy)


def _when(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
