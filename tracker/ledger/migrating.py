"""The ledger's schema, brought to the newest version. Alembic is loaded only when there is something to do."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, inspect, text

import migrations
from tracker.errors import LedgerError
from tracker.ledger.engines import is_file
from tracker.ledger.locking import alone
from tracker.settings import Settings

if TYPE_CHECKING:
    from alembic.config import Config

_LARGE = 50 << 20  # bytes
_MIGRATING = 0x7472_6163_6B65_7200  # a number of ours among PostgreSQL's advisory locks


def bring_up_to_date(engine: Engine, settings: Settings) -> None:
    """Make or migrate the schema. Safe when two processes do it at once: the second waits and finds it done.

    Raises LedgerError when the schema is newer than this program.
    """
    if version_of(engine) == migrations.HEAD:
        return
    with _alone(engine, settings):
        version = version_of(engine)
        if version != migrations.HEAD:
            if version is not None and version not in _known():
                raise newer(version)
            _announce(settings, version)
            migrate(engine, migrations.HEAD)


def _announce(settings: Settings, version: str | None) -> None:
    """Tell who waits at a terminal that it may take a while; of a database elsewhere the size is not known."""
    is_large = settings.database_url is not None or settings.ledger_file.stat().st_size > _LARGE
    if version is not None and is_large and sys.stderr.isatty():
        print(
            "tracker: the ledger is brought up to date, once; this may take a minute or two. Let it finish.",
            file=sys.stderr,
        )


def version_of(engine: Engine) -> str | None:
    """Return the schema's version, None for an empty database."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return version


def migrate(engine: Engine, target: str) -> None:
    """Bring the schema up, or down, to that version in one transaction."""
    from alembic import command

    with engine.connect() as connection, unbound(connection):
        configuration = alembic_configuration()
        configuration.attributes["connection"] = connection
        version = version_of(engine)
        is_down = target == "base" or (version is not None and target != "head" and target < version)
        (command.downgrade if is_down else command.upgrade)(configuration, target)
        connection.commit()


def alembic_configuration() -> "Config":
    """Return Alembic's configuration, without a file: the migrations lie in the installed package."""
    from alembic.config import Config

    configuration = Config()
    folder = Path(migrations.__file__).parent
    configuration.set_main_option("script_location", str(folder).replace("%", "%%"))
    configuration.set_main_option("path_separator", "os")
    return configuration


@contextmanager
def unbound(connection: Connection) -> Iterator[None]:
    """A transaction in which SQLite does not follow foreign keys (it can switch that only between transactions).

    Migrations that rebuild a table need it, and so does erasing: each row erased would be looked for in tables that
    have no index for it.
    """
    if not is_file_connection(connection):
        yield
        return
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield
    finally:
        connection.rollback()
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def is_file_connection(connection: Connection) -> bool:
    """Whether the connection is to a SQLCipher file."""
    return is_file(connection.engine)


@contextmanager
def _alone(engine: Engine, settings: Settings) -> Iterator[None]:
    if is_file(engine):
        with alone(settings), engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")  # kept in the file; switching needs it alone
            yield
    else:
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:number)"), {"number": _MIGRATING})
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:number)"), {"number": _MIGRATING})


def _known() -> set[str]:
    """The versions up to this program's. Beyond it may lie others: it was updated while this process went on."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(alembic_configuration())
    return {script.revision for script in scripts.walk_revisions("base", migrations.HEAD)}


def newer(version: str) -> LedgerError:
    """Return what is to be raised where the ledger is of a version that this program does not know."""
    words = "update Tracker to open it; where that is done, start it again"
    return LedgerError(f"the ledger was written by a newer Tracker (schema {version}); {words}")


def see_that_it_is_ours(connection: Connection) -> None:
    """Raise LedgerError where the ledger is not of this program's version any more: whoever wrote as it used to be
    would leave sums behind that nobody mends.
    """
    rows = _plain(connection).execute("SELECT version_num FROM alembic_version").fetchall()
    version = str(rows[0][0]) if rows else ""
    if version == migrations.HEAD:
        return
    if version < migrations.HEAD:
        raise LedgerError("the ledger was put back from an earlier version; try again")
    raise newer(version)


def _plain(connection: Connection) -> Any:
    return connection.connection.driver_connection
