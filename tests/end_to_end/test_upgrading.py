"""Programs and ledgers of different versions meet: clear words, and nothing is lost."""

from pathlib import Path

import pytest
from sqlalchemy import text

import migrations
from tests.builders.commands import done_program, free_port, running_program
from tests.builders.programs import Origin, soon, through
from tests.builders.proxies import a_proxy, form, paths
from tests.builders.records import a_record
from tests.builders.written import written
from tracker.keeper.reports import faults, reports
from tracker.keys import Keys, load_or_create
from tracker.ledger.engines import engine_of
from tracker.ledger.migrating import migrate, version_of
from tracker.ledger.opening import open_ledger
from tracker.settings import Settings

_LATER = "9999"


def _stamp(settings: Settings, keys: Keys, version: str) -> None:
    """As if a program of that version had brought the ledger to it."""
    engine = engine_of(settings, keys)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    engine.dispose()


def _is_kept(settings: Settings) -> bool:
    return any(report.role == "keeper" for report in reports(settings)) and not faults(settings)


def test_a_proxy_that_was_updated_while_it_ran_keeps_in_the_journal_what_only_the_new_one_may_bring_in(
    tmp_path: Path,
) -> None:
    settings, names = Settings(tmp_path / "home", key_store="file"), [f"mail_{number}" for number in range(9)]
    with Origin() as origin, a_proxy(settings.home) as proxy:
        proxy.post(origin.server_port, *names[:3])
        assert paths(settings.home) >= set(names[:3])
        keys = load_or_create(settings)
        _stamp(settings, keys, _LATER)
        proxy.post(origin.server_port, *names[3:6])
        assert soon(lambda: bool(faults(settings)))
        told = done_program(settings.home, "doctor")
        assert told.returncode == 1
        assert f"written by a newer Tracker (schema {_LATER}); update Tracker to open it" in told.stdout
        assert "what leaves is kept in the journal" in told.stdout
        _stamp(settings, keys, migrations.HEAD)  # from here on as the newer program sees it
        assert paths(settings.home) >= set(names[:6])
        proxy.post(origin.server_port, *names[6:])
        assert "Traceback" not in proxy.end()
    assert paths(settings.home) >= set(names)


def test_a_ledger_that_is_of_an_earlier_version_again_is_brought_up_by_the_running_keeper(tmp_path: Path) -> None:
    settings, names = Settings(tmp_path / "home", key_store="file"), [f"mail_{number}" for number in range(6)]
    with Origin() as origin, a_proxy(settings.home) as proxy:
        proxy.post(origin.server_port, *names[:3])
        assert soon(lambda: _is_kept(settings))
        assert paths(settings.home) >= set(names[:3])
        engine = engine_of(settings, load_or_create(settings))
        migrate(engine, "0003")
        proxy.post(origin.server_port, *names[3:])
        assert soon(lambda: version_of(engine) == migrations.HEAD and _is_kept(settings))
        engine.dispose()
        assert "Traceback" not in proxy.end()
    assert paths(settings.home) >= set(names)
    assert done_program(settings.home, "doctor").returncode == 0


@pytest.mark.parametrize("version", ["0001", "0002", "0003", "0004", "0005"])
def test_a_ledger_of_an_earlier_version_goes_on_with_what_is_in_it(tmp_path: Path, version: str) -> None:
    settings = Settings(tmp_path / "home", key_store="file")
    _of_version(settings, version)
    done = done_program(settings.home, "doctor")
    assert done.returncode == 0, done.stdout
    assert paths(settings.home) == {"email"}


def test_a_start_brings_the_oldest_ledger_up_to_date_and_goes_on_recording(tmp_path: Path) -> None:
    settings, port = Settings(tmp_path / "home", key_store="file"), free_port()
    _of_version(settings, "0001")
    ports = ("--port", str(port), "--dashboard-port", str(free_port()))
    with Origin() as origin, running_program(settings.home, "start", "--no-open", *ports) as program:
        program.wait_for("dashboard  http")
        assert through(port, origin.server_port, "/f", form("mail_1"))[0] == 200
        assert paths(settings.home) >= {"email", "mail_1"}
        assert program.end() == 0
    assert "Traceback" not in "".join(program.output)


def _of_version(settings: Settings, version: str) -> None:
    """A ledger with something in it, as a program of that version left it."""
    with open_ledger(settings, load_or_create(settings)) as ledger:
        written(ledger, a_record())
        migrate(ledger.engine, version)
        assert version_of(ledger.engine) == version
