"""The ledger, opened: made at the first call, migrated when it is of an earlier version."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.ledger.engines import engine_of, inode, is_file, place_of
from tracker.ledger.failures import DamagedLedgerError, UnreachableLedgerError, explained
from tracker.ledger.mending import Mended, is_lost, last_mended, mend
from tracker.ledger.migrating import bring_up_to_date, see_that_it_is_ours
from tracker.settings import Settings

type Mending = Callable[[bool], Mended | None]


class Ledger:
    """An open ledger. Threads may share it; each opens sessions of its own. Use it as a context, or close it."""

    def __init__(self, engine: Engine, place: str, mending: Mending = lambda _: None) -> None:
        self.engine = engine
        self.place = place
        self._mending = mending
        self._shared: dict[str, object] = {}  # what sessions keep between them: see `writing`

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session that is committed at its end, or rolled back when an exception leaves it.

        It may write: the first change waits for other writers. Raises LedgerError when the machine fails (disk full,
        read-only, damaged, no server). A damaged one is restored from its last good copy, where there is one: the error
        says so, and the next session finds it. Raised, too, where another program has meanwhile brought it to a later
        version: then nothing is committed.
        """
        with (
            self.mended_where_damaged(),
            Session(self.engine, info={"shared": self._shared}) as session,
            session.begin(),
        ):
            yield session
            if session.in_transaction():  # not where all was taken back
                see_that_it_is_ours(session.connection())

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees the ledger as it was at its beginning, however many questions it asks: what it found,
        it may keep (`info["found"]`). Rolled back.
        """
        with self.mended_where_damaged(), Session(self.engine, info={"found": {}}) as session:
            if is_file(self.engine):
                session.connection().exec_driver_sql("BEGIN")
            else:
                session.connection(
                    execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
                )
            yield session

    @contextmanager
    def glancing(self) -> Iterator[Connection]:
        """A connection for one statement that only reads, where it is asked again and again: a fifth of the price."""
        with self.mended_where_damaged(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def mended_where_damaged(self, *, is_sure: bool = False) -> Iterator[None]:
        """Explain what fails within, and restore the ledger where that was its damage. `is_sure`: no need to look."""
        try:
            with explained(self.place):
                yield
        except DamagedLedgerError as error:
            self.engine.dispose()
            mended = self._mending(is_sure)
            if mended is None:
                raise
            raise LedgerError(f"{self.place}: {mended.words()}; try again") from error

    def close(self) -> None:
        self.engine.dispose()


def open_ledger(settings: Settings, keys: Keys) -> Ledger:
    """Return the installation's ledger. Quick when it exists and is of this version.

    Raises LedgerError with one line that says what is wrong and what to do: wrong key, damaged, no room, no right to
    write, written by a newer Tracker.
    """
    if is_lost(settings):
        mend(settings, keys, inode(settings.ledger_file))
    seen = inode(settings.ledger_file)
    try:
        engine = _opened(settings, keys)
    except DamagedLedgerError:
        mend(settings, keys, seen)
        if inode(settings.ledger_file) == seen:
            raise
        engine = _opened(settings, keys)
    return Ledger(engine, place_of(settings, engine), _mending(engine, settings, keys))


def open_in_time(settings: Settings, keys: Keys) -> Ledger:
    """Return the ledger, also where its database server is down just now: then sessions say so until it is there again,
    and its schema is brought up to date by the next who opens it. Raises LedgerError as `open_ledger` does otherwise.
    """
    try:
        return open_ledger(settings, keys)
    except UnreachableLedgerError:
        engine = engine_of(settings, keys)
        return Ledger(engine, place_of(settings, engine))


def _opened(settings: Settings, keys: Keys) -> Engine:
    engine = engine_of(settings, keys)
    try:
        with explained(place_of(settings, engine)):
            bring_up_to_date(engine, settings)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _mending(engine: Engine, settings: Settings, keys: Keys) -> Mending:
    seen = inode(settings.ledger_file)

    def mending(is_sure: bool) -> Mended | None:
        nonlocal seen
        mended = mend(settings, keys, seen, is_sure=is_sure)
        if mended is not None:
            bring_up_to_date(engine, settings)  # the copy may be of before
        elif inode(settings.ledger_file) != seen:
            mended = last_mended(settings)  # by somebody else, just now
        seen = inode(settings.ledger_file)
        return mended

    return mending
