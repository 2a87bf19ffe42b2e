import builtins
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.ledger.engines import engine_of, is_file, place_of
from tracker.ledger.opening import Ledger
from tracker.settings import Settings


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("sqlite:///ledger.db", "a plain SQLite file would lie open"),
        ("sqlite+pysqlcipher:///ledger.db", "a plain SQLite file would lie open"),
        ("mysql://localhost/ledger", "cannot use mysql; write postgresql://"),
        ("postgresql+asyncpg://localhost/ledger", "cannot use postgresql.asyncpg"),
        ("my ledger", "is no address"),
        ("", "is no address"),
    ],
)
def test_an_address_that_cannot_be_used_is_said(settings: Settings, keys: Keys, address: str, words: str) -> None:
    with pytest.raises(LedgerError, match=words):
        engine_of(Settings(settings.home, address), keys)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_is_reached_by_psycopg(settings: Settings, keys: Keys, scheme: str) -> None:
    here = Settings(settings.home, f"{scheme}://marie:geheim@db.example:5433/ledger")
    engine = engine_of(here, keys)
    assert engine.driver == "psycopg"
    assert not is_file(engine)
    assert place_of(here, engine) == "postgresql://marie@db.example:5433/ledger"


def test_without_psycopg_the_way_out_is_said(settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def _import(
        name: str,
        names: Mapping[str, object] | None = None,
        local: Mapping[str, object] | None = None,
        wanted: Sequence[str] | None = (),
        level: int = 0,
    ) -> Any:
        if name == "psycopg":
            raise ImportError(name)
        return real(name, names, local, wanted, level)

    monkeypatch.setattr(builtins, "__import__", _import)
    with pytest.raises(LedgerError, match=r"pip install 'tracker\[postgresql\]'"):
        engine_of(Settings(settings.home, "postgresql://localhost/ledger"), keys)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("temp_store", 2),
        ("busy_timeout", 30_000),
    ],
)
def test_every_connection_is_set_up(ledger: Ledger, pragma: str, value: object) -> None:
    for _ in range(2):
        with ledger.engine.connect() as connection:
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value
        ledger.engine.dispose()


def test_the_key_does_not_show(ledger: Ledger, keys: Keys) -> None:
    assert keys.ledger.hex() not in repr(ledger.engine) + str(ledger.engine.url) + ledger.place
