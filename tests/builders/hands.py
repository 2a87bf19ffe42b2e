"""What a person's hands do on a page, by the names that they read there."""

import re

from playwright.sync_api import Page, expect


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("link", name=name, exact=isinstance(name, str)).first.click()


def told(page: Page, words: str | re.Pattern[str]) -> None:
    """The page says what was done."""
    expect(page.locator(".notice").first).to_contain_text(words)
