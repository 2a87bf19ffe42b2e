"""Every page, held against WCAG 2.2 AA by axe-core and against its own policy in a real browser: both themes and
languages, wide and narrow.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from dashboard import addresses
from tests.builders.dashboards import a_dashboard, served
from tests.builders.windows import DESK, PHONE, Opens, Watched, windows
from tests.dashboard.test_browser import browser
from tests.dashboard.test_pages import ADDRESSES
from tracker.ledger.opening import Ledger

__all__ = ["browser"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class Reader:
    """How somebody reads: their theme, their language and their screen."""

    name: str
    theme: str
    language: str
    screen: ViewportSize


READERS = [Reader("wide", "light", "en-GB", DESK), Reader("narrow", "dark", "fr-FR", PHONE)]


@pytest.fixture(scope="module")
def opens(browser: Browser, world: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opens]:
    folder = tmp_path_factory.mktemp("accessibility")
    with a_dashboard(world, folder) as app, served(app) as address, windows(browser, address) as opened:
        yield opened


@pytest.fixture(scope="module", params=READERS, ids=[reader.name for reader in READERS])
def window(request: pytest.FixtureRequest, opens: Opens) -> Watched:
    reader = request.param
    return opens(color_scheme=reader.theme, locale=reader.language, viewport=reader.screen, reduced_motion="reduce")


def complaints(page: Page) -> list[str]:
    """What axe finds, with the elements that it finds it at."""
    found: dict[str, Any] = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response
    return [
        f"{rule['id']}: {rule['help']} at {[node['target'] for node in rule['nodes']][:5]}"
        for rule in found["violations"]
    ]


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_page_keeps_its_policy_asks_no_other_host_and_keeps_nobody_from_reading(path: str, window: Watched) -> None:
    window.open(path)
    window.await_charts()
    assert (window.complaints, window.strangers) == ([], [])
    assert complaints(window.unfold()) == []


def test_what_keeps_somebody_from_reading_would_be_found(window: Watched) -> None:
    page = window.open(addresses.LOG)
    page.evaluate("document.querySelector('h1').outerHTML = '<img src=\"data:,\"><a href=\"/\"></a>'")
    found = " ".join(complaints(page))
    assert "image-alt" in found
    assert "link-name" in found


def test_a_page_that_failed_can_be_read_too(window: Watched) -> None:
    assert complaints(window.open(f"{addresses.VENDORS}/nobody.example")) == []


def test_every_control_is_reached_by_the_keyboard_and_seen(window: Watched) -> None:
    page = window.open(addresses.VENDORS)
    reached = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        place = page.evaluate(
            "() => { const one = document.activeElement, style = getComputedStyle(one);"
            " return one === document.body ? '' : style.outlineStyle + ' ' + style.outlineWidth; }"
        )
        if not place:
            break
        reached.add(place)
    assert reached
    assert not [place for place in reached if place.startswith("none") or place.endswith(" 0px")]
