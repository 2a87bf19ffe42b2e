"""News for open pages: one thread looks for new disclosures, however many tabs listen.

A listening tab holds one of the server's threads. So there are few seats: who finds none gets its news at once and is
told to ask again soon, and no seat is kept for long. Tabs of one browser share a single seat, see `static/live.js`.
"""

import time
from collections.abc import Generator, Iterator
from threading import Condition, Thread

import orjson

from dashboard import wording
from tracker.errors import TrackerError
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.newest import News, Standing, news_since, standing
from tracker.phrasing import ENGLISH, Voice, ngettext, speaking

SEATS = 4
_PERIOD = 0.05  # seconds between looks, each by two keys alone: a disclosure shows within one second of leaving
_BEAT = 5.0  # seconds: a browser that is gone is noticed by writing to it
_LONGEST = 60.0  # seconds a seat is kept
_SOON, _AT_ONCE = 3000, 500  # milliseconds until a tab asks again


class Live:
    """How far the ledger has come, known to whoever waits for more."""

    def __init__(self, ledger: Ledger, period: float = _PERIOD, longest: float = _LONGEST) -> None:
        self._ledger, self._period, self._longest = ledger, period, longest
        self._changed = Condition()
        self._standing: Standing | None = None
        self._taken = 0
        self._is_open = True
        self._looking = Thread(target=self._look, name="live", daemon=True)

    def events(self, known: int, voice: Voice = ENGLISH) -> Generator[str, None, None]:
        """Yield server-sent events in this language for what came after the id `known`, until the seat is given up."""
        has_seat = self._sit()
        try:
            yield f"retry: {_AT_ONCE if has_seat else _SOON}\n\n"
            yield from self._news(known, voice, time.monotonic() + (self._longest if has_seat else 0))
        finally:
            with self._changed:
                self._taken -= has_seat

    def close(self) -> None:
        """Let all who wait go, and end the looking."""
        with self._changed:
            self._is_open = False
            self._changed.notify_all()
        if self._looking.is_alive():
            self._looking.join()

    def _sit(self) -> bool:
        """Take a seat, if one is free. The looking begins with the first."""
        with self._changed:
            if not self._is_open or self._taken == SEATS:
                return False
            self._taken += 1
            if self._looking.ident is None:
                self._looking.start()
            self._changed.notify_all()
            return True

    def _news(self, known: int, voice: Voice, end: float) -> Iterator[str]:
        before = now = self._asked_standing()
        while True:
            is_summed = before is not None and now is not None and before.stamp != now.stamp
            news = self._asked_since(known)
            if news is not None and (news.newest != known or is_summed):
                known = news.newest
                with speaking(voice):  # the request is over, and its language with it
                    event = _event(news, is_summed)
                yield event
            before = now
            if not self._is_open or time.monotonic() >= end:
                return
            yield from self._waited(before, end)
            time.sleep(self._period)  # rows are followed by their sums; and what wakes for nothing does not whirl
            now = self._standing or before

    def _waited(self, before: Standing | None, end: float) -> Iterator[str]:
        """Wait until the ledger has come further, writing now and then to see whether somebody is there."""
        while self._is_open and (left := end - time.monotonic()) > 0:
            with self._changed:
                if self._changed.wait_for(lambda: not self._is_open or self._is_beyond(before), min(left, _BEAT)):
                    return
            yield ": nothing new\n\n"

    def _is_beyond(self, before: Standing | None) -> bool:
        return self._standing not in (None, before)

    def _asked_since(self, known: int) -> News | None:
        try:
            with self._ledger.reading() as session:
                return news_since(session, known)
        except TrackerError:
            return None  # pages say what is wrong; here is only silence

    def _look(self) -> None:
        while self._is_open:
            found = self._asked_standing()
            with self._changed:
                if found != self._standing:
                    self._standing = found
                    self._changed.notify_all()
                self._changed.wait_for(lambda: not self._is_open, self._period)
                if not self._taken:
                    self._standing = None  # not looked for any more
                self._changed.wait_for(lambda: not self._is_open or self._taken)

    def _asked_standing(self) -> Standing | None:
        try:
            with self._ledger.glancing() as connection:
                return standing(connection)
        except TrackerError:
            return self._standing


def _event(news: News, is_summed: bool) -> str:
    """`isSummed`: what pages sum up has changed, though perhaps nothing came."""
    data = orjson.dumps({"text": _said(news), "isSummed": is_summed}).decode()
    return f"id: {news.newest}\ndata: {data}\n\n"


def _said(news: News) -> str:
    if news.category is None:
        return ""
    return ngettext(
        "%(count)s new disclosure, the latest: %(data)s to %(company)s",
        "%(count)s new disclosures, the latest: %(data)s to %(company)s",
        news.new,
        data=wording.label(news.category),
        company=news.vendor,
    )
