"""What was erased is gone from the file, not only from the tables."""

from pathlib import Path

from sqlalchemy import Engine

from tracker.ledger import copies
from tracker.ledger.engines import BUSY_SECONDS, is_file
from tracker.ledger.models import Model

_PATIENCE = 5000  # milliseconds that readers get to end


def purge(engine: Engine) -> bool:
    """Rewrite the database without what was erased; false while a reader keeps old pages in use.

    SQLite overwrites erased rows (`secure_delete`); their pages leave the write-ahead log by a checkpoint, and the file
    by a vacuum. Copies of the file are removed; the keeper makes a new one. PostgreSQL rewrites the tables; its own
    write-ahead log keeps old pages until it is recycled.
    """
    if not is_file(engine):
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"VACUUM (FULL) {', '.join(sorted(Model.metadata.tables))}")
        return True
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {_PATIENCE}")
        try:
            is_gone = copies.drop(Path(engine.url.database or "").parent)
            connection.exec_driver_sql("VACUUM")
            return is_gone and not connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
