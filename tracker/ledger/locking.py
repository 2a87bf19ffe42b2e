"""One writer at a time, in both databases.

SQLite has it so; PostgreSQL gets it by an advisory lock. What a writer reads in its turn stays true until it commits:
which requests are known, which rows may be counted up, which ids names have.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.errors import LedgerError
from tracker.ledger.engines import BUSY_SECONDS
from tracker.locks import Lock
from tracker.settings import Settings

_WRITING = 0x7472_6163_6B65_7201  # a number of ours among PostgreSQL's advisory locks


def take_turn(session: Session) -> None:
    """Wait until nobody else writes; the turn lasts until the session's transaction ends."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        session.execute(select(func.pg_advisory_xact_lock(_WRITING)))
    elif not connection.connection.driver_connection.in_transaction:  # type: ignore[union-attr]
        connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Wait until no other process migrates or mends the ledger's file. Raises LedgerError where that takes too long."""
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with Lock(settings.home / "ledger.lock") as lock:
        if not lock.acquire_within(BUSY_SECONDS):
            raise LedgerError(f"{lock.path}: another process migrates the ledger for long; end it")
        yield
