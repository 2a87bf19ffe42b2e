"""One running proxy's recording: from a request to its durable record, whatever fails on the way."""

import asyncio
import contextlib
import gc
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from addons.aliases import AliasWatch
from addons.clocks import ClockWatch, newest_file
from addons.experience import Experienced
from addons.guard import Guard
from addons.harmless import FaultCount
from addons.keeping import KeeperProcess
from addons.learning import Learner
from addons.lessons import Lessons
from addons.passing import Passing
from addons.passwords import Passwords
from addons.profiles import ProfileWatch, Sought
from addons.recorder import Recorder
from addons.submissions import Submissions
from addons.unseen import FAULT, PASSED, unread, unread_connection
from tracker.aliases import Aliases, to_bytes
from tracker.control import WATCHING, Control, ControlWatch
from tracker.detection import Knowledge, knowledge_of, load
from tracker.disclosure import Finding, Record
from tracker.errors import LedgerError
from tracker.journal import Journal, TurnWatch
from tracker.keeper.faults import Loudness, described
from tracker.keeper.reports import BEFORE, WITHOUT, Reporter
from tracker.keys import load_or_create
from tracker.leaps import to_bytes as leap_to_bytes
from tracker.masking import Fingerprinter
from tracker.profile import EMPTY
from tracker.recording import record_of
from tracker.settings import Settings
from tracker.sites import Context
from tracker.traffic import Request

_SOON = 0.1  # seconds: a form's values come together, and its page may pass them on at once


@cache
def load_knowledge() -> None:
    """Read all knowledge, once in a process, before the first request needs it.

    What was loaded stays for good: to look through it for garbage held up requests by a tenth of a second.
    """
    load()
    gc.freeze()


@dataclass(frozen=True, slots=True)
class Parts:
    """What recording needs the installation's keys for."""

    knowledge: Knowledge
    fingerprinter: Fingerprinter
    recorder: Recorder
    turns: TurnWatch
    learner: Learner
    watch: ProfileWatch
    lessons: Lessons
    passwords: Passwords
    sought: Sought
    choices: ControlWatch
    passing: Passing
    submissions: Submissions
    experience: Experienced
    guard: Guard


