"""Each preset against the demonstration, in a real browser: Marie's shopping works as ever, and the companies' own logs
show that they got nothing that they should not.
"""

import hashlib
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.builders.browsers import proxied_browser
from tests.end_to_end.conftest import SHOP, fill_and_send, let_the_recorder_look, running_demo
from tracker.control.keeping import change
from tracker.demo.person import MARIE
from tracker.keys import load_or_create
from tracker.rules import presets
from tracker.settings import Settings
from tracker.taxonomy import Category

HOST = "www.boutique.test"
RECORDER = "rec.replayer.test"
THIRD = (RECORDER, "px.adreach.test", "frame.adreach.test", "match.datapool.test", "stats.measurely.test")
VALUES = {value.category: value.value for value in MARIE.values}
ADDRESS = VALUES[Category.EMAIL_ADDRESS]
DIGEST = hashlib.sha256(ADDRESS.encode()).hexdigest()
COOKIES = ("_mly_id", "adreach_uid", "rpl_device", "dpl_profile")
AT_ONCE = 4  # days: each has four programs and a browser

type Log = list[dict[str, str]]


class Day(NamedTuple):
    """What Marie saw, and what each company says that it got, in order."""

    headings: list[str]
    received: Log

    def of(self, *hosts: str) -> list[str]:
        """All that those hosts got, request by request."""
        return [" ".join((one["target"], one["cookie"], one["body"])) for one in self.received if one["host"] in hosts]


def chosen(home: Path, slug: str) -> None:
    """Let a preset hold in the demonstration that will run there."""
    settings = Settings(home / "demo", key_store="file")
    change(settings, load_or_create(settings), lambda now: now._replace(rules=presets()[slug].rules))


def log_of(page: Page) -> Log:
    found: Any = page.evaluate("fetch('/received').then((answer) => answer.json())")
    return list(found)


def shopping(page: Page) -> list[str]:
    """Search, register, log in and pay, and return what the pages say afterwards."""
    headings = []
    page.goto(SHOP)
    before = len(log_of(page))
    page.get_by_role("searchbox", name="Search").fill("red shoes")
    let_the_recorder_look(page)
    page.get_by_role("searchbox", name="Search").press("Enter")
    page.wait_for_url("**/search?q=red+shoes")
    headings.append(f"{page.locator('main h2').first.inner_text()} {before}")
    for form in ("register", "login", "checkout"):
        fill_and_send(page, f"{SHOP}/{form}")
        headings.append(page.locator("main h1").first.inner_text())
    return headings


def day_of(home: Path, slug: str) -> Day:
    """With a proxy of its own, which has not seen her submit anything yet, and a browser of its own."""
    chosen(home, slug)
    with (
        running_demo(home) as demo,
        sync_playwright() as playwright,
        proxied_browser(playwright, demo.proxy, demo.authority, home / "profile") as context,
    ):
        page = context.new_page()
        found, *headings = shopping(page)
        goods, _, before = found.rpartition(" ")
        return Day([goods, *headings], log_of(page)[int(before) :])


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Future[Day]]]:
    """For each preset a day, side by side: most of it is waiting."""
    homes = {slug: tmp_path_factory.mktemp("preset") for slug in presets()}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield {slug: pool.submit(day_of, home, slug) for slug, home in homes.items()}


@pytest.fixture(params=list(presets()))
def day(days: Mapping[str, Future[Day]], request: pytest.FixtureRequest) -> tuple[str, Day]:
    return request.param, days[request.param].result()


def test_shopping_works_as_ever(day: tuple[str, Day]) -> None:
    _, found = day
    assert found.headings == ["Red shoes", "Welcome!", "Welcome back!", "Thank you!"]
    sent = {one["target"]: one["body"] for one in found.received if one["host"] == HOST and one["method"] == "POST"}
    assert ADDRESS.replace("@", "%40") in sent["/register"]
    assert "password=lilas-et-roses-88" in sent["/login"]
    assert "card_number=4242+4242+4242+4242" in sent["/checkout"]
    assert "phone=%2B33+6+39+98+12+34" in sent["/checkout"]


def test_the_companies_got_nothing_that_they_should_not(day: tuple[str, Day]) -> None:
    slug, found = day
    told = "\n".join(found.of(*THIRD))
    assert told
    FORBIDDEN[slug](found, told)


def everything(found: Day, told: str) -> None:
    """Without rules, they got all of it: what the other presets keep from them is there to be kept."""
    assert ADDRESS in told
    assert DIGEST in told
    assert "MLY1." in told
    assert "uid=" in told
    assert "4242" in "\n".join(found.of(RECORDER))


def no_identifiers(_found: Day, told: str) -> None:
    assert not [name for name in (*COOKIES, "MLY1.", "uid=") if name in told]
    assert ADDRESS in told


def no_contact_data(_found: Day, told: str) -> None:
    values = [VALUES[Category.FULL_NAME], "Dupont", "12 rue des Lilas", "39 98 12 34", ADDRESS, "courriel", DIGEST]
    assert not [value for value in (*values, ADDRESS.replace("@", "%40")) if value in told]
    assert "em=" not in told
    assert "4242" in told


def nothing_early(found: Day, told: str) -> None:
    recorded = "\n".join(found.of(RECORDER))
    early = ["4242", "Lyon", "69003", "rue des Lilas", "39 98 12 34", "1988-04-23", "Dupont", "Mar", "red sh"]
    assert not [value for value in early if value in recorded]
    assert [value for value in (ADDRESS, DIGEST) if value in told]  # once she has submitted it, that is another matter


FORBIDDEN = {
    "watch-only": everything,
    "no-identifiers": no_identifiers,
    "no-contact-data": no_contact_data,
    "nothing-before-submit": nothing_early,
}
