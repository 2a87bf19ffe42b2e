import contextlib
import os
import sys
import time
from pathlib import Path

import pytest

from tracker import browsing
from tracker.browsing import Browser, command_line, has_display, installed_browsers, open_browser, public_key_hash
from tracker.demo.certificates import make_certificates
from tracker.errors import TrackerError


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    return make_certificates(("shop.test",), tmp_path / "ca").authority


def executable(path: Path, script: str = "exit 0") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_chromium_trusts_the_proxy_by_the_hash_of_its_key_alone(authority: Path, tmp_path: Path) -> None:
    command = command_line(
        Browser("Chromium", "chromium", "/x/chromium"), "https://a.test/", "127.0.0.1:8080", authority, tmp_path / "p"
    )
    assert f"--ignore-certificate-errors-spki-list={public_key_hash(authority)}" in command
    assert f"--user-data-dir={tmp_path / 'p'}" in command
    assert "--proxy-server=http://127.0.0.1:8080" in command
    assert command[-1] == "https://a.test/"
    assert "--ignore-certificate-errors" not in command


def test_the_hash_is_that_of_the_public_key(authority: Path) -> None:
    assert len(public_key_hash(authority)) == 44


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_without_an_authority_the_way_out_is_said(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "ca.pem"
    if content:
        path.write_text(content)
    with pytest.raises(TrackerError, match="tracker start"):
        public_key_hash(path)


def test_chromium_keeps_its_sandbox_except_as_root(
    authority: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser("Chromium", "chromium", "chromium")
    for user, expected in ((0, True), (1000, False)):
        monkeypatch.setattr(os, "geteuid", lambda user=user: user, raising=False)
        command = command_line(browser, "about:blank", "127.0.0.1:1", authority, tmp_path)
        assert ("--no-sandbox" in command) is expected


@pytest.mark.skipif(sys.platform == "win32", reason="the made-up programs are shell scripts")
class TestOnAPath:
    def test_browsers_on_the_path_are_found(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        executable(tmp_path / "brave")
        executable(tmp_path / "firefox")
        assert [browser.name for browser in installed_browsers("linux")] == ["Brave", "Firefox"]

    def test_without_a_browser_the_way_out_is_said(
        self, authority: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path / "empty"))
        with pytest.raises(TrackerError, match=r"no browser found: install Chromium.*127\.0\.0\.1:8080"):
            open_browser("127.0.0.1:8080", "https://a.test/", authority, tmp_path / "profiles")

    def test_a_browser_is_opened_with_a_profile_of_its_own(
        self, authority: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        launched: list[list[str]] = []
        monkeypatch.setattr(browsing, "_launch", launched.append)
        monkeypatch.setenv("PATH", str(executable(tmp_path / "bin" / "chromium").parent))
        opened = open_browser("127.0.0.1:8080", "https://a.test/", authority, tmp_path / "profiles")
        assert opened.name == "Chromium"
        assert launched[0][0] == str(tmp_path / "bin" / "chromium")
        assert (tmp_path / "profiles" / "chromium").is_dir()

    def test_a_browser_that_cannot_be_started_is_named(
        self, authority: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        executable(tmp_path / "bin" / "chromium").write_text("#!/nowhere/at/all\n")
        monkeypatch.setenv("PATH", str(tmp_path / "bin"))
        with pytest.raises(TrackerError, match=r"could be opened .Chromium: No such file"):
            open_browser("127.0.0.1:8080", "https://a.test/", authority, tmp_path / "profiles")

    @pytest.mark.skipif(sys.platform == "win32", reason="a shell script plays the browser")
    @pytest.mark.parametrize(("status", "is_open"), [(0, True), (7, False)])
    def test_a_browser_that_ends_at_once_is_open_only_if_it_says_so(
        self, authority: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int, is_open: bool
    ) -> None:
        executable(tmp_path / "bin" / "chromium").write_text(f"#!/bin/sh\nexit {status}\n")
        monkeypatch.setenv("PATH", str(tmp_path / "bin"))
        failure = pytest.raises(TrackerError, match=f"ended at once, with status {status}")
        with contextlib.nullcontext() if is_open else failure:
            open_browser("127.0.0.1:8080", "https://a.test/", authority, tmp_path / "profiles")

    def test_a_browser_that_stays_is_left_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(browsing, "_AT_ONCE", 0.05)
        began = time.monotonic()
        browsing._launch([sys.executable, "-c", "import time; time.sleep(1)"])
        assert time.monotonic() - began < 1

    def test_firefox_needs_nss_tools(self, authority: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(executable(tmp_path / "bin" / "firefox").parent))
        with pytest.raises(TrackerError, match="libnss3-tools"):
            open_browser("127.0.0.1:8080", "https://a.test/", authority, tmp_path / "profiles")

    def test_firefox_gets_preferences_and_the_authority(
        self, authority: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        launched: list[list[str]] = []
        monkeypatch.setattr(browsing, "_launch", launched.append)
        executable(tmp_path / "bin" / "firefox")
        executable(tmp_path / "bin" / "certutil", f'echo "$@" >> {tmp_path}/calls')
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}")
        assert open_browser("127.0.0.1:8080", "https://a.test/", authority, tmp_path / "profiles").name == "Firefox"
        assert launched[0][1:4] == ["--new-instance", "--profile", str(tmp_path / "profiles" / "firefox")]
        preferences = (tmp_path / "profiles" / "firefox" / "user.js").read_text()
        assert 'user_pref("network.proxy.ssl_port", 8080);' in preferences
        calls = (tmp_path / "calls").read_text().splitlines()
        assert [call.split()[0] for call in calls] == ["-N", "-A"]

    def test_a_failing_certutil_is_said(self, authority: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        executable(tmp_path / "bin" / "firefox")
        executable(tmp_path / "bin" / "certutil", "echo locked >&2; exit 3")
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}")
        (tmp_path / "profiles" / "firefox").mkdir(parents=True)
        (tmp_path / "profiles" / "firefox" / "cert9.db").touch()
        with pytest.raises(TrackerError, match="certutil failed: locked"):
            open_browser("127.0.0.1:8080", "https://a.test/", authority, tmp_path / "profiles")

    def test_a_launched_browser_outlives_the_command(self, tmp_path: Path) -> None:
        browsing._launch([str(executable(tmp_path / "b", f"touch {tmp_path}/started"))])
        for _ in range(200):
            if (tmp_path / "started").exists():
                break
            time.sleep(0.01)
        assert (tmp_path / "started").exists()


def test_browsers_are_found_in_the_program_folders_of_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    monkeypatch.delenv("PROGRAMFILES(X86)", raising=False)
    monkeypatch.setattr(os.path, "exists", lambda path: str(path).startswith(str(tmp_path)) and "Brave" in str(path))
    assert [browser.name for browser in installed_browsers("win32")] == ["Brave"]


def test_browsers_are_found_among_the_applications_of_macos(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(os.path, "exists", lambda path: path.startswith("/Applications") and "Edge" in path)
    assert [browser.name for browser in installed_browsers("darwin")] == ["Edge"]


@pytest.mark.parametrize(
    ("platform", "display", "expected"), [("darwin", "", True), ("linux", "", False), ("linux", ":0", True)]
)
def test_whether_a_window_can_be_shown(
    monkeypatch: pytest.MonkeyPatch, platform: str, display: str, expected: bool
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert has_display(platform) is expected
