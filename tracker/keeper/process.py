"""The keeper's process: waits for word from the proxy, brings the journal into the ledger, ends after the proxy."""

import contextlib
import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from tracker.keeper.calls import FAREWELL, GATHER, GLANCE, QUICK, SETTLE, SLOWEST, Calls
from tracker.keeper.copying import Copying
from tracker.keeper.draining import drain_all, lock_of
from tracker.keeper.faults import Loudness, described
from tracker.keeper.foresight import Foresight
from tracker.keeper.intake import extents
from tracker.keeper.reports import Reporter
from tracker.keeper.retention import Retention
from tracker.keeper.summary import Summary
from tracker.keys import Keys
from tracker.ledger import lessons
from tracker.ledger.password_parcels import parcels as password_parcels
from tracker.settings import Settings, load

_OBJECTS = 100_000  # more than before, until the collector looks for what nobody needs: some 10 MB

if TYPE_CHECKING:
    from tracker.ledger.opening import Ledger
    from tracker.notifying import Lookout


class Keeper:
    """Brings the journal into the ledger, again and again, and survives what befalls the ledger."""

    def __init__(
        self, settings: Settings, calls: Calls, reporter: Reporter, opened: Callable[[], object] = lambda: None
    ) -> None:
        self._settings, self._calls, self._reporter, self._opened = settings, calls, reporter, opened
        self._lock, self._loudness = lock_of(settings), Loudness()
        self._lookout: Lookout | None = None
        self._retention, self._copying = Retention(), Copying(settings)
        self._summary: Summary | None = None
        self._foresight: Foresight | None = None
        self._open: tuple[Ledger, Keys] | None = None
        self._seen: dict[str, int] = {}
        self._pause = 0.0
        self._taken = self._settled = 0.0  # never

    def run(self) -> None:
        """Work until the proxy is gone and everything is in the ledger, or cannot be brought there for long."""
        self._reporter.say(None)
        self._attempt()
        while not self._calls.is_over:
            if self._calls.wait(max(GLANCE, self._pause)) and not self._calls.is_over:
                time.sleep(max(self._gathering(), self._pause))
            self._attempt()
        self._seen = {}  # its segments have an end now: one last look removes them
        end = time.monotonic() + FAREWELL
        self._copying.stop()
        while not self._attempt() and time.monotonic() < end:
            time.sleep(max(GATHER, self._pause))
        self._close()
        if self._lookout is not None:
            self._lookout.close()
        self._reporter.close()

    def _gathering(self) -> float:
        """Return how many seconds more records are waited for: a moment only where none came for long."""
        return max(QUICK, self._taken + GATHER - time.monotonic())

    def _attempt(self) -> bool:
        """Bring in what there is; whether that leaves nothing to do."""
        try:
            is_done = self._take_in()
        except Exception as error:  # noqa: BLE001 - whatever the database or the disk raises: the journal keeps all
            self._failed(error)
            return False
        if self._lookout is not None:
            self._watch(lambda lookout: lookout.tell())
        self._pause = 0.0
        if self._reporter.report.fault:
            self._loudness.mended("the ledger can be written again")
            self._reporter.say(None)
        return is_done

    def _take_in(self) -> bool:
        now = extents(self._settings.journal_folder)
        is_waiting = lessons.are_waiting(self._settings) or password_parcels(self._settings).are_waiting()
        if now == self._seen and not is_waiting:
            if self._open is not None:
                self._settle(self._open[0])
                self._tend(*self._open)
                self._sum_up(*self._open)
            elif not self._settled:
                self._settle_what_was_left()
            return True
        if not self._lock.acquire():
            return False
        if self._open is None:
            self._open = _opened(self._settings)
            self._opened()
        ledger, keys = self._open
        self._watch(lambda lookout: lookout.begin(ledger))
        drain_all(ledger, self._settings, keys, settled=False)
        if self._calls.is_over or time.monotonic() - self._settled > SETTLE:
            self._settle(ledger)
        self._seen, self._taken = now, time.monotonic()
        self._watch(lambda lookout: lookout.look(ledger))
        self._tend(ledger, keys)
        self._sum_up(ledger, keys)
        return True

    def _tend(self, ledger: "Ledger", keys: Keys) -> None:
        self._retention.attempt(ledger)
        self._copying.attempt(ledger, keys)

    def _sum_up(self, ledger: "Ledger", keys: Keys) -> None:
        if self._summary is None or self._foresight is None:
            self._summary, self._foresight = Summary(self._settings, keys), Foresight(self._settings, keys)
        with contextlib.suppress(OSError):  # the mark says less: what is kept is not the worse for it
            self._summary.attempt(ledger)
        with contextlib.suppress(OSError):
            self._foresight.attempt(ledger, is_last=self._calls.is_over)

    def _settle(self, ledger: "Ledger") -> None:
        from tracker.ledger.settling import settle_pending

        if settle_pending(ledger) or not self._settled:
            self._settled = time.monotonic()

    def _settle_what_was_left(self) -> None:
        """Settle what a keeper that was killed has left pending, though nothing new arrives."""
        if self._settings.database_url is not None or self._settings.ledger_file.exists():
            ledger, keys = _opened(self._settings)
            with ledger:
                self._settle(ledger)
                self._sum_up(ledger, keys)
        self._settled = time.monotonic()

    def _watch(self, work: "Callable[[Lookout], None]") -> None:
        """Keep the lookout from ever being in the way of the keeping."""
        try:
            if self._lookout is None:
                from tracker.notifying import Lookout

                self._lookout = Lookout(self._settings, self._reporter.say_unnotified)
            work(self._lookout)
        except Exception as error:  # noqa: BLE001 - said, and no more: all is in the ledger
            self._reporter.say_unnotified(described(error))

    def _failed(self, error: Exception) -> None:
        self._pause = min(max(self._pause * 2, GATHER), SLOWEST)
        self._seen = {}
        fault = f"the ledger cannot be written ({described(error)}); what leaves is kept in the journal"
        self._loudness.fault(fault)
        self._reporter.say(fault)
        self._close()
        self._lock.release()  # to whoever can: a Tracker that was updated while this process went on

    def _close(self) -> None:
        if self._open is not None:
            with contextlib.suppress(Exception):  # it is given up: what it says at its end helps nobody
                self._open[0].close()
            self._open = None


def _opened(settings: Settings) -> "tuple[Ledger, Keys]":
    from tracker.keys import load_or_create
    from tracker.ledger.opening import open_ledger

    keys = load_or_create(settings)
    return open_ledger(settings, keys), keys


def spare_the_collector() -> None:
    """Have the collector of garbage look less often, and never at what is loaded by now.

    A batch is thousands of objects that are all still needed: to look through them took an eighth of the keeper's time.
    """
    first, *others = gc.get_threshold()
    gc.set_threshold(max(first, _OBJECTS), *others)
    gc.freeze()


def main() -> int:
    """Run the keeper on the installation's journal and ledger, until standard input ends."""
    for name in ("SIGINT", "SIGHUP", "SIGBREAK"):  # the proxy's end is ours: a Ctrl-C reaches both
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    with contextlib.suppress(AttributeError, OSError):
        os.nice(5)  # the proxy comes first
    settings = load()
    Keeper(settings, Calls(sys.stdin.fileno()), Reporter(settings, "keeper"), spare_the_collector).run()
    return 0
