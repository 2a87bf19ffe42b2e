"""What was learnt from forms, in the ledger: taken from proxies, kept within bounds, erased for good.

The person's own entries are never displaced. What they removed is not learnt again: its keyed fingerprint tells.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tracker.errors import ConfigurationError, LedgerError
from tracker.keys import Keys
from tracker.learning import Lesson
from tracker.ledger import lessons as files
from tracker.ledger import profiles
from tracker.ledger.locking import take_turn
from tracker.ledger.models import ProfileValue as Row
from tracker.ledger.models import RefusedValue
from tracker.ledger.opening import Ledger
from tracker.ledger.publishing import is_learning, publish
from tracker.ledger.storable import DOMAIN, storable
from tracker.settings import Settings

MOST = 24
"""Values that are kept: each costs some 3 MB of the proxy and, at its start, 50 ms."""
MOST_OF_SITE = 8
"""Values of one site: it must not displace all others by what its pages send."""
_STILL_TYPING = timedelta(minutes=10)
_IS_LEARNT = Row.origin != ""


def take_in(ledger: Ledger, settings: Settings, keys: Keys) -> int:
    """Bring into the ledger what proxies have learnt, and tell it to all of them; return how many files were taken.

    Raises LedgerError; what was not taken then waits.
    """
    if not files.are_waiting(settings):
        return 0
    with ledger.session() as session:
        take_turn(session)  # before reading: what is erased in the meantime is not there any more
        with files.parcels(settings).explained():
            kept = files.read(settings, keys)
        if is_learning(session, settings):
            learn(session, keys, (lesson for _, lessons in kept for lesson in lessons))
    try:
        publish(ledger, settings, keys)
    finally:
        with files.parcels(settings).explained():
            files.remove(kept, settings)
    return len(kept)


def learn(session: Session, keys: Keys, lessons: Iterable[Lesson]) -> None:
    """Add to the profile what was learnt, in the session's transaction. The same twice changes nothing.

    A lesson without an origin tells that a known value was given again, and nothing where it is known no more.
    """
    for lesson in lessons:
        try:
            fingerprint = profiles.fingerprint_of(keys, lesson.value)
        except ConfigurationError:  # nothing in it could be looked for
            continue
        row = session.scalar(select(Row).where(Row.fingerprint == fingerprint))
        if row is not None:
            row.used = max(row.used, lesson.time)
        elif lesson.value.origin and session.get(RefusedValue, fingerprint) is None:
            _remove_beginnings(session, keys, lesson)
            origin = storable(lesson.value.origin, DOMAIN)
            session.add(profiles.row_of(keys, lesson.value, fingerprint, lesson.time, origin))
            session.flush()
            _displace(session, MOST_OF_SITE, origin)
    _displace(session, MOST)


def _remove_beginnings(session: Session, keys: Keys, lesson: Lesson) -> None:
    """Some pages send what is typed at every stop: the last that was typed counts, not `marie@mail.co` before it."""
    value, time = lesson
    asked = select(Row).where(Row.category == value.category.value, Row.origin == value.origin)
    for row in session.scalars(asked.where(Row.added > time - _STILL_TYPING)).all():
        with suppress(LedgerError):  # sealed by another installation: not to be compared
            before = profiles.opened(keys, row.id, row.sealed)
            if value.value.startswith(before) or before.startswith(value.value):
                session.delete(row)
    session.flush()


def _displace(session: Session, most: int, site: str | None = None) -> None:
    """Drop what was not given for longest, beyond so many (of that site)."""
    learnt = select(Row.id).where(_IS_LEARNT if site is None else Row.origin == site)
    surplus = session.scalars(learnt.order_by(Row.used.desc(), Row.id.desc()).offset(most)).all()
    if surplus:
        session.execute(delete(Row).where(Row.id.in_(surplus)))


def counted(session: Session) -> int:
    """Return how many values of the profile were learnt."""
    return session.scalar(select(func.count()).select_from(Row).where(_IS_LEARNT)) or 0


def forget_learnt(ledger: Ledger, settings: Settings, keys: Keys, before: datetime | None = None) -> int:
    """Erase what was learnt (and not given since `before`, if that is said); return how many values.

    What still waits for the ledger goes too, and running proxies are told to forget. Purge the ledger afterwards, so
    that it is gone from the file as well. Raises LedgerError.
    """
    if before is not None:
        take_in(ledger, settings, keys)
    with ledger.session() as session:
        take_turn(session)
        if before is None:
            with files.parcels(settings).explained():
                files.discard(settings)
        old = _IS_LEARNT if before is None else _IS_LEARNT & (Row.used < before)
        erased = session.scalars(delete(Row).where(old).returning(Row.id)).all()
        profiles.count_erasure(session)
    publish(ledger, settings, keys)
    return len(erased)
