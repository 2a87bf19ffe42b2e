"""The journal's sealed copies go with what is forgotten, while proxies write to it: with real processes."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.builders.guards import a_rule
from tests.builders.journals import a_journal
from tests.builders.records import NOON, a_record
from tests.builders.written import CATALOGUE, assert_sums_are_right, rows, written
from tracker.aliases import Aliases
from tracker.control import change, experience
from tracker.journal import segments
from tracker.keeper import drain, shed
from tracker.keys import Keys
from tracker.ledger.aliases import note_aliases
from tracker.ledger.forgetting import forget
from tracker.ledger.models import Request
from tracker.ledger.opening import Ledger
from tracker.rules import Action
from tracker.settings import Settings

_PROXY = """
import sys, time
from tests.builders.records import a_record
from tracker.journal import Journal, TurnWatch
from tracker.keys import load_or_create
from tracker.records import to_bytes
from tracker.settings import load
settings = load()
journal = Journal(settings.journal_folder, load_or_create(settings).journal)
turns = TurnWatch(settings.journal_folder, journal)
number, end = 0, time.monotonic() + 60
while time.monotonic() < end and not (settings.home / "over").exists():
    journal.append(to_bytes(a_record(id=f"{sys.argv[1]} {number}")))
    number += 1
    if number % 10 == 0:
        turns.attempt()
    time.sleep(0.02)
journal.close()
print(number)
"""


@contextmanager
def _proxies(settings: Settings, names: str, written: dict[str, int]) -> Iterator[None]:
    """Writers to the journal, and a keeper; at their end, how many records each has written."""
    made = [subprocess.Popen([sys.executable, "-c", _PROXY, name], stdout=-1, text=True) for name in names]
    keeper = subprocess.Popen([sys.executable, "-m", "tracker.keeper"], stdin=subprocess.PIPE)
    try:
        yield
    finally:
        (settings.home / "over").touch()
        written.update({name: int(each.communicate(timeout=60)[0]) for name, each in zip(names, made, strict=True)})
        keeper.communicate(timeout=60)


def test_old_segments_go_while_proxies_write_and_nothing_is_lost_or_comes_twice(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    settings.key_file.write_bytes(keys.secret)
    settings.key_file.chmod(0o600)
    written: dict[str, int] = {}
    with _proxies(settings, "ab", written):
        end = time.monotonic() + 60
        while len({name for (name,) in rows(ledger, Request.uid)}) < 20 and time.monotonic() < end:
            time.sleep(0.1)
        old = {path.name for path in segments(settings.journal_folder)}
        assert len(old) == 2
        gone = {name for (name,) in rows(ledger, Request.uid)}
        forget(ledger, everything=True)
        assert shed(ledger, settings, keys, patience=30)
        assert old.isdisjoint(path.name for path in segments(settings.journal_folder))
    drain(ledger, settings, keys)
    left = [name for (name,) in rows(ledger, Request.uid)]
    all_ = {f"{name} {number}" for name, count in written.items() for number in range(count)}
    assert len(left) == len(set(left))
    assert set(left) | gone >= all_ - _around(gone)
    assert gone.isdisjoint(left)
    assert_sums_are_right(ledger)


def _around(gone: set[str]) -> set[str]:
    """What came into the ledger after it was looked at and before all was forgotten: the next few of each writer."""
    last = {name: max(int(one.split()[1]) for one in gone if one[0] == name) for name in "ab"}
    return {f"{name} {number}" for name in "ab" for number in range(last[name] + 1, last[name] + 200)}


def test_a_proxy_that_does_not_answer_keeps_its_segment(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    journal = a_journal(settings, keys, a_record(), is_closed=False)
    assert not shed(ledger, settings, keys, patience=0.1)
    assert len(segments(settings.journal_folder)) == 1
    journal.close()
    assert shed(ledger, settings, keys, patience=0.1)
    assert segments(settings.journal_folder) == []


def test_where_nothing_can_be_written_the_copies_stay_and_that_is_said(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_folder: object) -> None:
        raise OSError(28, "No space left on device")

    a_journal(settings, keys, a_record())
    monkeypatch.setattr("tracker.keeper.draining.ask_to_turn", full)
    assert not shed(ledger, settings, keys)
    assert len(segments(settings.journal_folder)) == 1


def test_nothing_is_asked_where_nothing_lies_in_the_journal(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    assert shed(ledger, settings, keys)
    assert not settings.journal_folder.exists()


def test_what_was_submitted_where_and_sums_for_the_mark_go_as_well(
    ledger: Ledger, settings: Settings, keys: Keys
) -> None:
    settings.submissions_file.write_bytes(b"sealed")
    settings.mark_file.write_bytes(b"sealed")
    settings.experience_file.write_bytes(b"sealed")
    assert shed(ledger, settings, keys)
    assert not settings.experience_file.exists()
    assert not settings.submissions_file.exists()
    assert not settings.mark_file.exists()


def test_what_rules_go_by_is_written_anew_without_what_was_forgotten(
    ledger: Ledger, settings: Settings, keys: Keys
) -> None:
    change(settings, keys, lambda now: now._replace(rules=(a_rule(Action.STRIP),)))
    written(ledger, a_record(host="a.shop.example"), a_record(host="b.shop.example"))
    with ledger.session() as session:
        note_aliases(session, [Aliases(f"{name}.shop.example", NOON, ("x.adpix.test",)) for name in "ab"], CATALOGUE)
    for what, expected in (({"vendor": "a.shop.example"}, ["b.shop.example"]), ({"everything": True}, None)):
        forget(ledger, **what)
        assert shed(ledger, settings, keys)
        found = experience.read(settings, keys)
        assert (found and list(found.leads)) == expected
