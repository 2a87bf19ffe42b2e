import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.builders.records import a_record
from tracker.cli import main
from tracker.cli.dashboard_command import _await, _open_browser, _watch
from tracker.errors import TrackerError
from tracker.journal import Journal
from tracker.keys import load_or_create
from tracker.ledger.opening import open_ledger
from tracker.ledger.queries.newest import newest_id
from tracker.records import to_bytes
from tracker.settings import Settings
from tracker.supervision.plan import Plan

ROOT = Path(__file__).parents[3]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of Unix")
def test_the_journal_is_brought_in_and_the_pages_are_served_until_ctrl_c(settings: Settings) -> None:
    journal = Journal(settings.journal_folder, load_or_create(settings).journal)
    journal.append(to_bytes(a_record()))
    journal.close()
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", "dashboard", "--no-open", "--port", str(free_port())],
        env={**os.environ, "TRACKER_HOME": str(settings.home), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout
        try:
            line = process.stdout.readline()
            found = re.fullmatch(r"Dashboard: (http://127\.0\.0\.1:\d+/\?token=\S+)\n", line)
            assert found, line
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            with opener.open(found[1], timeout=20) as page:
                assert b"shop.example" in page.read()
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.communicate(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()  # or all would wait for it
                raise
    assert process.returncode == 0
    with open_ledger(settings, load_or_create(settings)) as ledger, ledger.reading() as session:
        assert newest_id(session) == 1


def test_a_taken_port_is_said_before_anything_else(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert main(["dashboard", "--port", str(other.getsockname()[1])]) == 1
    assert "is taken by another program: choose another one with --port" in capsys.readouterr().err
    assert not settings.home.exists()


def test_a_port_that_is_none_is_a_wrong_command_line() -> None:
    assert main(["dashboard", "--port", "0"]) == 2


def ended(status: int) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", f"raise SystemExit({status})"])
    process.wait()
    return process


def test_a_dashboard_that_does_not_start_is_told() -> None:
    with pytest.raises(TrackerError, match="did not start"):
        _await(ended(1), Plan(dashboard_port=free_port()))


def test_a_dashboard_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.cli.dashboard_command._START", 0.0)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        with pytest.raises(TrackerError, match="does not answer"):
            _await(process, Plan(dashboard_port=free_port()))
        process.communicate(b"\n")


def test_a_dashboard_that_ends_by_itself_is_told() -> None:
    with pytest.raises(TrackerError, match="ended by itself"):
        _watch(ended(0))


@pytest.mark.parametrize("has_display", [True, False])
def test_the_browser_is_opened_where_there_is_a_display(has_display: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("tracker.browsing.has_display", lambda: has_display)
    monkeypatch.setattr("webbrowser.open", opened.append)
    plan = Plan()
    _open_browser(plan)
    assert opened == ([plan.browser_entrance] if has_display else [])
