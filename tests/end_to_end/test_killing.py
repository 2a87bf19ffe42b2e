"""The proxy is killed in the midst of traffic: nothing that has reached the shop is missing from the ledger."""

import json
import re
import time

import psutil
from playwright.sync_api import Error, Page, Playwright

from tests.builders.browsers import proxied_browser
from tests.builders.commands import done_program
from tests.end_to_end.conftest import SHOP, Demo

# Posts numbered forms one after the other, for as long as they are answered.
_POSTING = """
window.posting = (async () => {
  for (let number = FIRST; number < FIRST + 5000; number += 1) {
    const body = new URLSearchParams({ ["email_" + number]: "marie." + number + "@courriel.test" });
    try { await fetch("/newsletter", { method: "POST", body }); } catch (error) { return number; }
  }
})(); undefined
"""


def processes(demo: Demo, module: str) -> list[psutil.Process]:
    below = psutil.Process(demo.program.process.pid).children(recursive=True)
    return [process for process in below if module in process.cmdline()]


def numbers(texts: list[str]) -> set[int]:
    return {int(found) for text in texts for found in re.findall(r"email_(\d+)", text)}


def received(page: Page) -> set[int]:
    answer = page.evaluate("fetch('/received').then((answer) => answer.json())")
    return numbers([item["body"] for item in answer])


def test_what_reached_the_shop_is_in_the_ledger(demo: Demo, playwright: Playwright) -> None:
    with proxied_browser(playwright, demo.proxy, demo.authority, demo.home / "profile") as context:
        page = context.new_page()
        for first in (10_000, 20_000):
            open_shop(page)
            page.evaluate(_POSTING.replace("FIRST", str(first)))
            page.wait_for_timeout(700)
            (proxy,) = processes(demo, "addons")
            proxy.kill()
            proxy.wait(10)
        demo.program.wait_for("it is started again")
        open_shop(page)
        arrived = received(page)
    assert min(len({n for n in arrived if n // 10_000 == turn}) for turn in (1, 2)) >= 10
    done = done_program(demo.ledger_home, "export", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    told = numbers([json.loads(line)["path"] for line in done.stdout.splitlines()])
    assert arrived - told == set()


def open_shop(page: Page) -> None:
    """Open the shop, as soon as the proxy runs again."""
    deadline = time.monotonic() + 40
    while True:
        try:
            page.goto(SHOP, timeout=5_000)
            return
        except Error:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.25)


def test_the_end_is_clean(demo: Demo) -> None:
    assert demo.program.end() == 0
    assert not (demo.ledger_home / "running.json").exists()
    done = done_program(demo.ledger_home, "doctor")
    assert done.returncode == 0, done.stdout + done.stderr
