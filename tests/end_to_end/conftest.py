"""The demonstration as a newcomer starts it, and what Marie does in its shop."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, sync_playwright

from tests.builders.browsers import plain_browser, proxied_browser
from tests.builders.commands import Program, free_port, running_program
from tracker.browsing import AUTHORITY

SHOP = "https://www.boutique.test"


@dataclass
class Demo:
    """A running `tracker demo`: its process, where its proxy and dashboard are, what the shop's browser may trust."""

    program: Program
    home: Path
    proxy: str
    entrance: str

    @property
    def ledger_home(self) -> Path:
        return self.home / "demo"

    @property
    def authority(self) -> Path:
        return self.ledger_home / "ca" / AUTHORITY

    @property
    def dashboard(self) -> str:
        return self.entrance.partition("/?")[0]


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """For a module at a time: while it runs, no other test of this process can run an event loop."""
    with sync_playwright() as running:
        yield running


@contextmanager
def running_demo(home: Path) -> Iterator[Demo]:
    """The demonstration, with all that is its own under that home."""
    port, dashboard_port = free_port(), free_port()
    options = ("--no-open", "--port", str(port), "--dashboard-port", str(dashboard_port))
    with running_program(home, "demo", *options) as program:
        found = re.search(r"http://\S+", program.wait_for("dashboard  http"))
        assert found
        yield Demo(program, home, f"127.0.0.1:{port}", found[0])


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with running_demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture(scope="module")
def shopping(demo: Demo, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of the browser that goes through the proxy, after Marie has searched, registered and paid."""
    with proxied_browser(playwright, demo.proxy, demo.authority, tmp_path_factory.mktemp("profile")) as context:
        page = context.new_page()
        page.goto(SHOP)
        page.get_by_role("searchbox", name="Search").fill("red shoes")
        let_the_recorder_look(page)
        page.get_by_role("searchbox", name="Search").press("Enter")
        page.wait_for_url("**/search?*")
        for form in ("register", "checkout"):
            fill_and_send(page, f"{SHOP}/{form}")
        yield page


@pytest.fixture(scope="module")
def dashboard(demo: Demo, shopping: Page, playwright: Playwright) -> Iterator[Page]:
    """The dashboard in a browser of the person's own, after the shopping; its console must stay silent."""
    with plain_browser(playwright) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(demo.entrance)
        yield page
        assert not said


def fill_and_send(page: Page, address: str) -> None:
    """Let the form on that page be typed as a person types, and send it."""
    page.goto(address)
    page.get_by_role("button", name="Type for me").click()
    page.wait_for_selector("form[data-typed=yes]")
    let_the_recorder_look(page)
    page.locator("main form button:not(.typist)").click()
    page.wait_for_selector("#conversion", state="attached")
    page.wait_for_load_state("networkidle")


def let_the_recorder_look(page: Page) -> None:
    """It looks at the fields four times a second, by a clock of the page's own that a busy machine holds up as well."""
    page.evaluate("() => new Promise((done) => setTimeout(done, 700))")
