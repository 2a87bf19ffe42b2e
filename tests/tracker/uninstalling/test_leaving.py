"""The whole of an uninstallation: what runs, the database, the keyring, the disk."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from tests.builders.homes import OURS, a_home
from tests.builders.installations import recording
from tracker import keys
from tracker.errors import LedgerError
from tracker.journal import Lock
from tracker.keeper.reports import Reporter
from tracker.keys import Keys
from tracker.ledger.opening import Ledger, open_ledger
from tracker.settings import Settings
from tracker.supervision.plan import Plan
from tracker.supervision.running import announced
from tracker.uninstalling import busy, contents, uninstall


@contextmanager
def a_keeper(settings: Settings) -> Iterator[None]:
    with Lock(settings.home / "keeper.lock") as lock:
        assert lock.acquire()
        yield


@contextmanager
def a_writer(settings: Settings) -> Iterator[None]:
    settings.journal_folder.mkdir(exist_ok=True)
    with Lock(settings.journal_folder / "18ea.lock") as lock:
        assert lock.acquire()
        yield


@contextmanager
def a_proxy(settings: Settings) -> Iterator[None]:
    proxy = Reporter(settings, "proxy")
    proxy.say(None)
    yield
    proxy.close()


@contextmanager
def a_dashboard(settings: Settings) -> Iterator[None]:
    with open_ledger(settings, keys.load_or_create(settings)) as ledger, ledger.reading() as session:
        session.execute(text("SELECT 1"))
        yield


def a_start(settings: Settings) -> AbstractContextManager[None]:
    return announced(settings, Plan())


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        (a_start, "Tracker runs in "),
        (a_proxy, "a proxy of Tracker runs on "),
        (a_keeper, "a program still writes in "),
        (a_writer, "a program still writes in "),
        (a_dashboard, "is open in another program"),
        (recording, "Tracker runs in "),
    ],
)
@pytest.mark.parametrize("place", ["", "demo"], ids=["the installation", "its demonstration"])
def test_what_runs_is_told(runs: object, words: str, place: str, tmp_path: Path) -> None:
    settings = Settings(tmp_path, key_store="file")
    one = replace(settings, home=tmp_path / place)
    one.home.mkdir(exist_ok=True)
    assert busy(settings) is None
    assert callable(runs)
    with runs(one):
        assert words in (busy(settings) or "")
    assert busy(settings) is None


def test_what_a_killed_program_left_behind_does_not_count(tmp_path: Path) -> None:
    settings = a_home(tmp_path, OURS)
    assert busy(settings) is None


@pytest.mark.parametrize("content", [b"short", b"k" * 32], ids=["damaged", "another one's"])
def test_a_ledger_that_nobody_can_open_hinders_nobody(content: bytes, tmp_path: Path) -> None:
    settings = a_home(tmp_path, {"key": content, "ledger.db": b"no database" * 999})
    assert busy(settings) is None


def test_everything_goes_and_a_new_start_begins_anew(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "home", key_store="file")
    first = keys.load_or_create(settings)
    open_ledger(settings, first).close()
    left = uninstall(settings, contents(settings.home))
    assert (left.is_database_emptied, left.is_keyring_cleared, left.removed.faults) == (False, False, ())
    assert left.removed.files >= 2
    assert not settings.home.exists()
    assert keys.load_or_create(settings).secret != first.secret


def test_the_tables_of_a_database_are_dropped_and_only_these(postgresql_url: str, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "home", postgresql_url, "file")
    open_ledger(settings, keys.load_or_create(settings)).close()
    engine = create_engine(postgresql_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name text)"))
    assert uninstall(settings, contents(settings.home)).is_database_emptied
    assert inspect(engine).get_table_names() == ["recipes"]
    assert not uninstall(settings, None).is_database_emptied
    engine.dispose()


def test_the_tables_stay_where_that_is_wished(postgresql_ledger: Ledger, tmp_path: Path, keys: Keys) -> None:
    address = postgresql_ledger.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    settings = Settings(tmp_path / "home", address, "file")
    assert not uninstall(settings, None, keeps_database=True).is_database_emptied
    assert "vendor" in inspect(postgresql_ledger.engine).get_table_names()


def test_a_database_that_cannot_be_reached_leaves_everything_as_it_is(tmp_path: Path) -> None:
    settings = a_home(tmp_path, OURS)
    elsewhere = replace(settings, database_url="postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(LedgerError, match="database server"):
        uninstall(elsewhere, contents(tmp_path))
    assert (tmp_path / "key").exists()
