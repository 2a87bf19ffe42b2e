"""A person with many tabs open: each shows what leaves through the real proxy, though a browser opens no more than six
connections to one server.
"""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, Request, expect

from tests.builders.browsers import plain_browser
from tests.builders.leavers import leave
from tests.builders.windows import PATIENCE, Watched
from tests.end_to_end.conftest import Demo

TABS = 10
_PATIENCE = 6 * PATIENCE
_STREAM = {"/log": "#entries", "/": "#stream"}


class Streams:
    """The connections by which a browser's tabs listen to the dashboard."""

    def __init__(self) -> None:
        self._open: set[Request] = set()
        self.begun = 0

    def begin(self, request: Request) -> None:
        if "/live?" in request.url:
            self._open.add(request)
            self.begun += 1

    def end(self, request: Request) -> None:
        self._open.discard(request)

    def open(self) -> int:
        """How many there are now: of a tab that is closed nobody is told that its own ended."""
        return sum(not request.frame.page.is_closed() for request in self._open)


@pytest.fixture
def streams() -> Streams:
    return Streams()


@pytest.fixture
def window(demo: Demo, playwright: Playwright, streams: Streams) -> Iterator[Watched]:
    leave(demo.proxy, "px.adreach.test")
    with plain_browser(playwright) as context:
        context.set_default_timeout(_PATIENCE)
        context.on("request", streams.begin)
        context.on("requestfinished", streams.end)
        context.on("requestfailed", streams.end)
        opened = Watched(context, demo.dashboard)
        opened.page.goto(demo.entrance)
        yield opened


def tabs_of(window: Watched) -> list[tuple[Page, str]]:
    """Tabs on the log, and one on the first page, each with what of it follows what leaves."""
    tabs = []
    for path in ["/log"] * (TABS - 1) + ["/"]:
        page = window.context.new_page()
        page.goto(window.address + path)
        tabs.append((page, _STREAM[path]))
    return tabs


def test_every_tab_shows_what_leaves_and_when_the_one_that_listens_is_closed_another_does(
    demo: Demo, window: Watched, streams: Streams
) -> None:
    tabs, at_once = tabs_of(window), []
    for host, company in (("stats.measurely.test", "measurely.test"), ("rec.replayer.test", "replayer.test")):
        began = time.monotonic()
        leave(demo.proxy, host)
        for page, place in tabs:
            expect(page.locator(place)).to_contain_text(company, timeout=_PATIENCE)
        print(f"{len(tabs)} tabs showed it {time.monotonic() - began:.2f} seconds after the request began")
        at_once.append(streams.open())
        window.page.close()  # the first of all: it has the connection
    assert (max(at_once), window.complaints) == (1, [])  # for a moment each minute there is none
    assert streams.begun > 1
