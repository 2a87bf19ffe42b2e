"""What only a real browser can show: charts are drawn, news appear, it fits a phone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request, expect, sync_playwright

from tests.builders.browsers import chromium, flags
from tests.builders.dashboards import a_dashboard, served
from tests.builders.ledgers import fill
from tests.builders.records import a_disclosure, a_record
from tests.builders.windows import PATIENCE, PHONE, Opens, windows
from tests.dashboard.test_hostile import SCRIPT, hostile_catalogue, hostile_records
from tests.dashboard.test_pages import ADDRESSES
from tracker.ledger.opening import Ledger
from tracker.ledger.writing import write
from tracker.taxonomy import Category

PAGES = list(ADDRESSES)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), headless=True, args=flags())
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def opens(browser: Browser, world: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opens]:
    """Windows on the made-up world."""
    with (
        a_dashboard(world, tmp_path_factory.mktemp("browser"), period=0.1) as app,
        served(app) as address,
        windows(browser, address) as opened,
    ):
        yield opened


@pytest.fixture
def growing(browser: Browser, ledger: Ledger, tmp_path: Path) -> Iterator[Opens]:
    """Windows on a ledger of this test's own, with one disclosure to begin with."""
    fill(ledger, [a_record()])
    with (
        a_dashboard(ledger, tmp_path, period=0.1) as app,
        served(app) as address,
        windows(browser, address) as opened,
    ):
        yield opened


def test_every_page_fits_a_phone(opens: Opens) -> None:
    window = opens(viewport=PHONE)
    for path in PAGES:
        window.open(path)
        page = window.unfold()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path


def test_charts_answer_in_their_title_and_lead_to_the_evidence(opens: Opens) -> None:
    page = opens().open("/")
    expect(page.get_by_role("heading", name=re.compile("^The busiest week was"))).to_be_visible()
    bar = page.locator("#plot-timeline .bars .point path").nth(2)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#plot-timeline .hovertext").first).to_contain_text("third party")
    page.mouse.down()
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"/log\?.*since=2026-.*until=2026-"))


def test_charts_take_the_colours_of_the_theme(opens: Opens) -> None:
    page = opens(color_scheme="light").open("/vendors/adpix")
    text = page.locator("#plot-timeline .xtick text").first
    light = text.evaluate("(node) => getComputedStyle(node).fill")
    page.emulate_media(color_scheme="dark")
    expect(text).not_to_have_css("fill", light)


def test_on_a_phone_the_evidence_unfolds_from_beside_the_time(opens: Opens) -> None:
    page = opens(viewport=PHONE).open("/log")
    entry = page.locator(".entry").first
    time, unfold = entry.locator(".time").bounding_box(), entry.locator("summary").bounding_box()
    assert time
    assert unfold
    assert abs(time["y"] - unfold["y"]) < time["height"]
    assert unfold["x"] + unfold["width"] <= PHONE["width"]
    entry.locator("summary").click()
    expect(entry.get_by_text("How we know")).to_be_visible()


def test_the_first_key_leads_past_the_navigation(opens: Opens) -> None:
    page = opens().open("/log")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_disclosure_appears_by_itself_and_what_was_open_stays_open(growing: Opens, ledger: Ledger) -> None:
    window = growing()
    page = window.open("/log")
    page.get_by_text("Evidence").first.click()
    fill(ledger, [a_record(a_disclosure(Category.FULL_NAME, "Marie Dupont"), host="px.adpix.test")])
    expect(page.locator(".entry").first).to_contain_text("Full name", timeout=PATIENCE)
    expect(page.locator(".entry").first).to_have_class("entry fresh")
    expect(page.locator("details[open]")).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text("1 new disclosure, the latest: full name to Adpix")
    assert window.complaints == []


def test_the_overview_follows_too_with_its_charts(growing: Opens, ledger: Ledger) -> None:
    window = growing()
    page = window.open("/")
    rows = page.locator("#plot-treemap [data-table] tbody tr")
    expect(rows).to_have_count(1)
    fill(ledger, [a_record(host="px.adpix.test")])
    expect(rows).to_have_count(2, timeout=PATIENCE)
    expect(page.locator("#latest")).to_contain_text("Adpix")
    assert window.complaints == []


