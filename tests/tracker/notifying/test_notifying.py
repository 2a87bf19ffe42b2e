"""From the journal to the desktop: the real keeper's process, a real D-Bus session."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.builders.desktops import HAS_BUS, ADesktop, a_bus, a_desktop
from tests.builders.journals import a_journal
from tests.builders.records import a_disclosure, a_record, an_evidence
from tracker.cli import main
from tracker.disclosure import Manner, Record
from tracker.keeper.reports import reports
from tracker.keys import Keys
from tracker.settings import Settings
from tracker.taxonomy import Category

pytestmark = pytest.mark.skipif(not HAS_BUS, reason="no dbus-daemon here")


@pytest.fixture
def home(home: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("TRACKER_HOME", str(home.home))
    return home


@pytest.fixture
def screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ADesktop]:
    with a_bus(tmp_path) as address, a_desktop(address) as made:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield made


def a_keeper() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "tracker.keeper"], stdin=subprocess.PIPE, env=dict(os.environ))


def told_of_health(name: str) -> Record:
    found = a_disclosure(Category.HEALTH, name, Manner.RELAYED, an_evidence("dt", confidence=0.9))
    return a_record(found, host="px.adpix.test", time=datetime.now(UTC), id=name)


def test_what_is_grave_is_on_the_desktop_and_nothing_of_it_is_a_value(
    home: Settings, keys: Keys, screen: ADesktop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["notifications", "on"]) == 0
    keeper = a_keeper()
    try:
        journal = a_journal(home, keys, a_record(time=datetime.now(UTC)), is_closed=False)
        a_journal(home, keys, told_of_health("migraine"), told_of_health("asthma"), is_closed=False).close()
        assert keeper.stdin
        keeper.stdin.write(b"\n")
        keeper.stdin.flush()
        assert screen.service.came.wait(20)
        journal.close()
    finally:
        keeper.communicate(timeout=20)
    (shown,) = screen.service.shown
    assert shown.title == "Specially protected data went to another company"
    assert shown.text == "Data about your health went to adpix.test."
    assert shown.actions == ["default", ""]


def test_without_a_desktop_it_is_said_in_doctor_and_all_is_recorded(
    home: Settings, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nothing'}")
    main(["notifications", "on"])
    keeper = a_keeper()
    try:
        a_journal(home, keys, told_of_health("migraine"))
        assert keeper.stdin
        while not any(report.unnotified for report in reports(home)):
            keeper.stdin.write(b"\n")
            keeper.stdin.flush()
            assert keeper.poll() is None
        capsys.readouterr()
        assert main(["doctor"]) == 0
        said = capsys.readouterr().out
        assert said.count("cannot be shown") == 1
    finally:
        keeper.communicate(timeout=20)
    assert main(["status"]) == 0
    assert "1 disclosure of 1 piece of data" in capsys.readouterr().out
