"""Looks at what came into the ledger, and has the person told of what is grave: gathered, and never often."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from tracker.attention.alarms import Alarm, alarms, title, told
from tracker.attention.item import Kind, Named
from tracker.ledger.queries.alarms import latest
from tracker.ledger.queries.newest import newest_id
from tracker.ledger.queries.warned import last_warned, warned
from tracker.notifying.choice import is_on
from tracker.notifying.desktop import Desktop
from tracker.settings import Settings
from tracker.whereabouts import dashboard_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.ledger.opening import Ledger

AGAIN = 3600.0  # seconds until the same company and kind is told again
APART = 15.0  # seconds between notifications of one kind: what comes meanwhile is gathered into the next
FRESH = timedelta(minutes=5)
"""What left longer ago is not told: it was waiting in the journal, and is on the pages."""
_MOST_REMEMBERED = 10_000


class _Screen(Protocol):
    def show(self, title: str, text: str, address: str | None = None) -> object: ...
    def try_out(self) -> object: ...
    def close(self) -> None: ...


class Lookout:
    """Tells of what comes after it began. `say` is told why notifications cannot be shown, or None when they can."""

    def __init__(
        self,
        settings: Settings,
        say: Callable[[str | None], None],
        screen: Callable[[Callable[[str | None], None]], _Screen] = Desktop,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings, self._screen, self._clock = settings, screen(say), clock
        self._known: int | None = None
        self._warned = datetime.now(UTC)
        self._was_on = False
        self._told: dict[tuple[str, Kind | None], float] = {}
        self._waiting: dict[Kind | None, list[Alarm]] = {}
        self._shown: dict[Kind | None, float] = {}

    def begin(self, ledger: "Ledger") -> None:
        """Note what the ledger has by now: it is not told. Only the first time."""
        if self._known is None and self._settings.notifications is not False:
            with ledger.reading() as session:
                self._pass_over(session)

    def look(self, ledger: "Ledger") -> None:
        """See what came into the ledger since the last look."""
        if self._settings.notifications is False or self._known is None:
            return
        with ledger.reading() as session:
            self._look(session, self._known)

    def _look(self, session: "Session", known: int) -> None:
        if not is_on(session, self._settings):
            self._pass_over(session)
            self._was_on = False
            return
        if not self._was_on:
            self._was_on = True
            self._screen.try_out()
        self._known, passages = latest(session, known, datetime.now(UTC) - FRESH)
        for alarm in alarms(passages, _is_own) if passages else ():
            self._gather(alarm)
        self._look_at_warnings(session)

    def _look_at_warnings(self, session: "Session") -> None:
        now = datetime.now(UTC)
        found = warned(session, max(self._warned, now - FRESH))
        for one in reversed(found):
            self._gather(Alarm(None, Named(one.slug, one.name), one.category))
        if found:
            self._warned = min(found[0].last, now)  # a clock that was wrong must not silence what comes

    def _pass_over(self, session: "Session") -> None:
        """What is in the ledger by now is not told."""
        self._known = newest_id(session)
        self._warned = min(last_warned(session) or self._warned, datetime.now(UTC))

    def _gather(self, alarm: Alarm) -> None:
        now, key = self._clock(), (alarm.vendor.slug, alarm.kind)
        if now - self._told.get(key, -AGAIN) < AGAIN:
            return
        if len(self._told) >= _MOST_REMEMBERED:
            self._told.clear()
        self._told[key] = now
        self._waiting.setdefault(alarm.kind, []).append(alarm)

    def tell(self) -> None:
        """Show what is waiting, of each kind in one notification."""
        now = self._clock()
        for kind, gathered in list(self._waiting.items()):
            if now - self._shown.get(kind, -APART) >= APART:
                self._shown[kind] = now
                del self._waiting[kind]
                self._screen.show(title(kind), told(gathered), address_of(self._settings, gathered))

    def close(self) -> None:
        """End it."""
        self._screen.close()


def address_of(settings: Settings, gathered: list[Alarm]) -> str | None:
    """Return the dashboard's page about what was gathered: the company's, or where there are several, the first; None
    where no dashboard runs.
    """
    dashboard = dashboard_of(settings)
    if not dashboard:
        return None
    slugs = {alarm.vendor.slug for alarm in gathered}
    return f"{dashboard}vendors/{quote(min(slugs), safe='')}" if len(slugs) == 1 else dashboard


def _is_own(vendor: str, site: str) -> bool:
    from tracker.vendors import builtin
    from tracker.vendors.aliases import is_of_site

    return is_of_site(builtin(), vendor, site)
