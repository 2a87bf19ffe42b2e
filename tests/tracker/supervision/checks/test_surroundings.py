"""Ports and browser."""

import pytest

from tracker.browsing import Browser
from tracker.settings import Settings
from tracker.supervision import Plan
from tracker.supervision.checks import Outcome, surroundings
from tracker.supervision.running import announced


@pytest.mark.parametrize(
    ("taken", "expected"), [([], Outcome.OK), ([8080], Outcome.NOTE), ([8080, 8081], Outcome.NOTE)]
)
def test_taken_ports_are_a_note(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, taken: list[int], expected: Outcome
) -> None:
    monkeypatch.setattr(surroundings, "is_free", lambda port: port not in taken)
    check = surroundings.ports(settings)
    assert check.outcome is expected
    assert all(str(port) in check.words for port in taken)


@pytest.mark.parametrize(("modes", "words"), [((), "proxy 127.0.0.1:9000"), (("local",), "proxy local")])
def test_our_own_ports_are_well(settings: Settings, modes: tuple[str, ...], words: str) -> None:
    with announced(settings, Plan(9000, 9001, modes)):
        check = surroundings.ports(settings)
    assert check.outcome is Outcome.OK
    assert words in check.words


def test_a_browser_is_named_and_its_lack_is_a_note(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.browsing.installed_browsers", lambda: [Browser("Brave", "chromium", "/x/brave")])
    assert surroundings.browser(settings).words == "Brave, /x/brave"
    monkeypatch.setattr("tracker.browsing.installed_browsers", list)
    assert surroundings.browser(settings).outcome is Outcome.NOTE
