"""One writer at a time, in both databases.

SQLite has it so; PostgreSQL gets it by an advisory lock. What a writer reads in its turn stays true until it commits:
which requests are known, which rows may be counted up, which ids names have.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

_WRITING = 0x7472_6163_6B65_7201  # a number of ours among PostgreSQL's advisory locks


def take_turn(session: Session) -> None:
    """Wait until nobody else writes; the turn lasts until the session's transaction ends."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        session.execute(select(func.pg_advisory_xact_lock(_WRITING)))
    elif not connection.connection.driver_connection.in_transaction:  # type: ignore[union-attr]
        connection.exec_driver_sql("BEGIN IMMEDIATE")
