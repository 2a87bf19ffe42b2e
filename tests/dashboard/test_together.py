"""Tabs of one address ask the server once for all of them, see `static/together.js`."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect, sync_playwright

from tests.builders.browsers import chromium, flags
from tests.builders.dashboards import a_dashboard, served
from tests.builders.ledgers import fill
from tests.builders.records import a_disclosure, a_record
from tests.builders.windows import PATIENCE, Watched, windows
from tracker.ledger.opening import Ledger
from tracker.taxonomy import Category

TABS = 10


@pytest.fixture
def window(ledger: Ledger, tmp_path: Path) -> Iterator[Watched]:
    fill(ledger, [a_record()])
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium(), headless=True, args=flags()) as browser,
        a_dashboard(ledger, tmp_path, period=0.1) as app,
        served(app) as address,
        windows(browser, address) as opens,
    ):
        yield opens()


@pytest.fixture
def asked(window: Watched) -> list[str]:
    """The pages that tabs asked for by themselves."""
    found: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type == "fetch":
            found.append(request.url.removeprefix(window.address))

    window.context.on("request", note)
    return found


def tabs_of(window: Watched, *paths: str) -> list[Page]:
    window.open("/help")  # it listens, and shows none of this itself
    pages = [window.context.new_page() for _ in paths]
    for page, path in zip(pages, paths, strict=True):
        page.goto(window.address + path)
    return pages


def test_ten_tabs_of_one_address_ask_together(window: Watched, asked: list[str], ledger: Ledger) -> None:
    tabs = tabs_of(window, *["/log"] * TABS)
    fill(ledger, [a_record(host="px.adpix.test")])
    for page in tabs:
        expect(page.locator(".entry")).to_have_count(2, timeout=PATIENCE)
    assert 1 <= len(asked) <= TABS // 2  # each by itself, without the others


def test_what_came_since_is_asked_for_anew(window: Watched, ledger: Ledger) -> None:
    tabs = tabs_of(window, *["/log"] * 3)
    for count in range(2, 6):
        fill(ledger, [a_record(host="px.adpix.test")])
        for page in tabs:
            expect(page.locator(".entry")).to_have_count(count, timeout=PATIENCE)
    assert window.complaints == []


def test_tabs_of_other_addresses_keep_to_their_own(window: Watched, asked: list[str], ledger: Ledger) -> None:
    plain, narrowed = tabs_of(window, "/log", "/log?category=phone_number")
    fill(ledger, [a_record(host="px.adpix.test")])
    expect(plain.locator(".entry")).to_have_count(2, timeout=PATIENCE)
    fill(ledger, [a_record(disclosures=[a_disclosure(category=Category.PHONE_NUMBER)])])
    expect(plain.locator(".entry")).to_have_count(3, timeout=PATIENCE)
    expect(narrowed.locator(".entry")).to_have_count(1, timeout=PATIENCE)
    assert {"/log", "/log?category=phone_number"} <= set(asked)


def test_a_tab_that_is_answered_nothing_leaves_it_to_the_next(window: Watched, ledger: Ledger) -> None:
    deaf, *tabs = tabs_of(window, *["/log"] * 3)
    deaf.route("**/log", lambda route: route.abort())
    fill(ledger, [a_record(host="px.adpix.test")])
    for page in tabs:
        expect(page.locator(".entry")).to_have_count(2, timeout=PATIENCE)
    for page in tabs:
        expect(page.locator(".pulse")).to_have_attribute("data-state", re.compile("live"))
