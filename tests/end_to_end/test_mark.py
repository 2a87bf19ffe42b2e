"""The mark on the page, in a real Chromium behind a real proxy: it says what is so, and no page can read it."""

import time
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Error, Frame, Page, Playwright

from tests.builders.browsers import proxied_browser
from tests.builders.commands import done_program
from tests.builders.marked_sites import Sites, the_sites
from tests.builders.programs import ROOT, a_free_port, a_program, listens, soon
from tracker.browsing import AUTHORITY
from tracker.control import change, load
from tracker.keys import load_or_create
from tracker.marking import HOST
from tracker.settings import Settings

SHOP, BARE = "https://www.shop.test", "https://bare.test"


class Stage(NamedTuple):
    """A browser behind a proxy with the mark on, and the sites behind that; `said` is what consoles said."""

    context: BrowserContext
    sites: Sites
    settings: Settings
    said: list[str]

    def page(self, address: str) -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.goto(address)
        return page


@pytest.fixture(scope="module")
def stage(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder, port = tmp_path_factory.mktemp("mark"), a_free_port()
    settings = Settings(folder / "home", key_store="file")
    keys = load_or_create(settings)
    change(settings, keys, lambda now: now._replace(mark=True, unmarked_sites=frozenset({"bare.test"})))
    with the_sites(folder / "sites") as sites:
        set_to = {"confdir": settings.certificate_folder, "ssl_insecure": "true", "demo_port": sites.server_port}
        options = [word for name, value in set_to.items() for word in ("--set", f"{name}={value}")]
        routes = ("-s", f"{ROOT}/addons/demo_routes.py", "--listen-host", "127.0.0.1", "-p", str(port))
        program = a_program(settings.home, "-m", "addons", *routes, *options)
        try:
            assert soon(lambda: listens(port))
            authority = settings.certificate_folder / AUTHORITY
            with proxied_browser(playwright, f"127.0.0.1:{port}", authority, folder / "profile") as context:
                yield Stage(context, sites, settings, [])
        finally:
            program.terminate()
            program.communicate(timeout=30)


def frame_of(page: Page, part: str, words: str = " ") -> Frame:
    """One of the mark's frames, once it says these words. Its own policy allows no waiting by the browser itself."""
    end, said = time.monotonic() + 20, ""
    while time.monotonic() < end:
        for frame in page.frames:
            if HOST in frame.url and frame.url.endswith(part) and words in (said := frame.inner_text("body")):
                return frame
        page.wait_for_timeout(50)
    raise AssertionError(f"{[one.url[-40:] for one in page.frames]} {said}")


def unfold(page: Page, words: str = " ") -> Frame:
    size = page.viewport_size
    assert size
    page.mouse.click(size["width"] - 80, size["height"] - 24)
    return frame_of(page, "/panel", words)


def has_mark(page: Page) -> bool:
    return bool(page.evaluate("document.body.lastElementChild.outerHTML === '<div></div>'"))


@pytest.mark.parametrize("path", ["/plain", "/strict", "/gzip"])
def test_a_page_says_who_got_what(stage: Stage, path: str) -> None:
    stage.said.clear()
    page = stage.page(SHOP + path)
    frame_of(page, "/badge", "1 third party")
    said = unfold(page, "adreach.test").inner_text("body")
    assert "e-mail address" in said
    assert "What shop.test has of you" in said
    assert stage.said == []
    page.close()


def test_a_page_that_isolates_itself_keeps_its_mark(stage: Stage) -> None:
    stage.said.clear()
    page = stage.page(f"{SHOP}/isolated")
    assert frame_of(page, "/badge", "third part").url
    assert stage.said == []
    page.close()


def test_a_page_that_forbids_frames_by_itself_has_none(stage: Stage) -> None:
    stage.said.clear()
    page = stage.page(f"{SHOP}/meta")
    assert not has_mark(page)
    assert stage.said == []
    page.close()


SNAPSHOT = """() => [document.documentElement.outerHTML, window.length, Object.keys(window).length,
    document.activeElement.tagName, document.documentElement.scrollHeight, document.styleSheets.length]"""


@pytest.mark.parametrize("path", ["/plain", "/strict", "/gzip"])
def test_the_page_is_as_it_was_but_for_one_element(stage: Stage, path: str) -> None:
    with_it, without = stage.page(SHOP + path), stage.page(BARE + path)
    frame_of(with_it, "/badge")
    assert has_mark(with_it)
    assert not has_mark(without)
    (html, *rest), (bare, *others) = with_it.evaluate(SNAPSHOT), without.evaluate(SNAPSHOT)
    assert html.replace("<div></div></body>", "</body>") == bare
    assert rest == others
    assert with_it.evaluate("kept") == without.evaluate("kept")
    with_it.close()
    without.close()


def test_a_hostile_page_learns_that_it_is_there_and_no_more(stage: Stage) -> None:
    page = stage.page(f"{SHOP}/hostile")
    unfold(page, "adreach.test")
    found = page.evaluate("spy()")
    assert found["said"] == []
    assert found["seen"] >= 1
    assert load(stage.settings, load_or_create(stage.settings)).unmarked_sites == {"bare.test"}
    page.close()


def test_another_page_cannot_show_the_frame(stage: Stage) -> None:
    page = stage.page(f"{SHOP}/plain")
    place = frame_of(page, "/badge").url
    other = stage.page(f"{BARE}/plain")
    other.evaluate(
        "(place) => { const f = document.createElement('iframe'); f.src = place; document.body.append(f) }", place
    )
    other.wait_for_timeout(1000)
    assert not [one for one in other.frames if HOST in one.url]
    with pytest.raises(Error, match="ERR_HTTP_RESPONSE_CODE_FAILURE"):
        other.goto(place)  # as a page of its own: an error without a body
    page.close()
    other.close()


def test_a_page_out_of_the_cache_says_what_holds_now(stage: Stage) -> None:
    page = stage.page(f"{SHOP}/plain")
    frame_of(page, "/badge")
    page.goto(f"{BARE}/plain")
    page.go_back()
    assert frame_of(page, "/badge", "third part").url
    page.close()


def test_nothing_of_the_mark_reaches_a_server_or_the_ledger(stage: Stage) -> None:
    page = stage.page(f"{SHOP}/plain")
    unfold(page)
    page.close()
    assert stage.sites.asked
    assert not [one for one in stage.sites.asked if "mark.tracker" in "".join(one)]
    done = done_program(stage.settings.home, "export", "--format", "jsonl")
    assert "shop.test" in done.stdout
    assert "mark.tracker" not in done.stdout


WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


def violations(frame: Frame | Page, *rules: str) -> list[str]:
    frame.evaluate(Axe().axe_script)
    found = frame.evaluate("(rules) => axe.run(document, {runOnly: rules})", [*WCAG, *rules])
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_fit_for_everybody(stage: Stage, theme: str) -> None:
    page = stage.page(f"{SHOP}/plain")
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    panel = unfold(page)
    assert violations(panel, "best-practice") == []
    assert violations(frame_of(page, "/badge")) == []
    opened = stage.page(f"{BARE}/open")
    opened.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    assert violations(opened, "best-practice") == []
    page.close()
    opened.close()


def test_it_is_reached_and_hidden_by_the_keyboard(stage: Stage) -> None:
    page = stage.page(f"{SHOP}/strict")
    frame_of(page, "/badge")
    page.keyboard.press("Tab")  # the page's own field
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    panel = frame_of(page, "/panel")
    for _ in range(8):  # through the panel, to the button below it
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "DIV" and not panel.evaluate("document.hasFocus()"):
            break
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    size = page.viewport_size
    assert size
    at = f"document.elementFromPoint({size['width'] - 80}, {size['height'] - 24}).tagName"
    assert page.evaluate(at) != "DIV"
    page.close()


def test_a_site_may_be_left_alone_from_the_mark(stage: Stage) -> None:
    """The last: from then on the shop has no mark."""
    page = stage.page(f"{SHOP}/plain")
    panel = unfold(page)
    panel.locator("#hide").click()
    panel.locator("#hidden").wait_for()
    assert soon(lambda: "shop.test" in load(stage.settings, load_or_create(stage.settings)).unmarked_sites)
    page.goto(f"{SHOP}/gzip")
    assert not has_mark(page)
    page.close()
