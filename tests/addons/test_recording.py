"""From a request to its durable record, whatever fails on the way."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from addons import recording as module
from addons.clocks import ClockWatch
from tests.builders.clocks import Clock
from tests.builders.recordings import Bench
from tests.builders.records import a_record
from tests.builders.requests import a_request
from tracker.control import change
from tracker.disclosure import Record
from tracker.errors import LedgerError
from tracker.keeper.reports import BEFORE, WITHOUT, reports
from tracker.keys import load_or_create
from tracker.leaps import Leap, from_bytes
from tracker.profile import EMPTY, Profile, Value
from tracker.settings import Settings
from tracker.taxonomy import Category
from tracker.traffic import Request


@pytest.fixture
def bench(settings: Settings) -> Bench:
    return Bench(settings)


def a_post() -> Request:
    return a_request(
        "https://shop.test/f",
        body="email=marie.dupont%40mail.example",
        content_type="application/x-www-form-urlencoded",
    )


def fake(records: list[Record]) -> Any:
    return lambda request, knowledge, fingerprinter, learn: records.pop(0)


def test_a_request_that_discloses_something_is_in_the_journal(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    record = a_record()
    monkeypatch.setattr(module, "record_of", fake([record]))
    assert bench.recording.keep(a_post())
    assert bench.records() == [record]
    assert bench.keeper.done == ["call"]


def test_what_says_nothing_is_not_kept(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "record_of", fake([a_record(disclosures=())]))
    assert bench.recording.keep(a_post())
    assert bench.records() == []


def test_where_detection_fails_the_request_counts_as_not_read(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Record:
        raise RuntimeError("marie.dupont@mail.example")

    monkeypatch.setattr(module, "record_of", broken)
    assert bench.recording.keep(a_post())
    (record,) = bench.records()
    assert record.blind_spots[0].reason == "fault"
    assert "RuntimeError" in bench.said[0]
    assert "marie" not in bench.said[0]
    assert [report.errors for report in reports(bench.settings)] == [1]


def test_a_record_that_cannot_be_written_down_counts_as_not_read(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "record_of", fake([a_record(method="\ud800")]))
    assert bench.recording.keep(a_post())
    assert [record.blind_spots[0].reason for record in bench.records()] == ["fault"]


def test_without_a_key_browsing_goes_on_and_that_is_said_and_mended(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    settings = Settings(tmp_path / "home", key_store="file")
    settings.key_file.write_bytes(b"too short")
    bench = Bench(settings)
    assert bench.recording.learner is None
    assert not bench.recording.keep(a_post())
    assert not bench.recording.keep_record(a_record())
    bench.beat()
    assert "nothing of what leaves is recorded" in bench.said[0]
    assert reports(settings)[0].unrecorded == 2
    settings.key_file.unlink()
    bench.beat()
    assert "2 requests were not recorded" in bench.said[-1]
    assert bench.recording.keep_record(a_record())
    assert bench.recording.learner is not None
    assert reports(settings)[0].fault is None


def test_a_beat_looks_after_journal_keeper_and_profile(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.beat()
    assert bench.keeper.done == ["check"]
    from tracker.ledger.profiles import write_snapshot

    marie = Profile((Value(Category.EMAIL_ADDRESS, "marie.dupont@mail.example"),))
    write_snapshot(bench.settings, load_or_create(bench.settings), marie)
    seen: list[Profile] = []

    def look(request: Request, knowledge: Any, fingerprinter: Any, learn: Any) -> Record:
        seen.append(knowledge.profile)
        return a_record()

    monkeypatch.setattr(module, "record_of", look)
    bench.recording.keep(a_post())
    bench.beat()
    bench.recording.keep(a_post())
    assert seen == [EMPTY, marie]


@pytest.mark.parametrize("is_known", [True, False])
def test_what_it_goes_by_while_the_rules_cannot_be_read_is_reported(settings: Settings, is_known: bool) -> None:
    change(settings, load_or_create(settings), lambda control: control._replace(private_sites=frozenset({"a.test"})))
    made = Bench(settings) if is_known else None
    for path in settings.home.glob("control.sealed*"):
        path.write_bytes(b"damaged")
    bench = made or Bench(settings)
    bench.beat()
    assert [report.rules for report in reports(settings)] == [BEFORE if is_known else WITHOUT]
    bench.recording.close()


def test_the_end_closes_everything(bench: Bench) -> None:
    bench.recording.keep_record(a_record())
    bench.recording.close()
    assert bench.keeper.done == ["call", "close"]
    assert reports(bench.settings) == []


def test_the_end_of_a_recording_that_never_began_is_quiet(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_key(_: Settings) -> None:
        raise LedgerError("no key")

    monkeypatch.setattr(module, "load_or_create", no_key)
    bench = Bench(settings)
    bench.recording.close()
    assert bench.keeper.done == ["close"]


def test_knowledge_is_loaded_once_and_left_alone_by_the_collector(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(module, "load", lambda: done.append("load"))
    monkeypatch.setattr("gc.freeze", lambda: done.append("freeze"))
    module.load_knowledge.cache_clear()
    for _ in range(2):
        module.load_knowledge()
    assert done == ["load", "freeze"]


@pytest.mark.parametrize("is_noticed_by", ["the next request", "a beat"])
def test_a_clock_that_goes_back_is_told_before_what_leaves_then(bench: Bench, is_noticed_by: str) -> None:
    wall, steady = Clock(1_800_000_000), Clock()
    bench.recording._clock = ClockWatch(0, wall, steady)
    wall.now, steady.now = wall.now + 60, steady.now + 60
    assert bench.recording.keep_record(a_record(id="before"))
    wall.now -= 600
    if is_noticed_by == "a beat":
        bench.beat()
    assert bench.recording.keep_record(a_record(id="afterwards"))
    before, leap, afterwards = bench.kept()
    assert (b"before" in before, b"afterwards" in afterwards) == (True, True)
    until = datetime.fromtimestamp(1_800_000_060, UTC)
    assert from_bytes(leap) == Leap(until - timedelta(minutes=10), until)


def test_a_clock_that_was_set_back_before_the_start_is_noticed_by_what_lies_in_the_home(settings: Settings) -> None:
    later = time.time() + 600
    settings.journal_folder.mkdir(mode=0o700, parents=True)
    os.utime(settings.journal_folder, (later, later))
    bench = Bench(settings)
    bench.recording.keep_record(a_record())
    leap = from_bytes(bench.kept()[0])
    assert abs(leap.until.timestamp() - later) < 1
    assert 550 < (leap.until - leap.since).total_seconds() <= 600
