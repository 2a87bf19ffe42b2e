"""What frames every page, in a real browser: at any width, on paper, by the keyboard, with names without end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders.dashboards import a_dashboard, served
from tests.builders.ledgers import fill
from tests.builders.records import a_disclosure, a_record
from tests.builders.windows import PHONE, Opens, windows
from tests.dashboard.test_browser import browser
from tracker.disclosure import Manner
from tracker.ledger.opening import Ledger
from tracker.taxonomy import Category

__all__ = ["browser"]
WIDTHS = (320, 700, 1000, 1247, 1248, 1440)
ENDLESS = ("a" * 60 + ".") * 3 + "test"


@pytest.fixture(scope="module")
def opens(browser: Browser, world: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opens]:
    folder = tmp_path_factory.mktemp("frame")
    with a_dashboard(world, folder) as app, served(app) as address, windows(browser, address) as opened:
        yield opened


def width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_list_of_companies_fits_every_width(language: str, opens: Opens) -> None:
    page = opens().open(f"/vendors?language={language}")
    for wide in WIDTHS:
        page.set_viewport_size({"width": wide, "height": 900})
        assert width(page) <= wide


def test_endless_names_are_broken(browser: Browser, ledger: Ledger, tmp_path: Path) -> None:
    found = a_disclosure(Category.HEALTH, "migraine", Manner.RELAYED)
    fill(ledger, [a_record(found, host=ENDLESS, site="forum.example")])
    with a_dashboard(ledger, tmp_path) as app, served(app) as address, windows(browser, address) as opened:
        window = opened(viewport=PHONE)
        for path in ("/?period=all", "/attention", "/vendors", f"/vendors/{'a' * 60}.test", "/network"):
            assert width(window.open(path)) <= PHONE["width"], path


@pytest.mark.parametrize("words", ["Menu", "Dates and filters"])
def test_what_unfolds_is_closed_by_escape_and_gives_the_focus_back(words: str, opens: Opens) -> None:
    page = opens(viewport=PHONE).open("/vendors")
    opener = page.get_by_text(words, exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(opener).not_to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(page.locator("details.menu[open], details.narrow[open]")).to_have_count(0)


def test_whoever_narrows_a_page_by_keyboard_goes_on_where_they_were(opens: Opens) -> None:
    page = opens().open("/vendors")
    page.get_by_role("link", name="Groups", exact=True).press("Enter")
    expect(page.get_by_role("link", name="Groups", exact=True)).to_be_focused()
    page.get_by_role("columnheader").get_by_role("link", name="Depth").press("Enter")
    expect(page.get_by_role("columnheader", name="Depth").get_by_role("link")).to_be_focused()
    page.get_by_role("searchbox", name="Search").fill("adpix")
    page.get_by_role("searchbox", name="Search").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.reload()
    expect(page.get_by_role("heading", level=1)).not_to_be_focused()


def test_whoever_narrows_a_page_with_a_mouse_is_sent_nowhere(opens: Opens) -> None:
    page = opens().open("/vendors")
    page.get_by_role("link", name="Groups", exact=True).click()
    expect(page.get_by_role("link", name="Groups", exact=True)).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("link", name="Groups", exact=True)).not_to_be_focused()


def test_on_paper_a_page_is_light_and_by_itself(opens: Opens) -> None:
    page = opens(color_scheme="dark").open("/vendors")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
    expect(page.get_by_role("navigation", name="Pages")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
