"""What processes say of their state."""

import subprocess
import sys
from pathlib import Path

import pytest

from tracker.journal import Lock
from tracker.keeper import reports as module
from tracker.keeper.reports import WITHOUT, Reporter, faults, folder_of, reports
from tracker.settings import Settings


def test_a_report_is_read_while_its_process_lives(settings: Settings) -> None:
    reporter = Reporter(settings, "proxy")
    assert reports(settings) == []
    reporter.say(None)
    assert reports(settings) == [reporter.report]
    reporter.say("the disk is full", 3)
    assert reports(settings) == faults(settings) == [reporter.report]
    assert (reporter.report.fault, reporter.report.unrecorded) == ("the disk is full", 3)
    reporter.say_errors(2)
    assert (faults(settings)[0].fault, faults(settings)[0].errors) == ("the disk is full", 2)
    reporter.say_unresolved(7)
    assert (reports(settings)[0].errors, reports(settings)[0].unresolved) == (2, 7)
    reporter.say_withheld(4)
    assert (reports(settings)[0].unresolved, reports(settings)[0].withheld) == (7, 4)
    reporter.say_rules(WITHOUT)
    assert (reports(settings)[0].withheld, reports(settings)[0].rules) == (4, WITHOUT)
    reporter.close()
    assert reports(settings) == []
    assert list(folder_of(settings).iterdir()) == []


def test_since_is_when_it_began(settings: Settings) -> None:
    reporter = Reporter(settings, "keeper")
    reporter.say("full")
    since = reporter.report.since
    reporter.say("full", 5)
    assert reporter.report.since == since
    reporter.say(None)
    assert reporter.report.since > since
    assert faults(settings) == []
    reporter.close()


def test_a_killed_process_says_nothing_any_more(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    script = """
import os
from tracker.keeper.reports import Reporter
from tracker.settings import load
Reporter(load(), "proxy").say("full")
os._exit(9)
"""
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    subprocess.run([sys.executable, "-c", script], check=False)
    assert len(list(folder_of(settings).glob("*.json"))) == 1
    assert reports(settings) == []
    assert list(folder_of(settings).iterdir()) == []


def test_a_folder_that_cannot_be_written_is_no_fault_of_the_reporter(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")
    reporter = Reporter(settings, "proxy")
    reporter.say("full")
    assert reporter.report.fault == "full"
    reporter.close()


def test_in_a_folder_that_only_reads_what_is_said_still_counts(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    reporter = Reporter(settings, "proxy")
    reporter.say("read-only")

    def refused(_: Lock) -> bool:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(Lock, "acquire", refused)
        assert [report.fault for report in reports(settings)] == ["read-only"]
    reporter.close()


def test_a_file_that_is_no_report_is_passed_over(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    folder_of(settings).mkdir(parents=True)
    path = folder_of(settings) / "proxy-1.json"
    lock = Lock(path.with_suffix(".lock"))
    lock.acquire()
    for text in ("", "{}", "[1]", '["proxy", 1, null, "yesterday"]'):
        path.write_text(text)
        assert module.reports(settings) == []
    lock.release()


def test_a_report_is_written_over_in_place(settings: Settings) -> None:
    reporter = Reporter(settings, "proxy")
    reporter.say("a long fault " * 20)
    (path,) = folder_of(settings).glob("*.json")
    before = path.stat()
    reporter.say(None)
    after = path.stat()
    assert (after.st_size, after.st_ino) == (before.st_size, before.st_ino)
    assert reports(settings)[0].fault is None
    reporter.close()


def test_what_is_not_shown_on_the_desktop_is_no_fault(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    reporter = Reporter(settings, "keeper")
    reporter.say(None)
    reporter.say_unnotified("no session")
    assert [report.unnotified for report in reports(settings)] == ["no session"]
    assert not faults(settings)
    monkeypatch.setattr(reporter, "_write", lambda: pytest.fail("nothing changed"))
    reporter.say_unnotified("no session")
    monkeypatch.undo()
    reporter.say_unnotified(None)
    assert [report.unnotified for report in reports(settings)] == [""]
    reporter.close()
