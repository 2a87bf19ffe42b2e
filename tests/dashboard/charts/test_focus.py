"""The network with five hundred nodes in a real browser: one is looked at by a click, and by the keyboard alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from tests.builders.browsers import plain_browser
from tests.builders.dashboards import TOKEN, a_dashboard, served
from tests.builders.ledgers import fill
from tests.builders.records import a_disclosure, a_record
from tracker.disclosure import Manner
from tracker.ledger.opening import Ledger
from tracker.taxonomy import Category

SITES, COMPANIES = 100, 400
KINDS = (Category.CLIENT_ID, Category.EMAIL_ADDRESS, Category.CITY)


@pytest.fixture
def page(ledger: Ledger, tmp_path: Path) -> Iterator[Page]:
    fill(
        ledger,
        [
            a_record(
                a_disclosure(KINDS[number % 3], f"value {number % 50}", Manner.RELAYED),
                host=f"px.firm{number % COMPANIES}.test",
                site=f"shop{number * 7 % SITES}.example",
            )
            for number in range(2 * COMPANIES)
        ],
    )
    home = tmp_path / "dashboard"
    home.mkdir()
    with (
        a_dashboard(ledger, home) as app,
        served(app) as address,
        sync_playwright() as playwright,
        plain_browser(playwright) as context,
    ):
        page = context.new_page()
        page.set_viewport_size(ViewportSize(width=1440, height=900))
        page.goto(f"{address}/?token={TOKEN}")
        page.goto(f"{address}/network?period=all")
        expect(page.locator("#plot-network .main-svg").first).to_be_visible()
        yield page


def test_the_picture_counts_its_lines_as_its_title_does(page: Page) -> None:
    title = page.locator("#plot-network h2").inner_text()
    drawn = page.evaluate(
        "document.querySelector('#plot-network [data-canvas]').data.filter((trace) => trace.mode === 'lines')"
        ".flatMap((trace) => trace.x).filter((x) => x === null).length"
    )
    counted = re.match(r"The (\d+) strongest of ([\d,]+) connections", title)
    assert counted
    assert int(counted[1]) == drawn
    assert f"with {counted[2]} connections" in page.locator("p.lead").inner_text()


def test_a_click_on_a_node_shows_it_with_its_neighbours(page: Page) -> None:
    page.locator("#plot-network .points path.point").last.scroll_into_view_if_needed()
    box = page.locator("#plot-network .points path.point").last.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#plot-network .hovertext").first).to_be_visible()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile("focus="))
    expect(page.locator("#plot-network h2")).to_contain_text("and those around it")


def test_one_is_looked_at_and_left_by_the_keyboard_alone(page: Page) -> None:
    page.get_by_label("Look at one").focus()
    page.keyboard.type("firm77")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("focus=vendor"))
    expect(page.locator("#plot-network h2")).to_have_text("firm77.test and those around it")
    page.get_by_role("link", name="The whole network").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/network(\?(?!.*focus).*)?$"))
    expect(page.locator("#plot-network h2")).to_contain_text("strongest of")