class Recording:
    """Records requests. No method raises; where nothing can be recorded, that is said, and tried again at each beat."""

    def __init__(self, settings: Settings, loudness: Loudness, keeper: KeeperProcess) -> None:
        self._settings, self._loudness, self._keeper = settings, loudness, keeper
        self._reporter = Reporter(settings, "proxy")
        self._faults = FaultCount(loudness)
        self._parts: Parts | None = None
        self._unrecorded = 0
        self.control: Control = WATCHING
        self.guard: Guard | None = None  # where rules, a pause or private sites have anything to say
        self.noting: Callable[[Record], None] | None = None  # who shows what is recorded, while the mark is on
        self._clock = ClockWatch(newest_file(settings.home, settings.journal_folder))
        self._renewing = asyncio.Lock()
        self._renewal: asyncio.Task[None] | None = None
        self.aliases = AliasWatch(self.keep_aliases, self.fault, self._reporter.say_unresolved, is_on=settings.aliases)
        self._open()

    @property
    def learner(self) -> Learner | None:
        """What learns from answers; None while there is nothing to record with."""
        return self._parts.learner if self._parts else None

    @property
    def passing(self) -> Passing | None:
        """What lets connections pass unread; None while there is nothing to record with."""
        return self._parts.passing if self._parts else None

    def note_passed(self, host: str) -> None:
        """Record that a connection is passed through unread."""
        self.keep_record(unread_connection(host, "tls", PASSED))

    def keep(self, request: Request) -> bool:
        """Make a request's record durable; whether it is, so that the request may leave."""
        parts = self._parts
        if parts is None:
            return self._not_kept()
        try:
            return self.keep_record(record_of(request, parts.knowledge, parts.fingerprinter, self.learn))
        except Exception as error:  # noqa: BLE001 - whatever detection raises: the request counts as not read
            self.fault(error)
            return self.keep_record(unread(request, FAULT))

    def keep_record(self, record: Record) -> bool:
        """Make a record durable; whether it is. One that says nothing needs no keeping, nor one that is withheld."""
        if not (record.disclosures or record.blind_spots):
            return True
        if self.guard is not None and self.guard.withholds(record.site, record.recipient):
            return True
        self._look_at_clock()
        is_kept = self._parts.recorder.keep(record) if self._parts else self._not_kept()
        if self.noting is not None:
            self.noting(record)
        self.aliases.note(record.host)
        return is_kept

    def keep_bytes(self, data: bytes) -> bool:
        """Make a record of another kind durable; whether it is."""
        return self._parts.recorder.keep_bytes(data) if self._parts else self._not_kept()

    def _look_at_clock(self) -> None:
        """Where it went back, make durable which times it tells twice, before what leaves then."""
        for leap in self._clock.look():
            self.keep_bytes(leap_to_bytes(leap))

    def ruled(self, host: str) -> None:
        """Want to know where a host's name leads, of whose data rules did something: perhaps nothing is recorded."""
        self.aliases.note(host)

    def keep_aliases(self, told: Aliases) -> None:
        """Make durable where a host's name leads; while that cannot be done, it is asked again at the next start."""
        if self._parts:
            self._parts.recorder.keep_bytes(to_bytes(told))

    def fault(self, error: Exception) -> None:
        """Count a failure of our own code."""
        self._faults.add(error)
        self._reporter.say_errors(self._faults.count)

    async def beat(self) -> None:
        """What is to be done about once a second."""
        if self._parts is None:
            self._open()
        if self._parts is None:
            return
        self._look_at_clock()
        self._parts.recorder.attempt()
        self._heed(self._parts)
        with contextlib.suppress(OSError):  # the next beat tries again
            if self._parts.turns.attempt():
                self._parts.submissions.forget()
                self._keeper.call()
        self._parts.submissions.keep(self.control)
        self._reporter.say_withheld(self._parts.guard.withheld)
        self._keeper.check()
        for error in self._parts.passwords.faults():
            self.fault(error)
        with contextlib.suppress(LedgerError):  # the next beat tries again
            await self._parts.passing.beat()
        try:
            await self._renew(self._parts)
            await self._parts.experience.beat(self.control)
        finally:  # afterwards: what was erased in the meantime is not written any more
            if self._parts.lessons.attempt():
                self._keeper.call()

    def learn(self, findings: tuple[Finding, ...], context: Context) -> None:
        """Learn from what the person submits; where that fails, the request is recorded all the same."""
        parts = self._parts
        try:
            if parts:
                parts.submissions.given.add(context.site or "", findings)
                parts.passwords.take(findings, context)
                parts.lessons.learn(findings, context)
                if parts.lessons.has_news:
                    self._renew_soon(parts)
        except Exception as error:  # noqa: BLE001 - whatever our own code raises
            self.fault(error)

    def _renew_soon(self, parts: Parts) -> None:
        """Look for what was just learnt, without waiting for the next beat."""
        if self._renewal and not self._renewal.done():
            return
        with contextlib.suppress(RuntimeError):  # outside of the proxy's loop: the next beat does it
            self._renewal = asyncio.get_running_loop().create_task(self._renew_later(parts), name="tracker-lessons")

    async def _renew_later(self, parts: Parts) -> None:
        await asyncio.sleep(_SOON)
        try:
            await self._renew(parts)
        except Exception as error:  # noqa: BLE001 - nobody waits for this task
            self.fault(error)

    async def _renew(self, parts: Parts) -> None:
        """Look for the profile as it is now, with what was learnt since it was written."""
        async with self._renewing:
            is_erased = False
            if parts.watch.has_changed():
                is_erased = parts.lessons.take(await asyncio.to_thread(parts.watch.snapshot))
                if is_erased:
                    parts.passwords.forget()
                    parts.submissions.forget()
            elif not parts.lessons.has_news:
                return
            profile = parts.lessons.profile()
            if is_erased or profile != parts.sought.profile:
                await asyncio.to_thread(parts.sought.change, profile, is_erased=is_erased)
                parts.sought.put_into(parts.knowledge)

    def close(self) -> None:
        """Make everything durable, and let the keeper finish."""
        self.aliases.close()
        if self._renewal:
            self._renewal.cancel()
        if self._parts:
            self._parts.lessons.attempt()
            self._parts.passwords.close()
            self._parts.recorder.close()
        self._reporter.close()
        self._keeper.close()

    def _open(self) -> None:
        try:
            self._parts = self._made()
        except LedgerError as error:
            self._cannot(error)
        else:
            self._heed(self._parts)
            self._parts.experience.begin(self.control)
            if self._unrecorded:
                self._loudness.mended(f"recording begins; {self._unrecorded} requests were not recorded")

    def _heed(self, parts: Parts) -> None:
        """Take what the person decided; while that cannot be read, what was decided before holds."""
        try:
            if (control := parts.choices.attempt()) is not None:
                self.control = control
                parts.passing.choose(control)
        except LedgerError as error:
            self._loudness.fault(described(error))
        without = WITHOUT if self.control == WATCHING else BEFORE
        self._reporter.say_rules(without if parts.choices.is_lost else "")
        parts.guard.choose(self.control)
        self.guard = parts.guard if parts.guard.is_on else None

    def _made(self) -> Parts:
        load_knowledge()
        keys = load_or_create(self._settings)
        watch = ProfileWatch(self._settings, keys)
        watch.has_changed()
        lessons = Lessons(self._settings, keys, watch.snapshot())
        sought, knowledge = Sought(lessons.profile()), knowledge_of(EMPTY)
        sought.put_into(knowledge)
        journal = Journal(self._settings.journal_folder, keys.journal)
        turns = TurnWatch(self._settings.journal_folder, journal)
        recorder = Recorder(journal, self._reporter, self._loudness, self._keeper.call)
        recorder.prepare()
        passwords = Passwords(self._settings, keys, lambda: [value.value for value in sought.profile.values])
        fingerprinter, learner = Fingerprinter(keys.fingerprint), Learner(knowledge)
        choices, passing = ControlWatch(self._settings, keys), Passing(self._settings, keys, self.note_passed)
        submissions = Submissions(self._settings, keys)
        guard = Guard(self, knowledge, fingerprinter, submissions.given, self.aliases.hops)
        return Parts(
            *(knowledge, fingerprinter, recorder, turns, learner, watch, lessons, passwords, sought, choices, passing),
            submissions,
            Experienced(self._settings, keys, self.aliases, submissions.given),
            guard,
        )

    def _cannot(self, error: LedgerError) -> None:
        fault = f"nothing of what leaves is recorded: {described(error)}"
        self._loudness.fault(fault)
        self._reporter.say(fault, self._unrecorded)

    def _not_kept(self) -> bool:
        self._unrecorded += 1
        return False
