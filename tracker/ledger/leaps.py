"""Whether the clock can be believed: where something is to be erased for its age, and where it went back.

A clock that leaps ten years ahead, once, would have all that is recorded erased as too old. What was recorded is a
clock as well: days on which something was. Where these end long before now, now is believed once something was
recorded on three days since; until then, ages are told by the last day before the gap. Nothing else is kept for that.

A clock that is set back tells times twice, and what has them may have come in either order. Proxies notice that, and
say which times these are: they are kept, and nothing is told by their order.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import orjson
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.leaps import Leap
from tracker.ledger import models as m
from tracker.ledger.moments import DAY, micros, moment
from tracker.ledger.remembered import recall, remember

GAP = 7  # days: who records less often than once a week has things erased one day of use later
DAYS = 3  # on which something was recorded, after which a clock is believed
MOST = 200  # stretches that were told twice: of more, the earliest are forgotten

type Stretch = tuple[int, int]
"""From when to when, in microseconds since 1970."""


class Present(NamedTuple):
    """The moment by which ages are told, and whether that is what the clock says."""

    moment: datetime
    is_believed: bool


def believed(session: Session, now: datetime) -> Present:
    """Return by which moment ages are told where the clock says `now`. One statement."""
    today = micros(now) // DAY
    day = m.DayTally.day
    recorded = session.scalars(select(day).where(day <= today).distinct().order_by(day.desc()).limit(DAYS))
    for later, earlier in pairwise([today, *recorded]):
        if later - earlier > GAP:
            return Present(moment((earlier + 1) * DAY), is_believed=False)
    return Present(now, is_believed=True)


def newest(session: Session) -> datetime | None:
    """Return the time of the newest disclosure, None where there is none: it may be yet to come. One statement."""
    return session.scalar(select(func.max(m.Disclosure.time)))


class Twice:
    """The stretches of time that the clock told twice. The ledger is asked once, and only where somebody wants it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """All that are kept, in their order; none touches another."""
        kept = recall(self._session, "leaps")
        return tuple((since, until) for since, until in orjson.loads(kept)) if kept else ()

    def has(self, *times: int) -> bool:
        """Return whether all of these lie in one of them, so that nobody knows which of them came first."""
        first, last = min(times), max(times)
        return any(since <= first and last <= until for since, until in self.stretches)


def keep_leaps(session: Session, told: Iterable[Leap]) -> list[Stretch]:
    """Keep that the clock told these times twice; return the stretches that are new, or longer than before."""
    before = Twice(session).stretches
    after = _joined([*before, *((micros(one.since), micros(one.until)) for one in told)])[-MOST:]
    new = [stretch for stretch in after if stretch not in before]
    if new:
        remember(session, "leaps", orjson.dumps(after).decode())
    return new


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Those that overlap as one: what a clock told three times has no order, either."""
    joined: list[Stretch] = []
    for since, until in sorted(stretches):
        if joined and since <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], until)
        else:
            joined.append((since, until))
    return joined
