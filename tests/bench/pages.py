"""How quickly the dashboard answers, at what size of the ledger: `python -m tests.bench.pages FOLDER [SIZE...]`.

Asks the real application for each page, over ledgers of `tests.bench.ledgers`. *Cold* is the first answer of a
dashboard that has just started, as a person waits for it who asks at once: it learns in the background meanwhile what
it remembers, as `dashboard.serving` has it do (of processor time, that of both counts). *Ready* is the first answer
after it has. Then, as while somebody browses, a visit is written into the ledger before each request: told are the
median and worst of those answers in milliseconds at the server, its size, how many statements one asks, and the growth
from the smallest ledger, also of the size. The ledgers are asked in turn, so that what else the machine does meets all
of them: growth is the median of what each turn took beside the smallest ledger's.
"""

import argparse
import gc
import itertools
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from flask.testing import FlaskClient
from sqlalchemy import Engine, event, func, select

from dashboard import garbage, views
from dashboard.answers import Answers
from dashboard.app import create_app
from dashboard.gate import Gate
from dashboard.live import Live
from dashboard.wiring import Wiring
from tests.bench.ledgers import LAST, World, home_of, visit
from tracker.keys import load_or_create
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger, open_ledger
from tracker.ledger.writing import write
from tracker.settings import Settings

SIZES = (10_000, 100_000, 1_000_000)
MOST_MS, MOST_GROWTH = 100, 1.3
"""What the median of each page may take, and how much longer than with the smallest ledger."""
_ROUNDS = 15
_TOKEN = "bench"
_clock = time.perf_counter


class Timed(NamedTuple):
    """What one page took, in milliseconds; growth is how many times what it took in the smallest ledger."""

    cold: float
    ready: float
    median: float
    worst: float
    growth: float
    statements: int
    size: int


def pages_of(ledger: Ledger) -> dict[str, str]:
    """Return the addresses that are asked for, by what they show: the ends of what the ledger has.

    The smallest ledger has a few dozen forms that were sent: an address, what left too early, a field of forms and
    health fit on one page of its log alone. Beside each stands a question that fills a page of every ledger.
    """
    slug = _most(ledger, m.Vendor.slug, m.Host.vendor_id)
    few = _most(ledger, m.Vendor.slug, m.Host.vendor_id, is_least=True)
    site = _most(ledger, m.Site.domain, m.Disclosure.site_id)
    datum = _most(ledger, m.Datum.id, m.Disclosure.datum_id)
    mark = _most(ledger, m.Datum.id, m.Disclosure.datum_id, category="advertising_id")
    mail = _most(ledger, m.Datum.id, m.Disclosure.datum_id, category="email_address")
    month, recent = (LAST - timedelta(days=400)).date(), (LAST - timedelta(days=30)).date()
    return {
        "overview": "/",
        "overview, month": f"/?since={month}&until={month + timedelta(days=30)}",
        "overview, third parties": "/?period=all&party=third",
        "attention": "/attention",
        "vendors by risk": "/vendors",
        "vendors by name": "/vendors?sort=name&page=3",
        "vendors, searched": "/vendors?q=listener+11&category=client_id&party=third",
        "vendors, groups": "/vendors?by=groups",
        "vendors, month": f"/vendors?since={month}&until={month + timedelta(days=30)}",
        "vendors, category": "/vendors?category=email_address",
        "vendor, greatest": f"/vendors/{slug}",
        "vendor, month": f"/vendors/{slug}?since={month}&until={month + timedelta(days=30)}",
        "vendor, three years": f"/vendors/{slug}?since={month - timedelta(days=700)}",
        "vendor, one manner": f"/vendors/{slug}?manner=relayed",
        "vendor, one category": f"/vendors/{slug}?category=page_visited",
        "vendor, least": f"/vendors/{few}",
        "my data": "/data",
        "my data, month": f"/data?since={recent}",
        "my data, third parties": "/data?party=third",
        "my data, of a vendor": f"/data?company={slug}&q=a",
        "data of a kind": "/data?category=page_visited",
        "identifiers": "/identifiers",
        "identifiers, month": f"/identifiers?since={recent}&party=third&sort=last",
        "identifiers, searched": "/identifiers?q=listener1&sort=lasts",
        "datum, greatest": f"/data/{datum}",
        "datum, address": f"/data/{mail}",
        "datum, month": f"/data/{datum}?since={recent}",
        "sites": "/sites",
        "sites, third parties": "/sites?sort=third&party=third",
        "sites, a month": f"/sites?since={month}&until={month + timedelta(days=30)}",
        "site, greatest": f"/sites/{site}",
        "site, third parties": f"/sites/{site}?party=third",
        "site, a month": f"/sites/{site}?since={month}&until={month + timedelta(days=30)}",
        "site, unknown": "/sites/unknown",
        "network": "/network",
        "network, sensitive groups": "/network?least=3&group=parents",
        "network, a month": f"/network?since={month}&until={month + timedelta(days=30)}",
        "network, a site": f"/network?focus=site:{site}",
        "network, a company": f"/network?focus=vendor:{slug}",
        "passwords": "/passwords",
        "blind spots": "/blind-spots",
        "log": "/log",
        "log, third parties": "/log?party=third",
        "log, premature": "/log?manner=premature",
        "log, passed on": "/log?manner=relayed",
        "log, of a vendor": f"/log?vendor={slug}",
        "log, of a site": f"/log?site={site}",
        "log, of an address": f"/log?datum={mail}",
        "log, of an identifier": f"/log?datum={mark}",
        "log, health and party": "/log?category=health&party=third",
        "log, places and party": "/log?category=coordinates&party=third",
        "log, month": f"/log?since={month}&until={month + timedelta(days=30)}",
        "log, text everywhere": "/log?q=listener1",
        "log, text in a path": "/log?q=em3",
        "log, text in paths": "/log?q=ifa",
        "profile": "/profile",
        "settings": "/settings",
        "retention": "/settings/retention?days=365",
        "export": "/export",
        "export, month": f"/export?since={month}&until={month + timedelta(days=30)}",
        "export, of a vendor": f"/export?vendor={slug}",
        "help": "/help",
        "log, text nowhere": "/log?q=nothing+like+it",
        "log, text and facets": "/log?q=site12&category=page_visited&party=third&manner=relayed",
    }


