"""What pages ask of all vendors at once is remembered, and brought up to date by what has changed since.

A ledger of years has thousands of vendors, and live recording changes a few of them all the time. What was forgotten is
never shown again: see `EveryHolder`.
"""

import contextlib
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock, Thread
from typing import NamedTuple, cast

from sqlalchemy.orm import Session

from dashboard.courses import Courses
from dashboard.known_tokens import KnownTokens
from dashboard.lines import Line, Lines, whole
from tracker.errors import TrackerError
from tracker.ledger.opening import Ledger
from tracker.ledger.opinions import Opinion, opinions
from tracker.ledger.queries.every_bearer import EveryBearer
from tracker.ledger.queries.every_holder import EveryHolder
from tracker.ledger.queries.every_kind import EveryKind
from tracker.ledger.queries.every_password import EveryPassword
from tracker.ledger.queries.every_sync import EverySync, Sync
from tracker.ledger.queries.hearings import EveryHearing, Heard, Kinds
from tracker.ledger.queries.identifiers import EveryIdentifier, Identifier
from tracker.ledger.queries.network import Directory, Firm
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.queries.vendors import Holder, holders
from tracker.ledger.rating import Rated, rated
from tracker.upstream.dossier import folder, judged_by

_PARTS = 4  # scopes of which lines are remembered


class _Judged(NamedTuple):
    """A vendor with its risk, and all that it has as a line of a list."""

    holder: Holder
    row: Rated
    line: Line


class Answers:
    """What is remembered of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._every = EveryHolder()
        self.hearing = EveryHearing()
        self.bearers = EveryBearer()
        self.kinds = EveryKind()
        self.passwords = EveryPassword()
        self.courses = Courses()
        self.tokens = KnownTokens()
        self._identifiers = EveryIdentifier()
        self._syncs = EverySync()
        self._directory = Directory()
        self._holders: list[Holder] = []
        self._judged: list[_Judged] = []  # of these, in their order
        self._opinions: dict[str, Opinion] = {}
        self._facts: tuple[object, ...] = ()
        self._lines: dict[Scope, Lines] = {}
        self._lock = Lock()
        self._preparing: list[Thread] = []

    def ask[Answer](self, session: Session, question: Callable[[Session], Answer]) -> Answer:
        """Return the answer to a question that is asked of the whole ledger, as the session sees it."""
        if cast(object, question) is holders:
            return cast(Answer, self._every.holders(session))
        return question(session)

    def rated(self, session: Session) -> list[Rated]:
        """Return all vendors with their risk, by slug: assessed anew where something has changed."""
        return [known.row for known in self._all_judged(session)]

    def lines(self, session: Session, scope: Scope = EVERYTHING) -> list[Line]:
        """Return the vendors that have something, by slug: with all that, or what they received within a scope."""
        judged = self._all_judged(session)
        if scope.is_open:
            return [known.line for known in judged]
        heard = self.hearing.of_vendors(session, scope._replace(party=None))
        firms, sites = self.who(session)
        found = {firms[key].slug: some for key, some in heard.items() if key in firms}
        unknown = next((key for key, domain in sites.items() if not domain), None)
        with self._lock:
            kept = self._lines.pop(scope, None) or Lines(scope.party)
            self._lines[scope] = kept  # as the one that was asked for last
            if len(self._lines) > _PARTS:
                del self._lines[next(iter(self._lines))]
            return kept.within([known.row for known in judged], found, unknown)

    def _all_judged(self, session: Session) -> list[_Judged]:
        where, own = folder(), opinions(session)
        facts, every = _mark(where), self._every.holders(session)
        with self._lock:
            if every is not self._holders or (facts, own) != (self._facts, self._opinions):
                others, where = self._others(facts, own), judged_by(where)
                self._judged = [
                    known
                    if known and known.holder is holder and holder.slug not in others
                    else _judged(holder, own, where)
                    for known, holder in zip(self._beside(every), every, strict=True)
                ]
                self._holders, self._facts, self._opinions = every, facts, own
            return self._judged

    def _beside(self, holders: list[Holder]) -> Sequence[_Judged | None]:
        """What was known of each of these."""
        if len(holders) == len(self._judged):
            return self._judged
        known = {one.holder.slug: one for one in self._judged}
        return [known.get(holder.slug) for holder in holders]

    def _others(self, facts: tuple[object, ...], own: dict[str, Opinion]) -> Container[str]:
        """Of whom facts or opinions have changed."""
        before = self._opinions
        if facts != self._facts:
            return {one.slug for one in self._holders}
        return {slug for slug in own.keys() | before.keys() if own.get(slug) != before.get(slug)}

    def heard(self, session: Session, scope: Scope = EVERYTHING, kinds: Kinds = None) -> list[Heard]:
        """Return who heard of what on which site, within a scope."""
        return self.hearing.heard(session, scope, kinds)

    def syncs(self, session: Session, known: Mapping[int, Firm], scope: Scope, focus: Collection[int]) -> list[Sync]:
        """Return who has an identifier in common, within a scope, see `EverySync`."""
        return self._syncs.syncs(session, known, scope, focus)

    def who(self, session: Session) -> tuple[Mapping[int, Firm], Mapping[int, str]]:
        """Return all companies and sites by their ids."""
        return self._directory.who(session)

    def identifiers(self, session: Session) -> list[Identifier]:
        """Return all identifiers, and who has them."""
        return self._identifiers.identifiers(session)

    def prepare(
        self, questions: Iterable[Callable[[Session], object]], then: Callable[[], None] = lambda: None
    ) -> None:
        """Ask these questions in the background, before somebody else does; `then` is called when all is remembered."""
        thread = Thread(target=self._ask_all, args=(tuple(questions), then), daemon=True)
        self._preparing.append(thread)
        thread.start()

    def close(self) -> None:
        """Wait until nothing is asked any more."""
        for thread in self._preparing:
            thread.join()

    def _ask_all(self, questions: Iterable[Callable[[Session], object]], then: Callable[[], None]) -> None:
        with contextlib.suppress(TrackerError), self._ledger.reading() as session:
            for question in questions:
                self.ask(session, question)
            self.rated(session)
            self.heard(session)
            self.identifiers(session)
            self.kinds.kinds(session)
            firms, _ = self.who(session)
            self.syncs(session, firms, EVERYTHING, ())
        then()


def _judged(holder: Holder, own: dict[str, Opinion], where: Path | None) -> _Judged:
    (row,) = rated([holder], own, where)
    return _Judged(holder, row, whole(row))


def _mark(where: Path | None) -> tuple[object, ...]:
    """What is another when facts about companies were fetched since: files are put in place there as a whole."""
    try:
        return (where, where.stat().st_mtime_ns) if where else (None,)
    except OSError:
        return (where,)
