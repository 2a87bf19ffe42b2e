"""Connections to the ledger: SQLite under SQLCipher by default, PostgreSQL by `database_url`.

SQLCipher (https://www.zetetic.net/sqlcipher/sqlcipher-api/) gets a raw key: no key derivation for each connection.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError

from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.settings import Settings

BUSY_SECONDS = 30
_PRAGMAS = (
    "cipher_log_level = NONE",  # it would write to standard error; what goes wrong is raised anyway
    "temp_store = MEMORY",
    "synchronous = FULL",  # the journal is erased once its records are here: a commit must outlive a power cut
    "secure_delete = ON",
    "foreign_keys = ON",
    "cache_size = -32000",  # KiB: a page that is read again is decrypted again
    "wal_autocheckpoint = 4000",  # pages: each checkpoint encrypts nothing anew, but writes every page once more
)


def engine_of(settings: Settings, keys: Keys) -> Engine:
    """Return an engine for the ledger that these settings name. Raises LedgerError for an address we cannot use."""
    if settings.database_url is None:
        return _sqlcipher(settings, keys)
    return _postgresql(settings.database_url)


def place_of(settings: Settings, engine: Engine) -> str:
    """Return how messages name the ledger: its file, or its address without the password."""
    if settings.database_url is None:
        return str(settings.ledger_file)
    return engine.url._replace(drivername="postgresql", password=None).render_as_string()


def is_file(engine: Engine) -> bool:
    """Whether the ledger is a SQLCipher file."""
    return engine.dialect.name == "sqlite"


def _sqlcipher(settings: Settings, keys: Keys) -> Engine:
    import sqlcipher3

    path = settings.ledger_file
    _make_private(settings)
    engine = create_engine(
        URL.create("sqlite+pysqlcipher", password=f"x'{keys.ledger.hex()}'", database=str(path)),
        module=sqlcipher3,
        poolclass=QueuePool,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepared)
    _follow(engine, path)
    return engine


def _follow(engine: Engine, path: Path) -> None:
    """Give up connections to a file that is no longer the ledger: a copy has taken its place (see `mending`)."""

    @event.listens_for(engine, "connect")
    def _opened(_connection: Any, record: Any) -> None:
        record.info["file"] = inode(path)

    @event.listens_for(engine, "checkout")
    def _taken(_connection: Any, record: Any, _proxy: Any) -> None:
        if (present := inode(path)) is not None and present != record.info["file"]:
            raise DisconnectionError


def inode(path: Path) -> int | None:
    """Return which file it is that lies there, None where there is none."""
    try:
        return os.stat(path).st_ino
    except OSError:
        return None


@contextmanager
def keyed(path: Path, keys: Keys) -> Iterator[Any]:
    """A connection of SQLite's own module to a file under the ledger's key, with a small memory of its own."""
    import sqlcipher3

    with closing(sqlcipher3.connect(str(path), timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        for pragma in (f"key = \"x'{keys.ledger.hex()}'\"", "cipher_log_level = NONE", "cache_size = -2000"):
            connection.execute(f"PRAGMA {pragma}").close()
        yield connection


def _make_private(settings: Settings) -> None:
    """Make the file, empty, for its owner alone; SQLite gives its `-wal` and `-shm` the same mode."""
    try:
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(settings.ledger_file, os.O_RDONLY | os.O_CREAT, 0o600))
    except OSError as error:
        raise LedgerError(f"{settings.ledger_file}: cannot be opened or made ({error.strerror})") from error


def _prepared(connection: Any, _record: object) -> None:
    """Writing transactions take the lock at their beginning: one that first reads could not be granted it later."""
    connection.isolation_level = "IMMEDIATE"
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _postgresql(address: str) -> Engine:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise LedgerError("TRACKER_DATABASE_URL is no address; write postgresql://user@host/database") from error
    if url.get_backend_name() == "sqlite":
        raise LedgerError(
            "TRACKER_DATABASE_URL: a plain SQLite file would lie open to everybody; "
            "leave it out for the sealed file under TRACKER_HOME"
        )
    if url.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise LedgerError(f"TRACKER_DATABASE_URL: cannot use {url.drivername}; write postgresql://user@host/database")
    try:
        return create_engine(url.set(drivername="postgresql+psycopg"), hide_parameters=True, pool_pre_ping=True)
    except ImportError as error:
        raise LedgerError("PostgreSQL needs psycopg; install it: pip install 'tracker[postgresql]'") from error
