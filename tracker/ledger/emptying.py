"""The end of a ledger: whether somebody still has it open, and its tables dropped where it lies in a database."""

import contextlib

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.ledger.engines import engine_of, place_of
from tracker.ledger.failures import explained
from tracker.ledger.migrating import alembic_configuration, version_of
from tracker.ledger.models import Model
from tracker.settings import Settings


def is_open_elsewhere(settings: Settings, keys: Keys) -> bool:
    """Whether another program has the ledger's file open. False where it cannot be opened at all."""
    engine = engine_of(settings, keys)
    try:
        with contextlib.suppress(DatabaseError), engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 200")
            connection.exec_driver_sql("PRAGMA locking_mode = EXCLUSIVE")  # of this connection alone
            try:
                connection.exec_driver_sql("BEGIN EXCLUSIVE")
            except DatabaseError as error:
                return "locked" in str(error.orig)
    finally:
        engine.dispose()
    return False


def drop_tables(settings: Settings) -> bool:
    """Drop the ledger's tables out of a database of the person's own; whether there were any. Nothing else is touched.

    Raises LedgerError where the database cannot be reached, or holds what another program, or a later version, made.
    """
    engine = engine_of(settings, Keys(b""))  # no key opens it: it lies open to whoever may log in there
    place = place_of(settings, engine)
    try:
        with explained(place):
            version = version_of(engine)
            if version is None:
                return False
            if not _is_ours(version):
                raise LedgerError(f"{place}: its tables are of a later Tracker, or of another program; drop them there")
            with engine.begin() as connection:
                Model.metadata.drop_all(connection)
                connection.execute(text("DROP TABLE alembic_version"))
            return True
    finally:
        engine.dispose()


def _is_ours(version: str) -> bool:
    """Whether this program knows that version of the schema."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(alembic_configuration()).walk_revisions()
    return version in {script.revision for script in scripts}
