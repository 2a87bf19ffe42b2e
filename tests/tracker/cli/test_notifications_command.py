"""`tracker notifications`."""

from pathlib import Path

import pytest

from tests.builders.desktops import HAS_BUS, a_bus, a_desktop
from tracker.cli import main


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nothing'}")
    return tmp_path


def test_they_are_off_until_they_are_turned_on(capsys: pytest.CaptureFixture[str]) -> None:
    for choice, expected in ((), "off"), (("on",), "on"), (("status",), "on"), (("off",), "off"), ((), "off"):
        assert main(["notifications", *choice]) == 0
        assert capsys.readouterr().out == f"Notifications are {expected}.\n"


def test_what_goes_before_the_choice_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRACKER_NOTIFICATIONS", "off")
    assert main(["notifications", "on"]) == 0
    said = capsys.readouterr()
    assert said.out == "Notifications are off.\n"
    assert "TRACKER_NOTIFICATIONS" in said.err


@pytest.mark.skipif(not HAS_BUS, reason="no dbus-daemon here")
def test_one_can_be_tried(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with a_bus(home) as address, a_desktop(address) as screen:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        assert main(["notifications", "test"]) == 0
        assert "A notification was shown." in capsys.readouterr().out
        assert screen.service.shown[0].title == "Tracker"


def test_where_none_can_be_shown_that_is_the_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notifications", "test"]) == 1
    assert "no notification can be shown (" in capsys.readouterr().err


def test_what_is_no_choice_is_a_wrong_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notifications", "maybe"]) == 2
