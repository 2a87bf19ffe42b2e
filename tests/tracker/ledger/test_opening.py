import logging
import multiprocessing
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import migrations
from tests.builders.records import MAIL, a_disclosure, a_record, a_user_agent
from tests.builders.written import rows, written
from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.ledger import models as m
from tracker.ledger.failures import UnreachableLedgerError
from tracker.ledger.opening import Ledger, open_in_time, open_ledger
from tracker.settings import Settings


def test_the_first_opening_makes_the_ledger_for_its_owner_alone(settings: Settings, keys: Keys) -> None:
    with open_ledger(settings, keys) as ledger:
        written(ledger, a_record())
        files = [path for path in settings.home.iterdir() if path.name.startswith("ledger.db")]
        assert len(files) == 3
        if sys.platform != "win32":
            assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_what_was_written_is_there_at_the_next_opening(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    written(ledger, a_record())
    ledger.close()
    with open_ledger(settings, keys) as again:
        assert rows(again, m.Host.name) == [("www.shop.example",)]


def test_the_file_says_nothing_to_who_has_no_key(ledger: Ledger, settings: Settings) -> None:
    written(ledger, a_record(a_disclosure(), a_user_agent()))
    ledger.close()
    data = settings.ledger_file.read_bytes()
    for told in (b"SQLite format", b"shop.example", b"email_address", MAIL.encode(), b"marie"):
        assert told not in data


def test_opening_again_loads_no_alembic(settings: Settings, keys: Keys) -> None:
    open_ledger(settings, keys).close()
    program = f"""
import sys
from pathlib import Path
from tracker.keys import Keys
from tracker.ledger.opening import open_ledger
from tracker.settings import Settings
open_ledger(Settings(Path({str(settings.home)!r})), Keys({keys.secret!r})).close()
print([name for name in ("alembic", "filelock", "mitmproxy", "flask") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def _open_and_write(settings: Settings, keys: Keys) -> str:
    try:
        with open_ledger(settings, keys) as ledger:
            for _ in range(5):
                written(ledger, a_record(a_user_agent()), collapse=False)
    except LedgerError as error:
        return str(error)
    return "done"


def test_two_processes_may_open_and_write_at_once(settings: Settings, keys: Keys) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        assert pool.starmap(_open_and_write, [(settings, keys)] * 2, chunksize=1) == ["done"] * 2
    with open_ledger(settings, keys) as ledger:
        # Both processes number their requests alike: what came second was known already.
        assert len(rows(ledger, m.Disclosure.id)) == len(rows(ledger, m.Request.id)) == 5


def test_threads_write_in_turn(any_ledger: Ledger) -> None:
    def _write() -> None:
        for _ in range(10):
            written(any_ledger, a_record(a_user_agent()), collapse=True)

    threads = [threading.Thread(target=_write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rows(any_ledger, m.Exposure.count) == [(30,)]
    assert len(rows(any_ledger, m.Host.id)) == 1


def test_a_reader_sees_one_moment_and_does_not_keep_others_from_writing(any_ledger: Ledger) -> None:
    written(any_ledger, a_record())
    with any_ledger.reading() as session:
        before = session.query(m.Request).count()
        written(any_ledger, a_record())
        assert session.query(m.Request).count() == before == 1
    assert len(rows(any_ledger, m.Request.id)) == 2


def test_reading_leaves_the_ledger_as_it_is(any_ledger: Ledger) -> None:
    with any_ledger.reading() as session:
        assert session.query(m.Setting).count() == 0
    with any_ledger.session() as session:
        session.add(m.Setting(name="country", value="FR"))
    assert rows(any_ledger, m.Setting.value) == [("FR",)]


def test_a_failed_session_is_rolled_back_and_our_own_mistakes_stay_what_they_are(any_ledger: Ledger) -> None:
    with pytest.raises(IntegrityError), any_ledger.session() as session:
        session.add_all([m.Setting(name="country", value="FR"), m.Host(name="x", recipient="x", vendor_id=99)])
    assert rows(any_ledger, m.Setting.name) == []


def test_another_key_is_said_in_one_line(ledger: Ledger, settings: Settings, capfd: pytest.CaptureFixture[str]) -> None:
    ledger.close()
    with pytest.raises(LedgerError, match=r"ledger\.db: cannot be opened with this installation's key") as caught:
        open_ledger(settings, Keys(bytes(32)))
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("content", [b"hello " * 2000, b"SQLite format 3\0" + bytes(4080)])
def test_what_is_no_ledger_is_said(settings: Settings, keys: Keys, content: bytes) -> None:
    settings.home.mkdir()
    settings.ledger_file.write_bytes(content)
    with pytest.raises(LedgerError, match="cannot be opened with this installation's key"):
        open_ledger(settings, keys)
    assert settings.ledger_file.read_bytes() == content


def test_a_place_that_cannot_be_is_said(settings: Settings, keys: Keys, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where a folder should be")
    with pytest.raises(LedgerError, match="cannot be opened or made"):
        open_ledger(settings, keys)


def test_a_newer_ledger_is_left_alone(any_ledger: Ledger, settings: Settings, keys: Keys) -> None:
    _stamp(any_ledger, "9999")
    address = None if any_ledger.place.endswith("ledger.db") else any_ledger.engine.url
    here = Settings(settings.home, address.render_as_string(hide_password=False) if address else None)
    with pytest.raises(LedgerError, match=r"newer Tracker \(schema 9999\); update Tracker"):
        open_ledger(here, keys)
    assert migrations.HEAD != "9999"


def _stamp(ledger: Ledger, version: str) -> None:
    with ledger.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})


@pytest.mark.parametrize(
    ("version", "words"), [("9999", r"newer Tracker \(schema 9999\)"), ("0001", "put back from an earlier version")]
)
def test_who_has_it_open_while_its_version_changes_writes_nothing_any_more(
    any_ledger: Ledger, version: str, words: str
) -> None:
    written(any_ledger, a_record(id="before"))
    _stamp(any_ledger, version)
    with pytest.raises(LedgerError, match=words):
        written(any_ledger, a_record(id="after"))
    _stamp(any_ledger, migrations.HEAD)
    assert rows(any_ledger, m.Request.uid) == [("before",)]
    written(any_ledger, a_record(id="after"))
    assert rows(any_ledger, m.Request.uid) == [("after",), ("before",)]


def test_nothing_is_logged_of_what_is_written(ledger: Ledger, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        written(ledger, a_record())
    assert "shop.example" not in caplog.text


def test_a_server_that_does_not_answer_is_said_without_the_password(settings: Settings, keys: Keys) -> None:
    address = "postgresql://marie:geheim@127.0.0.1:1/ledger"
    with pytest.raises(LedgerError, match="cannot be used") as caught:
        open_ledger(Settings(settings.home, address), keys)
    assert "geheim" not in str(caught.value)
    assert str(caught.value).startswith("postgresql://marie@127.0.0.1:1/ledger: ")


def test_a_ledger_whose_server_is_down_may_be_opened_for_later(settings: Settings, keys: Keys) -> None:
    here = Settings(settings.home, "postgresql://marie:geheim@127.0.0.1:1/ledger")
    with (
        open_in_time(here, keys) as ledger,
        pytest.raises(UnreachableLedgerError, match="the database server cannot be used") as caught,
    ):
        rows(ledger, m.Request.uid)
    assert "geheim" not in str(caught.value)


def test_a_ledger_that_is_there_is_opened_at_once(settings: Settings, keys: Keys) -> None:
    with open_in_time(settings, keys) as ledger:
        assert rows(ledger, m.Request.uid) == []


def test_a_database_that_is_not_there_is_said(postgresql_server: str, settings: Settings, keys: Keys) -> None:
    address = postgresql_server.replace("/postgres?", "/nowhere?")
    with pytest.raises(LedgerError, match='database "nowhere" does not exist'):
        open_ledger(Settings(settings.home, address), keys)