def test_the_first_disclosure_of_all_turns_the_page(growing: Opens, ledger: Ledger) -> None:
    from tracker.ledger.forgetting import forget

    forget(ledger, vendor=None, before=None, everything=True)
    page = growing().open("/")
    expect(page.get_by_role("heading", name="Nothing recorded yet")).to_be_visible()
    fill(ledger, [a_record()])
    expect(page.locator("#latest")).to_contain_text("E-mail address", timeout=PATIENCE)


def test_words_stay_whole_in_what_appears_by_itself(growing: Opens, ledger: Ledger) -> None:
    page = growing().open("/log")
    fill(ledger, [a_record(host="px.adpix.test")])
    whole = page.locator(".fresh .whole", has_text="E-mail")
    expect(whole.first).to_have_css("white-space", "nowrap", timeout=PATIENCE)
    assert "E-mail address" in page.locator(".fresh .what").first.inner_text()


@pytest.mark.parametrize("path", ["/sites", "/network", "/identifiers", "/log", "/passwords", "/export"])
def test_an_empty_page_turns_by_itself_with_the_first_disclosure(growing: Opens, ledger: Ledger, path: str) -> None:
    from tracker.ledger.forgetting import forget

    forget(ledger, vendor=None, before=None, everything=True)
    page = growing().open(path)
    expect(page.locator("#empty")).to_contain_text("What leaves shows up here by itself.")
    fill(ledger, [a_record()])
    expect(page.locator("#empty")).to_have_count(0, timeout=PATIENCE)


def test_a_reader_can_have_peace(growing: Opens, ledger: Ledger) -> None:
    page = growing().open("/log")
    page.get_by_role("button", name="Pause").click()
    fill(ledger, [a_record(host="px.adpix.test")])
    page.wait_for_timeout(1500)
    expect(page.locator(".entry")).to_have_count(1)
    page.get_by_role("button", name="Resume").click()
    expect(page.locator(".entry")).to_have_count(2, timeout=PATIENCE)


def test_the_stream_can_be_held_by_a_button_of_its_own(growing: Opens, ledger: Ledger) -> None:
    window = growing()
    page = window.open("/")
    page.get_by_role("button", name="Pause the stream").click()
    expect(page.get_by_role("button", name="Resume", exact=True)).to_be_visible()
    fill(ledger, [a_record(host="px.adpix.test")])
    page.wait_for_timeout(1500)
    expect(page.locator("#latest > li")).to_have_count(1)
    page.get_by_role("button", name="Resume the stream").click()
    expect(page.locator("#latest > li")).to_have_count(2, timeout=PATIENCE)
    assert window.complaints == []


def test_ten_tabs_share_one_connection_and_all_hear(growing: Opens, ledger: Ledger) -> None:
    window = growing()
    streams: set[Request] = set()
    at_once: list[int] = []

    def begin(request: Request) -> None:
        if "/live?" in request.url:
            streams.add(request)
            at_once.append(len(streams))

    def over(request: Request) -> None:  # a stream that ends is taken up again
        streams.discard(request)

    window.context.on("request", begin)
    window.context.on("requestfinished", over)
    window.context.on("requestfailed", over)
    pages = [window.open("/log"), *(window.context.new_page() for _ in range(9))]
    for page in pages[1:]:
        page.goto(f"{window.address}/log")
    fill(ledger, [a_record(host="px.adpix.test")])
    for page in pages:
        expect(page.locator(".entry")).to_have_count(2, timeout=PATIENCE)
    assert max(at_once) == 1


def test_signing_out_closes_the_door(growing: Opens) -> None:
    page = growing().open("/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="This dashboard is yours alone")).to_be_visible()


def test_what_strangers_write_does_no_harm(browser: Browser, ledger: Ledger, tmp_path: Path) -> None:
    with ledger.session() as session:
        write(session, hostile_records(), hostile_catalogue(), collapse=True)
    with a_dashboard(ledger, tmp_path) as app, served(app) as address, windows(browser, address) as opened:
        window = opened()
        for path in ("/", "/vendors", "/vendors/evil", "/data", "/data/1", "/sites", "/log", "/blind-spots"):
            page = window.open(path)
            expect(page.locator("main")).to_contain_text(re.compile(r"<script>|<img|m•••"))
            page.wait_for_timeout(100)
        expect(window.open("/vendors/evil").get_by_role("heading", level=1)).to_contain_text(SCRIPT)
    assert window.complaints == []
    assert window.strangers == []
