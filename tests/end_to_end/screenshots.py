"""Makes screenshots from the demonstration world.

`make screenshots` makes those of the documentation, by their names; without names all are made, to look at.
"""

import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, Playwright, ViewportSize, sync_playwright

from tests.builders.browsers import plain_browser, proxied_browser
from tests.builders.commands import free_port, running_program
from tests.end_to_end.conftest import SHOP, fill_and_send
from tracker.browsing import AUTHORITY

PAGES = {
    "overview": "/",
    "attention": "/attention",
    "companies": "/vendors",
    "company": "/vendors/adreach.test",
    "my-data": "/data",
    "trail": "/data?category=email_address",
    "identifiers": "/identifiers",
    "sites": "/sites",
    "site": "/sites/boutique.test",
    "network": "/network",
    "log": "/log",
    "report": "/report",
}
FOLLOWED = {"trail": "tbody th a"}
"""Pages whose address nobody knows before: the first such link on the page is followed."""
SIZES = {"": ViewportSize(width=1280, height=860), "-phone": ViewportSize(width=390, height=844)}


def shop(playwright: Playwright, proxy: str, home: Path) -> None:
    """Do in the shop what the end-to-end test does."""
    authority = home / "demo" / "ca" / AUTHORITY
    with proxied_browser(playwright, proxy, authority, home / "profile") as context:
        page = context.new_page()
        page.goto(f"{SHOP}/search?q=red+shoes")
        for form in ("register", "checkout"):
            fill_and_send(page, f"{SHOP}/{form}")
        page.wait_for_timeout(1500)


def shoot(page: Page, dashboard: str, folder: Path, wanted: list[str]) -> None:
    """Save the wanted pictures, or all: each page in both themes, wide and narrow."""
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        for suffix, size in SIZES.items():
            page.set_viewport_size(size)
            for name, address in PAGES.items():
                picture = f"{name}-{theme}{suffix}"
                if wanted and picture not in wanted:
                    continue
                page.goto(dashboard + address)
                if name in FOLLOWED:
                    page.locator(FOLLOWED[name]).first.click()
                page.wait_for_timeout(1200)
                page.screenshot(path=folder / f"{picture}.png")


def main(folder: Path, wanted: list[str]) -> None:
    """Run the demonstration, shop, and save the pictures in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    port, dashboard_port = free_port(), free_port()
    options = ("--no-open", "--port", str(port), "--dashboard-port", str(dashboard_port))
    with tempfile.TemporaryDirectory() as home, running_program(Path(home), "demo", *options) as program:
        entrance = re.search(r"http://\S+", program.wait_for("dashboard  http"))
        with sync_playwright() as playwright:
            shop(playwright, f"127.0.0.1:{port}", Path(home))
            with plain_browser(playwright) as context:
                page = context.new_page()
                page.goto(entrance[0] if entrance else "")
                shoot(page, f"http://127.0.0.1:{dashboard_port}", folder, wanted)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
