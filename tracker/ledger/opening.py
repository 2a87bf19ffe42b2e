"""The ledger, opened: made at the first call, migrated when it is of an earlier version."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tracker.keys import Keys
from tracker.ledger.engines import engine_of, is_file, place_of
from tracker.ledger.failures import explained
from tracker.ledger.migrating import bring_up_to_date
from tracker.settings import Settings


class Ledger:
    """An open ledger. Threads may share it; each opens sessions of its own. Use it as a context, or close it."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine = engine
        self.place = place
        self._shared: dict[str, object] = {}  # what sessions keep between them: see `writing`

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session that is committed at its end, or rolled back when an exception leaves it.

        It may write: the first change waits for other writers. Raises LedgerError when the machine fails (disk full,
        read-only, damaged, no server).
        """
        with explained(self.place), Session(self.engine, info={"shared": self._shared}) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees the ledger as it was at its beginning, however many questions it asks: what it found,
        it may keep (`info["found"]`). Rolled back.
        """
        with explained(self.place), Session(self.engine, info={"found": {}}) as session:
            if is_file(self.engine):
                session.connection().exec_driver_sql("BEGIN")
            else:
                session.connection(
                    execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
                )
            yield session

    def close(self) -> None:
        self.engine.dispose()


def open_ledger(settings: Settings, keys: Keys) -> Ledger:
    """Return the installation's ledger. Quick when it exists and is of this version.

    Raises LedgerError with one line that says what is wrong and what to do: wrong key, damaged, no room, no right to
    write, written by a newer Tracker.
    """
    engine = engine_of(settings, keys)
    place = place_of(settings, engine)
    try:
        with explained(place):
            bring_up_to_date(engine, settings)
    except BaseException:
        engine.dispose()
        raise
    return Ledger(engine, place)
