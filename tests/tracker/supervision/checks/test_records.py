"""Ledger, journal, and the processes that write them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.builders.journals import a_journal
from tests.builders.lessons import a_lesson
from tests.builders.records import a_record
from tracker.errors import LedgerError
from tracker.keeper.reports import Reporter
from tracker.keeper.storing import set_aside_folder
from tracker.keys import Keys
from tracker.ledger import lessons
from tracker.ledger.models import Request
from tracker.ledger.opening import Ledger
from tracker.settings import Settings
from tracker.supervision.checks import Outcome, records


@pytest.fixture
def home(settings: Settings, keys: Keys, ledger: Ledger) -> Settings:
    settings.key_file.write_bytes(keys.secret)
    settings.key_file.chmod(0o600)
    return settings


def test_without_a_ledger_there_is_nothing_to_check(settings: Settings) -> None:
    assert records.ledger(settings).outcome is Outcome.NOTE
    assert records.journal(settings).outcome is Outcome.OK
    assert not settings.home.exists()


def test_a_ledger_that_opens_and_can_be_written_is_well(home: Settings) -> None:
    assert records.ledger(home).outcome is Outcome.OK


def test_a_ledger_that_does_not_open_is_an_error_in_words(home: Settings, ledger: Ledger) -> None:
    ledger.close()
    home.ledger_file.write_bytes(b"this is no database" * 1000)
    with pytest.raises(LedgerError, match=r"ledger\.db"):
        records.ledger(home)


def test_what_the_journal_holds_is_brought_in(home: Settings, keys: Keys, ledger: Ledger) -> None:
    a_journal(home, keys, a_record(id="one"))
    assert records.journal(home).outcome is Outcome.OK
    with ledger.session() as session:
        assert list(session.scalars(select(Request.uid))) == ["one"]


def test_records_that_were_set_aside_are_a_problem(home: Settings) -> None:
    set_aside_folder(home).mkdir(parents=True)
    (set_aside_folder(home) / "a-0.journal").write_bytes(b"sealed")
    check = records.journal(home)
    assert check.outcome is Outcome.PROBLEM
    assert "6 bytes of records are set aside" in check.words


def test_what_is_looked_for_and_what_of_it_was_learnt_is_said(home: Settings, keys: Keys) -> None:
    lessons.write(home, keys, [a_lesson()])
    check = records.profile(home)
    assert check.outcome is Outcome.OK
    assert check.words == "values of yours that are looked for: 1, learnt from forms: 1; learning is on"


def test_who_is_not_looked_for_at_all_is_told_how(home: Settings) -> None:
    check = records.profile(replace(home, learning=False))
    assert (check.outcome, "tracker profile add" in check.remedy) == (Outcome.NOTE, True)


def test_a_ledger_that_does_not_open_is_said_once(home: Settings, ledger: Ledger) -> None:
    ledger.close()
    home.ledger_file.write_bytes(b"this is no database" * 1000)
    assert records.profile(home).outcome is Outcome.NOTE


def test_without_a_ledger_there_is_no_profile(settings: Settings) -> None:
    assert records.profile(settings).outcome is Outcome.NOTE


def test_without_a_proxy_nothing_is_recording(settings: Settings) -> None:
    assert records.recording(settings).outcome is Outcome.NOTE


def test_what_processes_say_of_faults_is_a_problem(settings: Settings) -> None:
    proxy = Reporter(settings, "proxy")
    proxy.say("the disk is full")
    check = records.recording(settings)
    assert check.outcome is Outcome.PROBLEM
    assert check.words.startswith("the disk is full (since ")
    proxy.say(None)
    proxy.say_errors(3)
    assert "failed on 3 requests" in records.recording(settings).words
    proxy.close()


def test_what_a_proxy_did_not_record_on_purpose_is_told(settings: Settings) -> None:
    proxy = Reporter(settings, "proxy")
    proxy.say_withheld(3)
    check = records.recording(settings)
    proxy.close()
    assert check.outcome is Outcome.OK
    assert check.words.startswith("a proxy is recording. 3 requests were not recorded since the start, as you wish")


def test_a_proxy_needs_a_keeper_after_a_while(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, keeper = Reporter(settings, "proxy"), Reporter(settings, "keeper")
    proxy.say(None)
    assert records.recording(settings).outcome is Outcome.OK
    monkeypatch.setattr(records, "_SOON", timedelta(seconds=-1))
    assert records.recording(settings).outcome is Outcome.PROBLEM
    keeper.say(None)
    assert records.recording(settings).outcome is Outcome.OK
    proxy.close()
    keeper.close()


def test_whether_notifications_are_shown_is_told_and_is_no_problem(home: Settings, ledger: Ledger) -> None:
    assert "notifications are off" in records.notifications(home).words
    assert "are on" in records.notifications(replace(home, notifications=True)).words
    reporter = Reporter(home, "keeper")
    reporter.say(None)
    reporter.say_unnotified("no session")
    assert "are off" in records.notifications(home).words
    check = records.notifications(replace(home, notifications=True))
    assert (check.outcome, check.words) == (
        Outcome.NOTE,
        "notifications are on, but cannot be shown: no session",
    )
    assert check.remedy
    reporter.close()


def test_without_a_ledger_that_opens_notifications_are_a_note(
    settings: Settings, home: Settings, ledger: Ledger
) -> None:
    ledger.close()
    home.ledger_file.write_bytes(b"this is no database" * 1000)
    assert records.notifications(home).outcome is Outcome.NOTE
    home.ledger_file.unlink()
    assert records.notifications(home).words == "notifications are off"
