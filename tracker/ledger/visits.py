"""When the person last looked: kept in the settings, so that what is new since then can be told.

Pages that are opened within half an hour of each other are one visit: what is new stays new until the next one.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from tracker.ledger.queries.blind_spots import unseen
from tracker.ledger.remembered import recall, remember

PAUSE = timedelta(minutes=30)
"""Whoever comes back after so long without a look visits anew."""
_STEP = timedelta(minutes=1)  # a page that is loaded again and again writes no more often


class Visit(NamedTuple):
    """A visit: its last look, and how often something could not be read by then."""

    moment: datetime
    unseen: int


class _Kept(NamedTuple):
    before: Visit | None
    now: Visit


def last_visit(session: Session, now: datetime | None = None) -> Visit | None:
    """Return the visit before the one that is going on, None where there was none: all is new then. One statement.

    After a pause the visit that was going on is the last one, whether a new one was noted yet or not.
    """
    kept = _kept(session)
    if kept is None:
        return None
    return kept.before if (now or datetime.now(UTC)) - kept.now.moment < PAUSE else kept.now


def note_visit(session: Session, now: datetime | None = None) -> Visit | None:
    """Keep that the person looks; return the visit before, as `last_visit` does. Writes once a minute at most."""
    moment = now or datetime.now(UTC)
    kept = _kept(session)
    if kept is not None and timedelta() <= moment - kept.now.moment < _STEP:
        return kept.before
    before = last_visit(session, moment)
    _keep(session, _Kept(before, Visit(moment, unseen(session).times)))
    return before


def _kept(session: Session) -> _Kept | None:
    text = recall(session, "visits")
    if text is None:
        return None
    try:
        before, now = json.loads(text)
        return _Kept(_visit(*before) if before else None, _visit(*now))
    except (ValueError, TypeError):  # not ours: as if nothing had been kept
        return None


def _visit(moment: str, unseen_times: int) -> Visit:
    return Visit(datetime.fromisoformat(moment), int(unseen_times))


def _keep(session: Session, kept: _Kept) -> None:
    remember(session, "visits", json.dumps(kept, default=datetime.isoformat))
