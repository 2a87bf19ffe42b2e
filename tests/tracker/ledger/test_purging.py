from sqlalchemy import text

from tracker.ledger.engines import BUSY_SECONDS
from tracker.ledger.opening import Ledger
from tracker.ledger.purging import purge
from tracker.settings import Settings


def test_purging_empties_the_log_and_leaves_the_connection_as_it_was(ledger: Ledger, settings: Settings) -> None:
    with ledger.session() as session:
        session.execute(text("CREATE TABLE large AS SELECT randomblob(1000000) AS x"))
        session.execute(text("DROP TABLE large"))
    assert purge(ledger.engine)
    assert settings.ledger_file.with_name("ledger.db-wal").stat().st_size == 0
    assert settings.ledger_file.stat().st_size < 500_000
    with ledger.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == BUSY_SECONDS * 1000


def test_postgresql_rewrites_its_tables(postgresql_ledger: Ledger, statements: list[str]) -> None:
    assert purge(postgresql_ledger.engine)
    assert statements == [
        sql for sql in statements if sql.startswith("VACUUM (FULL) blind_spot, capture, category_tally, ")
    ]
