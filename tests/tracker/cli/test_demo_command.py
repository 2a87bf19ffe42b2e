from pathlib import Path
from typing import Any

import pytest

from tracker import browsing
from tracker.browsing import Browser
from tracker.cli import main
from tracker.demo import running
from tracker.errors import TrackerError


@pytest.fixture(autouse=True)
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A demonstration that is ready at once and over at once."""

    def run(settings: Any, plan: Any, say: Any, ready: Any) -> None:
        say("the proxy ended by itself")
        ready(plan, type("World", (), {"port": 4443})())

    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    monkeypatch.setattr(running, "run", run)


def test_it_says_where_everything_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--no-open", "--port", "9001", "--dashboard-port", "9002"]) == 0
    printed = capsys.readouterr()
    assert "https://www.boutique.test/ (through the proxy 127.0.0.1:9001)" in printed.out
    assert "http://127.0.0.1:9002/?token=" in printed.out
    assert "https://127.0.0.1:4443/received" in printed.out
    assert "tracker: the proxy ended by itself" in printed.err


def test_one_port_for_both_is_a_wrong_command_line() -> None:
    assert main(["demo", "--port", "9001", "--dashboard-port", "9001"]) == 2


def test_without_a_display_no_browser_is_opened(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browsing, "has_display", lambda: False)
    assert main(["demo"]) == 0
    assert "There is no display here" in capsys.readouterr().out


def test_the_shop_is_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[tuple[str, str, Path, Path]] = []

    def open_browser(*arguments: Any) -> Browser:
        opened.append(arguments)
        return Browser("Chromium", "chromium", "/x")

    monkeypatch.setattr(browsing, "has_display", lambda: True)
    monkeypatch.setattr(browsing, "open_browser", open_browser)
    assert main(["demo", "--port", "9001"]) == 0
    home = tmp_path / "demo"
    authority = home / "ca" / "mitmproxy-ca-cert.pem"
    assert opened == [("127.0.0.1:9001", "https://www.boutique.test/", authority, home / "browser")]


def test_a_browser_that_cannot_be_opened_does_not_end_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def open_browser(*arguments: Any) -> Browser:
        raise TrackerError("no browser found")

    monkeypatch.setattr(browsing, "has_display", lambda: True)
    monkeypatch.setattr(browsing, "open_browser", open_browser)
    assert main(["demo"]) == 0
    assert "no browser found" in capsys.readouterr().err