def _most(ledger: Ledger, name: Any, key: Any, category: str | None = None, *, is_least: bool = False) -> Any:
    times = func.count(m.Disclosure.id)
    asked = select(name).select_from(m.Disclosure).join(m.Host, m.Host.id == m.Disclosure.host_id)
    asked = asked.join(m.Vendor, m.Vendor.id == m.Host.vendor_id).join(m.Site, m.Site.id == m.Disclosure.site_id)
    asked = asked.join(m.Datum, m.Datum.id == m.Disclosure.datum_id).where(m.Site.domain != "")
    if category is not None:
        asked = asked.where(m.Datum.category == category)
    with ledger.reading() as session:
        return session.scalar(asked.group_by(key, name).order_by(times if is_least else times.desc(), name).limit(1))


class Browsing:
    """Somebody who opens one page after the other, by way of a ledger of their own: the keeper's."""

    def __init__(self, settings: Settings) -> None:
        self.ledger = open_ledger(settings, load_or_create(settings))
        self._world, self._numbers = World(seed=2), itertools.count()
        self._catalogue = self._world.catalogue()

    def go_on(self) -> None:
        """Open a page: a dozen requests, in a transaction."""
        number = next(self._numbers)
        records = visit(self._world, LAST + timedelta(seconds=10 * number), f"browsing-{number}")
        with self.ledger.session() as session:
            write(session, records, self._catalogue, collapse=True)


@contextmanager
def a_dashboard(settings: Settings) -> Iterator[tuple[FlaskClient, Answers]]:
    """A dashboard that has just started, as `dashboard.serving` starts it, and a browser that it let in."""
    keys = load_or_create(settings)
    with open_ledger(settings, keys) as ledger:
        garbage.spare()
        live, answers = Live(ledger), Answers(ledger)
        gate = Gate(_TOKEN, settings.home / "dashboard.spent")
        client = create_app(Wiring(ledger, gate, live, answers, list, lambda: settings, keys), keys).test_client()
        client.get(f"/?token={_TOKEN}")
        answers.prepare(views.ASKED_OF_ALL, then=garbage.settle)
        try:
            yield client, answers
        finally:
            live.close()
            answers.close()
            (settings.home / "dashboard.spent").unlink(missing_ok=True)
            gc.unfreeze()  # a process has one dashboard, but not this one


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are executed meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


class Kept(NamedTuple):
    """A ledger of some size, who browses meanwhile, and the pages that are asked for."""

    settings: Settings
    browsing: Browsing
    pages: dict[str, str]


