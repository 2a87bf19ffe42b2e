import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.support import Translations

from dashboard import languages
from dashboard import live as live_module
from dashboard.live import SEATS, Live
from tests.builders.ledgers import fill
from tests.builders.records import a_disclosure, a_record
from tracker.errors import LedgerError
from tracker.ledger.forgetting import forget
from tracker.ledger.opening import Ledger
from tracker.ledger.settling import settle_pending
from tracker.ledger.writing import write
from tracker.taxonomy import Category
from tracker.vendors import builtin

WAYS = ("reading", "glancing")


@contextmanager
def listening(ledger: Ledger, longest: float = 5, period: float = 0.02) -> Iterator[Live]:
    live = Live(ledger, period, longest)
    try:
        yield live
    finally:
        live.close()


def news(events: Iterator[str]) -> tuple[int, str]:
    """The next event's id and text; what only keeps the connection alive is passed over."""
    for event in events:
        if event.startswith("id: "):
            first, second = event.strip().split("\n")
            return int(first.removeprefix("id: ")), json.loads(second.removeprefix("data: "))["text"]
    raise AssertionError("the stream ended")


def test_what_came_before_the_connection_is_told_first(ledger: Ledger) -> None:
    fill(ledger, [a_record(a_disclosure(Category.FULL_NAME, "Marie Dupont"), host="px.adpix.test")])
    with listening(ledger) as live:
        assert news(live.events(0)) == (1, "1 new disclosure, the latest: full name to Adpix")


def test_news_are_told_in_the_readers_language_after_the_request_is_over(ledger: Ledger) -> None:
    fill(ledger, [a_record(a_disclosure(Category.FULL_NAME, "Marie Dupont"), host="px.adpix.test")])
    folder = Path(languages.__file__).parent / "translations"
    french = languages.Spoken(Locale("fr"), Translations.load(folder, ["fr"]))
    with listening(ledger) as live:
        assert news(live.events(0, french))[1].endswith("nom complet à Adpix")


def test_what_comes_later_is_told_within_a_second(ledger: Ledger) -> None:
    fill(ledger, [a_record()])
    with listening(ledger, period=0.5) as live:
        events = live.events(1)
        assert next(events).startswith("retry: ")
        fill(ledger, [a_record(), a_record()])
        began = time.monotonic()
        assert news(events) == (3, "2 new disclosures, the latest: e-mail address to shop.example")
        assert time.monotonic() - began < 1


def test_many_listen_and_all_hear(ledger: Ledger) -> None:
    with listening(ledger) as live:
        streams = [live.events(0) for _ in range(SEATS)]
        for stream in streams:
            next(stream)
        fill(ledger, [a_record()])
        assert [news(stream)[0] for stream in streams] == [1] * SEATS


def test_who_finds_no_seat_gets_the_news_and_is_told_to_come_again_soon(ledger: Ledger) -> None:
    fill(ledger, [a_record()])
    with listening(ledger) as live:
        taken = [live.events(1) for _ in range(SEATS)]
        for stream in taken:
            next(stream)
        late = list(live.events(0))
        assert late[0] == "retry: 3000\n\n"
        assert late[1].startswith("id: 1\n")
        assert len(late) == 2
        taken.pop().close()
        assert next(live.events(1)) == "retry: 500\n\n"


def test_no_seat_is_kept_for_long(ledger: Ledger) -> None:
    with listening(ledger, longest=1) as live:
        assert list(live.events(0)) == ["retry: 500\n\n", ": nothing new\n\n"]


def test_a_browser_that_is_gone_is_noticed_by_writing_to_it(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_module, "_BEAT", 0.02)
    with listening(ledger) as live:
        events = live.events(0)
        assert [next(events) for _ in range(3)] == ["retry: 500\n\n", ": nothing new\n\n", ": nothing new\n\n"]


def test_it_is_told_when_the_sums_follow_though_nothing_came(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    with ledger.session() as session:
        write(session, [a_record()], builtin(), collapse=True, settled=False)
    monkeypatch.setattr(live_module, "_BEAT", 0.02)
    with listening(ledger) as live:
        events = live.events(1)
        assert [next(events) for _ in range(2)] == ["retry: 500\n\n", ": nothing new\n\n"]
        settle_pending(ledger)
        told = next(event for event in events if event.startswith("id: "))
    assert told == 'id: 1\ndata: {"text":"","isSummed":true}\n\n'


def test_forgetting_is_news_too(ledger: Ledger) -> None:
    fill(ledger, [a_record()])
    with listening(ledger) as live:
        events = live.events(1)
        next(events)
        forget(ledger, vendor=None, before=None, everything=True)
        assert news(events) == (0, "")


def test_a_ledger_in_trouble_is_waited_for(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(ledger, [a_record()])
    ways: list[Any] = [getattr(Ledger, name) for name in WAYS]
    with listening(ledger) as live:
        events = live.events(1)
        next(events)
        monkeypatch.setattr(live_module, "_BEAT", 0.05)
        assert next(events) == ": nothing new\n\n"

        def broken(_ledger: Ledger) -> None:
            raise LedgerError("no")

        for name in WAYS:
            monkeypatch.setattr(Ledger, name, broken)
        assert next(events) == ": nothing new\n\n"
        for name, way in zip(WAYS, ways, strict=True):
            monkeypatch.setattr(Ledger, name, way)
        fill(ledger, [a_record()])
        assert news(events)[0] == 2


def test_a_stream_begun_in_trouble_tells_nothing(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_ledger: Ledger) -> None:
        raise LedgerError("no")

    for name in WAYS:
        monkeypatch.setattr(Ledger, name, broken)
    with listening(ledger, longest=1) as live:
        assert list(live.events(0)) == ["retry: 500\n\n", ": nothing new\n\n"]


def test_closing_lets_everybody_go(ledger: Ledger) -> None:
    live = Live(ledger, 0.02, 60)
    events = live.events(0)
    next(events)
    live.close()
    assert [event for event in events if event.startswith("id")] == []
    assert list(live.events(0)) == ["retry: 3000\n\n"]


def test_nobody_listening_costs_nothing(ledger: Ledger, statements: list[str]) -> None:
    with listening(ledger, longest=0.05, period=0.01) as live:
        list(live.events(0))
        time.sleep(0.1)
        statements.clear()
        time.sleep(0.1)
        assert statements == []
