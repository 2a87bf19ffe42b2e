"""The end of a ledger."""

import pytest
from sqlalchemy import create_engine, inspect, text

from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.ledger.emptying import drop_tables, is_open_elsewhere
from tracker.ledger.opening import Ledger, open_ledger
from tracker.settings import Settings


def test_a_ledger_that_is_read_is_open_elsewhere(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    with ledger.reading() as session:
        session.execute(text("SELECT 1 FROM vendor"))
        assert is_open_elsewhere(settings, keys)
    ledger.close()
    assert not is_open_elsewhere(settings, keys)


def test_to_ask_changes_nothing(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    ledger.close()
    assert not is_open_elsewhere(settings, keys)
    with open_ledger(settings, keys) as again, again.session() as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert session.execute(text("SELECT count(*) FROM vendor")).scalar() is not None


def test_of_a_file_that_is_no_ledger_nothing_is_known(settings: Settings, keys: Keys) -> None:
    settings.home.mkdir(parents=True)
    settings.ledger_file.write_bytes(b"no database" * 999)
    assert not is_open_elsewhere(settings, keys)


def test_tables_are_dropped_once(postgresql_url: str, settings: Settings, keys: Keys) -> None:
    elsewhere = Settings(settings.home, postgresql_url, "file")
    assert not drop_tables(elsewhere)
    open_ledger(elsewhere, keys).close()
    assert drop_tables(elsewhere)
    engine = create_engine(postgresql_url.replace("postgresql://", "postgresql+psycopg://"))
    assert inspect(engine).get_table_names() == []
    assert inspect(engine).get_sequence_names() == []
    engine.dispose()
    assert not drop_tables(elsewhere)


def test_tables_of_another_program_are_not_dropped(postgresql_url: str, settings: Settings) -> None:
    engine = create_engine(postgresql_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE vendor (name text)"))
        connection.execute(text("CREATE TABLE alembic_version (version_num text)"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('of another')"))
    with pytest.raises(LedgerError, match="of a later Tracker, or of another program"):
        drop_tables(Settings(settings.home, postgresql_url, "file"))
    assert set(inspect(engine).get_table_names()) == {"vendor", "alembic_version"}
    engine.dispose()
