"""How long it takes until a disclosure is seen: `python -m tests.bench.leaving [TABS] [TIMES] [PATH]`.

A real proxy with its keeper, the dashboard, and one Chromium with so many tabs, all in front. An address leaves through
the proxy, after a silence each time. All is watched from outside: the journal's size, the ledger, and each page by its
own clock. Prints in milliseconds from the request on, for each step, the median and the worst; "last tab" is when the
last of them shows it.
"""

import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.builders.browsers import plain_browser
from tests.builders.leavers import leave
from tests.end_to_end.conftest import Demo, running_demo
from tracker.keys import load_or_create
from tracker.ledger.opening import Ledger, open_ledger
from tracker.ledger.queries.newest import Standing, standing
from tracker.settings import Settings

HOSTS = ("px.adreach.test", "stats.measurely.test", "rec.replayer.test")
STEPS = ("journal", "ledger", "sums", "heard", "asked", "answered", "seen", "last tab")
_WATCHING = """
addEventListener("DOMContentLoaded", () => {
  const now = () => performance.timeOrigin + performance.now();
  window.seen = {};
  const note = (name) => { window.seen[name] ??= now(); };
  new BroadcastChannel("tracker-news").addEventListener("message", () => note("heard"));
  const ask = window.fetch;
  window.fetch = async (...given) => {
    note("asked");
    const answer = await ask(...given);
    const text = answer.text.bind(answer);
    answer.text = async () => { const read = await text(); note("answered"); return read; };
    return answer;
  };
  new MutationObserver(() => note("seen")).observe(document.querySelector("#entries, #stream"), { childList: true });
});
"""


class Watch:
    """When a state was another for the first time since it was set; looked at each millisecond or so."""

    def __init__(self, *states: tuple[str, Callable[[], Any]]) -> None:
        self._states, self._known = states, {name: look() for name, look in states}
        self.seen: dict[str, float] = {}
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while True:
            for name, look in self._states:
                if (state := look()) != self._known[name]:
                    self._known[name] = state
                    self.seen.setdefault(name, time.time() * 1000)
            time.sleep(0.002)


def watch_of(settings: Settings, ledger: Ledger) -> Watch:
    def reached() -> Standing:
        with ledger.glancing() as connection:
            return standing(connection)

    def written() -> int:
        return sum(path.stat().st_size for path in settings.journal_folder.glob("*.journal"))

    return Watch(("journal", written), ("ledger", lambda: reached().newest), ("sums", lambda: reached().stamp))


def tabs_of(context: BrowserContext, demo: Demo, count: int, path: str) -> list[Page]:
    context.add_init_script(_WATCHING)
    first = context.new_page()
    context.set_default_timeout(120_000)
    first.goto(demo.entrance)
    pages = [first, *(context.new_page() for _ in range(count))]
    for page in pages:
        page.goto(demo.dashboard + path)
    return pages


def sample(demo: Demo, watch: Watch, pages: list[Page], host: str) -> dict[str, float]:
    """What happened when, in milliseconds since the request began."""
    for page in pages:
        page.evaluate("window.seen = {}")
    watch.seen.clear()
    began = time.time() * 1000
    leave(demo.proxy, host)
    time.sleep(1)
    while not all(page.evaluate("'seen' in window.seen") for page in pages):
        time.sleep(0.5)
    told = [page.evaluate("window.seen") for page in pages]
    found = {name: median(times) for name in STEPS[3:-1] if (times := [one[name] for one in told if name in one])}
    found |= watch.seen | {"last tab": max(one["seen"] for one in told)}
    return {name: found[name] - began for name in STEPS if name in found}


def main(tabs: int, times: int, path: str) -> None:
    """Print the medians of so many times."""
    with tempfile.TemporaryDirectory() as folder, running_demo(Path(folder)) as demo, sync_playwright() as playwright:
        leave(demo.proxy, HOSTS[0])
        time.sleep(3)
        settings = Settings(demo.ledger_home, key_store="file")
        with open_ledger(settings, load_or_create(settings)) as ledger, plain_browser(playwright) as context:
            pages, watch = tabs_of(context, demo, tabs, path), watch_of(settings, ledger)
            found = []
            for number in range(times + 1):
                time.sleep(3 + random.random())
                found.append(sample(demo, watch, pages[1:], HOSTS[number % 3]))
            print(f"{tabs} tabs on {path}, {times} times")
            for name in STEPS:
                told = [one[name] for one in found[1:] if name in one]
                print(f"{name:>9} {median(told):6.0f} {max(told):6.0f}" if told else name)


if __name__ == "__main__":
    wanted = [*sys.argv[1:], *("1", "10", "/log")[len(sys.argv) - 1 :]]
    main(int(wanted[0]), int(wanted[1]), wanted[2])
