"""Windows of a real browser on a dashboard, and whatever went wrong or left in them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Dialog, Page, ViewportSize, expect

from tests.builders.dashboards import TOKEN

PATIENCE = 20_000
"""Milliseconds for what comes by itself: a busy machine takes its time."""
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1440, height=900)


class Watched:
    """A signed-in browser window, and whatever went wrong or left in it."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address, self.context = address, context
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        context.on("console", lambda message: self._note(message.type, message.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("dialog", self._dismiss)
        context.on("request", lambda request: self._look(request.url))
        self.page = context.new_page()

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") or "Content Security Policy" in text:
            self.complaints.append(text)

    def _dismiss(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def _look(self, url: str) -> None:
        if not url.startswith((self.address, "data:")):
            self.strangers.append(url)

    def enter(self) -> Page:
        self.page.goto(f"{self.address}/?token={TOKEN}")
        return self.page

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def await_charts(self) -> None:
        """Until every chart of the page is drawn."""
        for canvas in self.page.locator("[data-canvas]").all():
            expect(canvas.locator(".main-svg").first).to_be_visible(timeout=PATIENCE)

    def unfold(self) -> Page:
        """Open all that can be opened."""
        self.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        return self.page


type Opens = Callable[..., Watched]


@contextmanager
def windows(browser: Browser, address: str) -> Iterator[Opens]:
    contexts: list[BrowserContext] = []
    state: dict[str, Any] = {}

    def opened(**choices: Any) -> Watched:
        contexts.append(browser.new_context(**({"viewport": DESK} | choices | state)))
        window = Watched(contexts[-1], address)
        if not state:
            window.enter()
            state["storage_state"] = contexts[-1].storage_state()
        return window

    try:
        yield opened
    finally:
        for context in contexts:
            context.close()
