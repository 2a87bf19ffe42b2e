from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.builders.ledger_files import opened_bytes
from tests.builders.lessons import a_lesson
from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.written import rows, written
from tracker.cli import main
from tracker.control import pinned
from tracker.keys import Keys
from tracker.ledger import learnt, lessons, profiles
from tracker.ledger import models as m
from tracker.ledger.forgetting import Forgotten
from tracker.ledger.opening import Ledger
from tracker.ledger.publishing import publish
from tracker.ledger.snapshots import snapshot_of
from tracker.profile import EMPTY, Value
from tracker.settings import Settings
from tracker.taxonomy import Category

OWN = "own@mail.example"


@pytest.fixture(autouse=True)
def installed(ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """An installation with disclosures to two vendors."""
    settings.key_file.write_bytes(keys.secret)
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    written(ledger, a_record(host="px.adpix.test"), a_record(a_disclosure(), a_disclosure()))
    return ledger


@pytest.mark.parametrize(
    ("options", "said", "left"),
    [
        (["--vendor", "adpix"], "Erased 1 disclosures in 1 requests", 1),
        (["--before", "2026-03-03"], "Erased 3 disclosures in 2 requests", 0),
        (["--before", "2026-03-01"], "Erased 0 disclosures in 0 requests", 2),
        (["--vendor", "shop.example", "--before", "2026-03-03"], "Erased 2 disclosures in 1 requests", 1),
        (["--all"], "Erased 3 disclosures in 2 requests", 0),
    ],
)
def test_what_was_asked_for_is_erased(
    installed: Ledger, capsys: pytest.CaptureFixture[str], options: list[str], said: str, left: int
) -> None:
    assert main(["forget", *options]) == 0
    assert said in capsys.readouterr().out
    assert len(rows(installed, m.Request.id)) == left


@pytest.mark.parametrize(("options", "left"), [(["--before", "2026-03-03"], 1), (["--all"], 0)])
def test_with_all_go_the_hosts_of_which_proxies_learnt_that_they_are_pinned(
    settings: Settings, keys: Keys, options: list[str], left: int
) -> None:
    pinned.change(settings, keys, lambda learnt: learnt.with_pinned("bank.example", "app", NOON))
    assert main(["forget", *options]) == 0
    assert len(pinned.load(settings, keys).pinned) == left


def test_what_is_in_the_journal_is_erased_too(installed: Ledger, settings: Settings, keys: Keys) -> None:
    from tracker.journal import Journal, segments
    from tracker.records import to_bytes

    journal = Journal(settings.journal_folder, keys.journal)
    journal.append(to_bytes(a_record(host="late.adpix.test", time=NOON)))
    journal.close()
    assert main(["forget", "--vendor", "adpix.test"]) == 0
    assert [name for (name,) in rows(installed, m.Host.name)] == ["www.shop.example"]
    assert list(segments(settings.journal_folder)) == []


@pytest.mark.parametrize("options", [[], ["--all", "--vendor", "adpix"], ["--all", "--before", "2026-03-01"]])
def test_what_to_forget_must_be_said_and_only_once(
    installed: Ledger, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert main(["forget", *options]) == 2
    assert "Say what to forget" in capsys.readouterr().err
    assert len(rows(installed, m.Request.id)) == 2


def test_a_vendor_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forget", "--vendor", "adpx"]) == 1
    assert capsys.readouterr().err == ("tracker: nothing was recorded of 'adpx'; give a vendor's slug or a domain\n")


def test_traces_that_a_reader_holds_are_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tracker.ledger.forgetting.forget", lambda *_, **__: Forgotten(1, 2, is_purged=False))
    assert main(["forget", "--all"]) == 0
    assert "last traces" in capsys.readouterr().err


def test_copies_that_a_proxy_keeps_are_said_after_what_was_erased(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tracker.keeper.shed", lambda *_: False)
    assert main(["forget", "--all"]) == 0
    said = capsys.readouterr()
    assert "Erased 3 disclosures" in said.out
    assert "its journal keeps sealed copies" in said.err


@pytest.mark.parametrize(
    ("options", "left"),
    [
        (["--all"], [OWN]),
        (["--before", "2026-03-02"], [OWN, "new@mail.example"]),
        (["--vendor", "adpix"], [OWN, "old@mail.example", "new@mail.example"]),
        (["--vendor", "adpix", "--before", "2026-03-02"], [OWN, "old@mail.example", "new@mail.example"]),
    ],
)
def test_what_was_learnt_is_forgotten_with_what_was_recorded(
    installed: Ledger, settings: Settings, keys: Keys, options: list[str], left: list[str]
) -> None:
    with installed.session() as session:
        profiles.add(session, keys, Value(Category.EMAIL_ADDRESS, OWN))
        learnt.learn(session, keys, [a_lesson("old@mail.example", time=NOON - timedelta(days=9))])
        learnt.learn(session, keys, [a_lesson("new@mail.example")])
    assert main(["forget", *options]) == 0
    with installed.reading() as session:
        assert [value.value for value in profiles.load(session, keys).values] == left


def test_after_all_is_forgotten_nothing_learnt_is_in_any_file(
    installed: Ledger, settings: Settings, keys: Keys
) -> None:
    with installed.session() as session:
        learnt.learn(session, keys, [a_lesson()])
        sealed = session.scalar(select(m.ProfileValue.sealed))
    publish(installed, settings, keys)
    lessons.write(settings, keys, [a_lesson("late@mail.example")])
    installed.close()
    assert main(["forget", "--all"]) == 0
    assert list(settings.lessons_folder.iterdir()) == []
    assert snapshot_of(settings, keys).profile == EMPTY
    assert sealed
    assert sealed not in opened_bytes(settings.ledger_file, keys.ledger)
