"""`tracker status`."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.builders.journals import a_journal
from tests.builders.lessons import a_lesson
from tests.builders.records import a_disclosure, a_record, an_evidence
from tracker.cli import main
from tracker.control import change
from tracker.control.editing import with_preset, with_private
from tracker.control.keeping import copy_of
from tracker.disclosure import BlindSpot, Manner
from tracker.keeper.draining import lock_of
from tracker.keeper.reports import Reporter
from tracker.keys import Keys
from tracker.ledger import lessons
from tracker.settings import Settings
from tracker.supervision import Plan
from tracker.supervision.running import announced
from tracker.taxonomy import Category


@pytest.fixture
def home(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    return settings


@pytest.fixture
def full_home(home: Settings, keys: Keys, ledger_template: Path) -> Settings:
    home.home.mkdir()
    home.key_file.write_bytes(keys.secret)
    shutil.copy(ledger_template, home.ledger_file)
    return home


def said(capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["status"]) == 0
    return capsys.readouterr().out


def test_before_the_first_run(home: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys) == "Nothing is running: `tracker start`.\nNothing was recorded yet.\n"
    assert not home.home.exists()


def test_an_empty_ledger(full_home: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Nothing personal was found so far.\nNot read: 0 times at 0 hosts." in said(capsys)


def test_what_was_recorded_the_journal_included(
    full_home: Settings, keys: Keys, capsys: pytest.CaptureFixture[str]
) -> None:
    records = [a_record(), a_record(host="ads.example"), a_record(blind_spots=(BlindSpot("binary", 500),))]
    a_journal(full_home, keys, *records)
    out = said(capsys)
    assert "2 disclosures of 1 piece of data, on 1 site" in out
    assert "to 2 companies, 1 of them as third parties" in out
    assert "Not read: 1 time at 1 host." in out


def test_what_is_looked_for(full_home: Settings, keys: Keys, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Looked for: 0 values of yours, 0 of them learnt from forms.\n" in said(capsys)
    main(["profile", "add", "text", "Lilas"])
    lessons.write(full_home, keys, [a_lesson()])
    main(["profile", "list"])
    assert "Looked for: 2 values of yours, 1 of them learnt from forms.\n" in said(capsys)


def test_what_runs(home: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with announced(home, Plan(9000, 9001)):
        assert "proxy 127.0.0.1:9000, dashboard http://127.0.0.1:9001/" in said(capsys)
    with announced(home, Plan(9000, 9001, modes=("local",))):
        assert "proxy local, dashboard" in said(capsys)


def test_a_proxy_of_ones_own_and_its_faults(home: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    reporter = Reporter(home, "proxy")
    reporter.say("the disk is full")
    out = said(capsys)
    assert "A mitmproxy with the addon is recording.\n  proxy: the disk is full\n" in out
    reporter.close()


def test_what_does_not_come_into_the_ledger_is_said(
    full_home: Settings, keys: Keys, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.cli.status_command.PATIENCE", 0.1)
    a_journal(full_home, keys, a_record())
    with lock_of(full_home) as lock:
        lock.acquire()
        assert "Not all is in the ledger: " in said(capsys)


def test_names_of_which_it_is_not_known_where_they_lead(home: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    reporter = Reporter(home, "proxy")
    reporter.say(None)
    assert "name leads" not in said(capsys)
    reporter.say_unresolved(1200)
    assert "Where a host's name leads could not be told 1,200 times since the start" in said(capsys)
    reporter.say_withheld(2)
    assert "2 requests were not recorded since the start, as you wish" in said(capsys)
    reporter.close()


def test_what_deserves_attention_is_said_and_what_strangers_chose_does_not_steer_the_terminal(
    full_home: Settings, keys: Keys, capsys: pytest.CaptureFixture[str]
) -> None:
    found = a_disclosure(Category.HEALTH, "migraine", Manner.RELAYED, an_evidence("dt"))
    hostile = a_record(found, host="px\x1b[2J.evil\u202e.test", site="shop.example", time=datetime.now(UTC))
    a_journal(full_home, keys, hostile)
    out = said(capsys)
    assert "this deserves attention:\n  1. Specially protected data went to another company\n" in out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "migraine" not in out


def test_what_was_decided_of_the_proxy(full_home: Settings, keys: Keys, capsys: pytest.CaptureFixture[str]) -> None:
    change(full_home, keys, lambda control: with_private(with_preset(control, "no-identifiers"), "shop.test"))
    out = said(capsys)
    assert "Not recorded, as you wish: shop.test.\n1 rule is on: no-identifiers.\n" in out
    full_home.control_file.write_bytes(b"damaged")
    out = said(capsys)
    assert "Your rules: " in out
    assert "1 rule is on: no-identifiers.\n" in out


def test_rules_that_cannot_be_read_hide_nothing_else(
    full_home: Settings, keys: Keys, capsys: pytest.CaptureFixture[str]
) -> None:
    change(full_home, keys, lambda control: with_private(control, "shop.test"))
    for path in (full_home.control_file, copy_of(full_home)):
        path.write_bytes(b"damaged")
    out = said(capsys)
    assert "your rules cannot be read" in out
    assert "Nothing personal was found so far." in out
