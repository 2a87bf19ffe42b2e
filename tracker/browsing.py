"""An isolated browser that goes through the running proxy.

Chromium and its relatives trust the proxy's certificate authority by a flag that names its public key
(`--ignore-certificate-errors-spki-list`, effective only with a `--user-data-dir` of one's own); Firefox by a
certificate database in a profile of its own. Nothing is installed anywhere, and the person's own browser is untouched.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import NamedTuple

from tracker.errors import TrackerError

AUTHORITY = "mitmproxy-ca-cert.pem"
_NAME_IN_DATABASE = "Tracker on this machine"


class Browser(NamedTuple):
    """An installed browser: its name for people, its family (`chromium` or `firefox`), its executable."""

    name: str
    family: str
    executable: str


_COMMANDS = (
    ("Chromium", "chromium", ("chromium", "chromium-browser")),
    ("Chrome", "chromium", ("google-chrome", "google-chrome-stable", "chrome")),
    ("Edge", "chromium", ("microsoft-edge", "microsoft-edge-stable", "msedge")),
    ("Brave", "chromium", ("brave-browser", "brave")),
    ("Firefox", "firefox", ("firefox", "firefox-esr")),
)
_MAC_APPLICATIONS = (
    ("Chromium", "chromium", "Chromium.app/Contents/MacOS/Chromium"),
    ("Chrome", "chromium", "Google Chrome.app/Contents/MacOS/Google Chrome"),
    ("Edge", "chromium", "Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
    ("Brave", "chromium", "Brave Browser.app/Contents/MacOS/Brave Browser"),
    ("Firefox", "firefox", "Firefox.app/Contents/MacOS/firefox"),
)
_WINDOWS_PROGRAMS = (
    ("Chromium", "chromium", r"Chromium\Application\chrome.exe"),
    ("Chrome", "chromium", r"Google\Chrome\Application\chrome.exe"),
    ("Edge", "chromium", r"Microsoft\Edge\Application\msedge.exe"),
    ("Brave", "chromium", r"BraveSoftware\Brave-Browser\Application\brave.exe"),
    ("Firefox", "firefox", r"Mozilla Firefox\firefox.exe"),
)


def installed_browsers(platform: str = sys.platform) -> list[Browser]:
    """Return the browsers found on this machine, the best suited first."""
    found = [
        Browser(name, family, path)
        for name, family, commands in _COMMANDS
        for path in [next(filter(None, map(shutil.which, commands)), None)]
        if path
    ]
    return found + [browser for browser in _in_program_folders(platform) if os.path.exists(browser.executable)]


def _in_program_folders(platform: str) -> list[Browser]:
    if platform == "darwin":
        roots = [Path("/Applications"), Path.home() / "Applications"]
        return [Browser(n, f, str(root / tail)) for n, f, tail in _MAC_APPLICATIONS for root in roots]
    if platform == "win32":
        names = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        roots = [Path(os.environ[name]) for name in names if os.environ.get(name)]
        return [Browser(n, f, str(root / tail)) for n, f, tail in _WINDOWS_PROGRAMS for root in roots]
    return []


def has_display(platform: str = sys.platform) -> bool:
    """Whether a window can be shown here."""
    if platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def public_key_hash(authority: Path) -> str:
    """Return base64 of the SHA-256 of the certificate's SubjectPublicKeyInfo. Raises TrackerError without a file."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    try:
        certificate = x509.load_pem_x509_certificate(authority.read_bytes())
    except (OSError, ValueError) as error:
        raise TrackerError(f"{authority}: no usable certificate authority there; run `tracker start` first") from error
    key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(key).digest()).decode()


def command_line(browser: Browser, url: str, proxy: str, authority: Path, folder: Path) -> list[str]:
    """Return the command that opens the browser on `url` through `proxy` (`host:port`), with a profile in `folder`."""
    if browser.family == "firefox":
        return [browser.executable, "--new-instance", "--profile", str(folder), url]
    flags = [
        f"--user-data-dir={folder}",
        f"--proxy-server=http://{proxy}",
        f"--ignore-certificate-errors-spki-list={public_key_hash(authority)}",
        "--disable-quic",  # HTTP/3 would go past an HTTP proxy
        "--no-first-run",
        "--no-default-browser-check",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium refuses to start as root with its sandbox
    return [browser.executable, *flags, url]


def open_browser(proxy: str, url: str, authority: Path, folder: Path) -> Browser:
    """Open the first usable browser, detached, and return it. Raises TrackerError saying what to do when none is."""
    reasons = []
    for browser in installed_browsers():
        profile = folder / browser.name.lower()
        profile.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            if browser.family == "firefox":
                _prepare_firefox(profile, proxy, authority)
            _launch(command_line(browser, url, proxy, authority, profile))
        except OSError as error:
            reasons.append(f"{browser.name}: {error.strerror or error}")
        else:
            return browser
    if reasons:
        raise TrackerError(f"no browser could be opened ({'; '.join(reasons)})")
    raise TrackerError(
        "no browser found: install Chromium, Chrome, Edge, Brave or Firefox,"
        f" or point your own browser at the proxy {proxy} and trust {authority}"
    )


_AT_ONCE = 1.0
"""Seconds in which a browser ends that cannot show itself or misses a library."""


def _launch(command: list[str]) -> None:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 - a browser found on this machine
        command, start_new_session=True, stdin=quiet, stdout=quiet, stderr=quiet
    )
    try:
        status = process.wait(_AT_ONCE)
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, name="browser", daemon=True).start()  # leaves no zombie behind
        return
    if status:  # 0: it handed the address to a window that is open
        raise OSError(f"it ended at once, with status {status}")


_FIREFOX_PREFERENCES = """\
user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "{host}");
user_pref("network.proxy.http_port", {port});
user_pref("network.proxy.ssl", "{host}");
user_pref("network.proxy.ssl_port", {port});
user_pref("network.proxy.no_proxies_on", "");
user_pref("network.http.http3.enable", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
"""


def _prepare_firefox(profile: Path, proxy: str, authority: Path) -> None:
    """Write the profile's preferences and let it trust the authority, by NSS's `certutil`. Raises OSError."""
    host, _, port = proxy.rpartition(":")
    (profile / "user.js").write_text(_FIREFOX_PREFERENCES.format(host=host, port=port), encoding="utf-8")
    certutil = shutil.which("certutil")
    if not certutil or sys.platform == "win32":  # Windows has a certutil of its own that does something else
        raise OSError(
            "it can trust the proxy only with NSS's certutil (Debian: libnss3-tools; macOS: brew install nss)"
        )
    database = f"sql:{profile}"
    if not (profile / "cert9.db").exists():
        _run([certutil, "-N", "-d", database, "--empty-password"])
    _run([certutil, "-A", "-d", database, "-n", _NAME_IN_DATABASE, "-t", "C,,", "-i", str(authority)])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - NSS's own tool
    if done.returncode:
        raise OSError(f"certutil failed: {done.stderr.strip()[:200]}")
