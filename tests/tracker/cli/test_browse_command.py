from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker import browsing, supervision
from tracker.browsing import Browser
from tracker.cli import main
from tracker.supervision import Running


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, str, Path, Path]]:
    """What a browser was opened with."""
    calls: list[tuple[str, str, Path, Path]] = []

    def open_browser(proxy: str, url: str, authority: Path, folder: Path) -> Browser:
        calls.append((proxy, url, authority, folder))
        return Browser("Chromium", "chromium", "/x")

    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    monkeypatch.setattr(browsing, "open_browser", open_browser)
    monkeypatch.setattr(browsing, "has_display", lambda: True)
    return calls


def let_run(monkeypatch: pytest.MonkeyPatch, proxy: str | None, *modes: str) -> None:
    now = Running(1, proxy, "http://127.0.0.1:8081/", modes, datetime.now(UTC))
    monkeypatch.setattr(supervision, "running", lambda settings: now)


def test_the_browser_goes_through_the_running_proxy(
    opened: list[tuple[str, str, Path, Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_run(monkeypatch, "127.0.0.1:9090")
    assert main(["browse", "https://shop.test/"]) == 0
    assert opened == [
        ("127.0.0.1:9090", "https://shop.test/", tmp_path / "ca" / "mitmproxy-ca-cert.pem", tmp_path / "browser")
    ]


def test_without_a_proxy_the_way_out_is_said(
    opened: list[tuple[str, str, Path, Path]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["browse"]) == 1
    assert "tracker start" in capsys.readouterr().err
    assert not opened


def test_a_mode_without_an_address_is_said(
    opened: list[tuple[str, str, Path, Path]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    let_run(monkeypatch, None, "wireguard")
    assert main(["browse"]) == 1
    assert "wireguard" in capsys.readouterr().err


def test_without_a_display_nothing_is_said_to_be_open(
    opened: list[tuple[str, str, Path, Path]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    let_run(monkeypatch, "127.0.0.1:9090")
    monkeypatch.setattr(browsing, "has_display", lambda: False)
    assert main(["browse"]) == 1
    assert "no display here" in capsys.readouterr().err
    assert not opened


def test_a_browsers_option_is_no_address(opened: list[tuple[str, str, Path, Path]]) -> None:
    assert main(["browse", "--", "--no-proxy-server"]) == 2
    assert not opened