def timed(kept: Sequence[Kept], name: str, rounds: int) -> list[Timed]:
    """Return what a page takes in each ledger. Raises RuntimeError for one that is not shown."""
    cold, ready = [], []
    for one in kept:
        with a_dashboard(one.settings) as (client, _):
            cold.append(_asked(client, one.pages[name])[0])
    with ExitStack() as stack:
        clients = []
        for one in kept:
            client, answers = stack.enter_context(a_dashboard(one.settings))
            answers.close()  # waits until all is remembered
            ready.append(_asked(client, one.pages[name])[0])
            clients.append(client)
        turns = [[_turn(client, one, name) for client, one in zip(clients, kept, strict=True)] for _ in range(rounds)]
    return [_timed(*each) for each in zip(cold, ready, zip(*turns, strict=True), [turns] * len(kept), strict=True)]


def _turn(client: FlaskClient, one: Kept, name: str) -> tuple[float, int, int]:
    one.browsing.go_on()
    with counted() as seen:
        took, size = _asked(client, one.pages[name])
    return took, size, len(seen)


def _timed(cold: float, ready: float, own: Sequence[Any], turns: Sequence[Any]) -> Timed:
    took = [each for each, _, _ in own]
    growth = statistics.median(each / turn[0][0] for each, turn in zip(took, turns, strict=True))
    return Timed(cold, ready, statistics.median(took), max(took), growth, own[-1][2], own[-1][1])


def _asked(client: FlaskClient, address: str) -> tuple[float, int]:
    began = _clock()
    answer = client.get(address)
    data = answer.get_data()
    took = (_clock() - began) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: status {answer.status_code}")
    return took, len(data)


def measured(folder: Path, sizes: Sequence[int], rounds: int, only: str) -> dict[int, dict[str, Timed]]:
    """Return what each page takes with ledgers of those sizes. The ledgers themselves stay as they are."""
    with tempfile.TemporaryDirectory(dir=folder) as place, ExitStack() as stack:
        kept = []
        for size in sizes:
            home = shutil.copytree(home_of(folder, size), Path(place) / str(size))
            settings = Settings(home, key_store="file")
            browsing = Browsing(settings)
            stack.callback(browsing.ledger.close)
            kept.append(Kept(settings, browsing, pages_of(browsing.ledger)))
        names = [name for name in kept[0].pages if only in name]
        found = {name: timed(kept, name, rounds) for name in names}
    return {size: {name: found[name][number] for name in names} for number, size in enumerate(sizes)}


def told(sizes: Sequence[int], found: dict[int, dict[str, Timed]]) -> Iterator[str]:
    """Yield the table, as Markdown; what takes too long, or longer for about as much as is shown, has a mark."""
    heads = (f"{size:,}: cold, ready, median, worst, kB | growth" for size in sizes)
    yield f"| page | statements | {' | '.join(heads)} |"
    yield "|---|--:|" + "--:|--:|" * len(sizes)
    for name, least in found[sizes[0]].items():
        cells = []
        for size in sizes:
            one = found[size][name]
            growth, more = one.growth, one.size / least.size
            shows_more = f" (shows {more:.1f} times as much)" if more > MOST_GROWTH else ""
            mark = " **!**" if one.median > MOST_MS or (growth > MOST_GROWTH and not shows_more) else ""
            took = f"{one.cold:.0f}, {one.ready:.0f}, {one.median:.1f}, {one.worst:.0f}, {one.size / 1000:.0f}"
            cells.append(f"{took} | {growth:.2f}{mark}{shows_more}")
        numbers = sorted({found[size][name].statements for size in sizes})
        yield f"| {name} | {'-'.join(map(str, numbers))} | " + " | ".join(cells) + " |"


def main(arguments: list[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pages", description="Time the dashboard's pages.")
    parser.add_argument("folder", type=Path, help="where made-up ledgers are kept")
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES, help="disclosures; the first is compared with")
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    parser.add_argument("--only", default="", help="pages whose name has this in it")
    parser.add_argument("--processor", action="store_true", help="its time, for a machine that others use, too")
    wanted = parser.parse_args(arguments)
    if wanted.processor:
        globals()["_clock"] = time.process_time
    found = measured(wanted.folder, wanted.sizes, wanted.rounds, wanted.only)
    sys.stdout.writelines(f"{line}\n" for line in told(wanted.sizes, found))


if __name__ == "__main__":
    main(sys.argv[1:])
