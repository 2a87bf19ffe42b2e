"""A real Chromium for tests: the system's, or the one that Playwright has installed."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright

from tracker.browsing import public_key_hash

_QUIET = (
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def flags() -> list[str]:
    """Return what Chromium needs on a test machine, where it may run as root and without a network."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*_QUIET, "--no-sandbox"] if is_root else list(_QUIET)


def chromium() -> str | None:
    """Return the system's Chromium, None for Playwright's own."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextlib.contextmanager
def proxied_browser(playwright: Playwright, proxy: str, authority: Path, folder: Path) -> Iterator[BrowserContext]:
    """A browser that goes through the proxy and trusts its authority by the same flag as `tracker browse` uses."""
    trust = f"--ignore-certificate-errors-spki-list={public_key_hash(authority)}"
    context = playwright.chromium.launch_persistent_context(
        folder,
        executable_path=chromium(),
        headless=True,
        args=[*flags(), trust, f"--proxy-server=http://{proxy}"],
    )
    try:
        yield context
    finally:
        context.close()


@contextlib.contextmanager
def plain_browser(playwright: Playwright) -> Iterator[BrowserContext]:
    """A browser without a proxy, as the person's usual one."""
    browser = playwright.chromium.launch(executable_path=chromium(), headless=True, args=flags())
    try:
        yield browser.new_context()
    finally:
        browser.close()
