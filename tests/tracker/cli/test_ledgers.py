"""The installation's ledger, as commands ask it."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.builders.journals import a_journal
from tests.builders.lessons import a_lesson
from tests.builders.passwords import a_use
from tests.builders.records import MAIL, a_record
from tests.builders.written import rows
from tracker.cli.ledgers import Installed, opened, say_of_traces, up_to_date
from tracker.errors import ConfigurationError, LedgerError
from tracker.journal import segments
from tracker.keys import Keys
from tracker.ledger import lessons, password_parcels
from tracker.ledger import models as m
from tracker.ledger.profiles import load
from tracker.settings import Settings


@pytest.fixture(autouse=True)
def installed(settings: Settings, keys: Keys, ledger_template: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation with an empty ledger, and a record, a learnt value and a password's use on their way into it."""
    settings.home.mkdir()
    settings.key_file.write_bytes(keys.secret)
    settings.ledger_file.write_bytes(ledger_template.read_bytes())
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    a_journal(settings, keys, a_record(id="one"))
    lessons.write(settings, keys, [a_lesson()])
    password_parcels.write(settings, keys, [a_use()])
    return settings


def test_the_ledger_comes_with_its_place_and_keys(installed: Settings, keys: Keys) -> None:
    with opened() as (ledger, settings, own):
        assert settings.home == installed.home
        assert own.secret == keys.secret
        assert rows(ledger, m.Request.uid) == []


def test_what_is_on_its_way_waits_where_the_ledger_is_asked_for_as_it_is(installed: Settings) -> None:
    with opened():
        pass
    assert len(segments(installed.journal_folder)) == 1
    assert lessons.are_waiting(installed)
    assert password_parcels.parcels(installed).are_waiting()


def test_what_was_on_its_way_is_in_a_ledger_that_is_up_to_date(installed: Settings) -> None:
    with up_to_date() as (ledger, _, keys):
        assert rows(ledger, m.Request.uid) == [("one",)]
        assert len(rows(ledger, m.PasswordUse.digest)) == 1
        with ledger.reading() as session:
            assert [value.value for value in load(session, keys).values] == [MAIL]
    assert segments(installed.journal_folder) == []
    assert not lessons.are_waiting(installed)
    assert not password_parcels.parcels(installed).are_waiting()


@pytest.mark.parametrize("asked", [opened, up_to_date], ids=["opened", "up_to_date"])
def test_the_ledger_is_closed_whatever_becomes_of_the_command(
    asked: Callable[[], AbstractContextManager[Installed]], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []
    monkeypatch.setattr("tracker.ledger.opening.Ledger.close", lambda ledger: closed.append("closed"))
    with pytest.raises(ZeroDivisionError), asked():
        _ = 1 / 0
    assert closed == ["closed"]


def test_a_ledger_that_does_not_open_is_an_error(installed: Settings) -> None:
    installed.ledger_file.write_bytes(b"no ledger at all" * 512)
    with pytest.raises(LedgerError), opened():
        raise AssertionError


def test_settings_that_make_no_sense_are_an_error(installed: Settings) -> None:
    (installed.home / "settings.toml").write_text("database_url = 1", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="database_url"), opened():
        raise AssertionError


@pytest.mark.parametrize(
    ("is_purged", "said"),
    [(True, ""), (False, "A program still reads the ledger as it was; the last traces go when it ends.\n")],
    ids=["gone", "held"],
)
def test_only_traces_that_are_left_are_told_of(is_purged: bool, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    say_of_traces(is_purged=is_purged)
    assert capsys.readouterr() == ("", said)


def test_no_database_is_loaded_before_a_ledger_is_asked_for() -> None:
    program = "import sys, tracker.cli.ledgers; print([m for m in ('sqlalchemy', 'tracker.keys') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"
