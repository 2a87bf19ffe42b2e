"""Records kept, whatever the disk does."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from addons import recorder as module
from addons.recorder import Recorder
from tests.builders.records import NOON, a_record
from tracker.aliases import Aliases, to_bytes
from tracker.aliases import from_bytes as aliases_of
from tracker.journal import Journal, read, segments
from tracker.keeper.faults import Loudness
from tracker.keeper.reports import Reporter, faults
from tracker.records import from_bytes
from tracker.settings import Settings

KEY = bytes(32)


class Bench:
    """A recorder on a disk that may be full."""

    def __init__(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        self.said: list[str] = []
        self.calls = 0
        self.settings = settings
        self.is_full = False
        journal = Journal(settings.journal_folder, KEY)
        self._append = journal.append
        monkeypatch.setattr(journal, "append", self._appended)
        monkeypatch.setattr(journal, "open", self._check)
        self.recorder = Recorder(journal, Reporter(settings, "proxy"), Loudness(self.said.append), self.call)

    def call(self) -> None:
        self.calls += 1

    def _check(self) -> None:
        if self.is_full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _appended(self, data: bytes) -> None:
        self._check()
        self._append(data)

    def ids(self) -> list[str]:
        kept = [sealed.data for path in segments(self.settings.journal_folder) for sealed in read(path, KEY)]
        return [from_bytes(data).id for data in kept if data]


@pytest.fixture
def bench(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Bench:
    settings.home.mkdir()
    return Bench(settings, monkeypatch)


def test_a_kept_record_is_in_the_journal_and_the_keeper_is_called(bench: Bench) -> None:
    assert bench.recorder.keep(a_record(id="one"))
    assert bench.ids() == ["one"]
    assert bench.calls == 1
    assert not bench.said


def test_a_full_disk_is_said_at_once_and_once_and_records_wait_in_memory(bench: Bench) -> None:
    bench.recorder.keep(a_record(id="before"))
    bench.is_full = True
    assert not bench.recorder.keep(a_record(id="one"))
    assert not bench.recorder.keep(a_record(id="two"))
    assert bench.recorder.is_failing
    assert len(bench.said) == 1
    assert "No space left on device" in bench.said[0]
    assert faults(bench.settings)[0].unrecorded == 2


def test_what_waited_is_written_first_when_there_is_space_again(bench: Bench) -> None:
    bench.is_full = True
    bench.recorder.keep(a_record(id="one"))
    bench.is_full = False
    assert bench.recorder.keep(a_record(id="two"))
    assert bench.ids() == ["one", "two"]
    assert not bench.recorder.is_failing
    assert bench.said[-1] == "the journal can be written again"
    assert faults(bench.settings) == []


def test_what_waited_is_written_without_further_traffic(bench: Bench) -> None:
    bench.recorder.attempt()
    bench.is_full = True
    bench.recorder.keep(a_record(id="one"))
    bench.recorder.attempt()
    assert bench.recorder.is_failing
    bench.is_full = False
    bench.recorder.attempt()
    assert bench.ids() == ["one"]
    assert not bench.recorder.is_failing


def test_memory_is_bounded_and_what_is_lost_is_counted(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BACKLOG", 1000)
    bench.is_full = True
    for number in range(20):
        bench.recorder.keep(a_record(id=str(number)))
    lost = bench.recorder.lost
    assert 0 < lost < 20
    assert faults(bench.settings)[0].unrecorded == 20
    bench.is_full = False
    bench.recorder.attempt()
    assert bench.ids() == [str(number) for number in range(20 - lost)]
    assert bench.said[-1] == f"the journal can be written again; {lost} requests were lost"
    assert bench.recorder.lost == 0


@pytest.mark.parametrize("is_full", [False, True])
def test_preparing_finds_out_ahead(bench: Bench, is_full: bool) -> None:
    bench.is_full = is_full
    bench.recorder.prepare()
    assert bool(bench.said) is is_full
    assert bool(faults(bench.settings)) is is_full


def test_at_the_end_what_waits_is_written_or_said_to_be_lost(bench: Bench) -> None:
    bench.is_full = True
    bench.recorder.keep(a_record(id="one"))
    bench.is_full = False
    bench.recorder.close()
    assert bench.ids() == ["one"]
    assert len(bench.said) == 1


def test_at_the_end_a_disk_that_is_still_full_is_said_once_more(bench: Bench) -> None:
    bench.is_full = True
    bench.recorder.keep(a_record())
    bench.recorder.close()
    assert "1 requests are lost" in bench.said[-1]


def test_words_of_a_real_fault_name_no_values(settings: Settings, tmp_path: Path) -> None:
    said: list[str] = []
    call: Callable[[], None] = lambda: None  # noqa: E731 - nobody to call
    (tmp_path / "file").write_text("in the way")
    broken = Recorder(Journal(tmp_path / "file" / "x", KEY), Reporter(settings, "proxy"), Loudness(said.append), call)
    assert not broken.keep(a_record())
    assert "marie" not in said[0]


def test_a_record_of_another_kind_is_made_durable_in_its_turn(bench: Bench) -> None:
    told = Aliases("metrics.shop.test", NOON, ("shop.adpix.test",))
    bench.is_full = True
    assert not bench.recorder.keep_bytes(to_bytes(told))
    bench.is_full = False
    assert bench.recorder.keep_bytes(to_bytes(told))
    kept = [sealed.data for path in segments(bench.settings.journal_folder) for sealed in read(path, KEY)]
    assert [aliases_of(data) for data in kept if data] == [told, told]
