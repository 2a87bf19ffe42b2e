"""Notifications on a real D-Bus session, and where there is none."""

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders.desktops import HAS_BUS, ADesktop, a_bus, a_desktop
from tracker.notifying import desktop as module
from tracker.notifying.desktop import Desktop

pytestmark = pytest.mark.skipif(not HAS_BUS, reason="no dbus-daemon here")


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with a_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


@pytest.fixture
def screen(session: str) -> Iterator[ADesktop]:
    with a_desktop(session) as made:
        yield made


@pytest.fixture
def said() -> list[str | None]:
    return []


@pytest.fixture
def desktop(said: list[str | None]) -> Iterator[Desktop]:
    made = Desktop(said.append)
    yield made
    made.close()


def test_a_notification_is_shown(screen: ADesktop, desktop: Desktop, said: list[str | None]) -> None:
    desktop.show("Data left", "Your e-mail address went to Adpix.").result(10)
    (shown,) = screen.service.shown
    assert shown[1:4] == ("Tracker", "Data left", "Your e-mail address went to Adpix.")
    assert said == [None]


def test_a_click_opens_the_address(screen: ADesktop, said: list[str | None]) -> None:
    opened: queue.Queue[str] = queue.Queue()
    desktop = Desktop(said.append, opened.put)
    desktop.show("Data left", "One", "http://127.0.0.1:8081/vendors/adpix").result(10)
    desktop.show("Data left", "Two").result(10)
    screen.click(2)
    screen.click(1)
    assert opened.get(timeout=10) == "http://127.0.0.1:8081/vendors/adpix"
    assert opened.empty()
    desktop.close()


def test_a_browser_that_does_not_open_disturbs_nobody(screen: ADesktop, said: list[str | None]) -> None:
    asked: queue.Queue[str] = queue.Queue()

    def broken(address: str) -> None:
        asked.put(address)
        raise OSError("no browser")

    desktop = Desktop(said.append, broken)
    desktop.show("Data left", "One", "http://127.0.0.1:8081/").result(10)
    screen.click(1)
    asked.get(timeout=10)
    desktop.show("Data left", "Two").result(10)
    assert said == [None, None]
    desktop.close()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>Adpix</b> & more", "\u2039b\u203aAdpix\u2039/b\u203a \uff06 more"),
        ('<img src="http://evil.test/x">', '\u2039img src="http://evil.test/x"\u203a'),
        ("a\nb\x1b[31m\u202ec", "a b\\x1b[31m\\u202ec"),
        ("x" * 1000, "x" * 240),
    ],
    ids=["markup", "image", "steering", "long"],
)
def test_what_strangers_chose_is_text_and_nothing_else(
    screen: ADesktop, desktop: Desktop, text: str, shown: str
) -> None:
    desktop.show("Data left", text).result(10)
    assert screen.service.shown[0].text == shown


def test_without_a_session_nothing_happens_but_that_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, desktop: Desktop, said: list[str | None], capfd: object
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nothing'}")
    desktop.show("Data left", "One").result(10)
    desktop.try_out().result(10)
    assert len(said) == 2
    assert all(said)


def test_without_a_service_that_is_said(session: str, desktop: Desktop, said: list[str | None]) -> None:
    desktop.try_out().result(10)
    assert said[0] is not None
    assert "org.freedesktop.Notifications" in said[0]


def test_it_works_again_when_the_desktop_is_there_again(session: str, desktop: Desktop, said: list[str | None]) -> None:
    desktop.show("Data left", "Lost").result(10)
    with a_desktop(session) as screen:
        desktop.show("Data left", "One").result(10)
        assert [shown.text for shown in screen.service.shown] == ["One"]
    desktop.show("Data left", "Lost, too").result(10)
    with a_desktop(session) as screen:
        desktop.show("Data left", "Two").result(10)
        assert [shown.text for shown in screen.service.shown] == ["Two"]
    assert [word is None for word in said] == [False, True, False, True]


def test_a_desktop_that_hangs_is_given_up(
    screen: ADesktop, desktop: Desktop, said: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop.try_out().result(10)
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    desktop.show("Data left", "One").result(10)
    assert said == [None, "the desktop does not answer"]


def test_a_platform_without_notifications_is_said(
    desktop: Desktop, said: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_notifier.main.platform.system", lambda: "Plan 9")
    desktop.try_out().result(10)
    assert said == ["this Python cannot show notifications on this system"]


def test_a_system_that_forbids_it_is_said(
    screen: ADesktop, desktop: Desktop, said: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def forbidden(_self: object) -> bool:
        return False

    monkeypatch.setattr("desktop_notifier.DesktopNotifier.request_authorisation", forbidden)
    desktop.show("Data left", "One").result(10)
    assert said == ["the system does not allow Tracker to show notifications"]
