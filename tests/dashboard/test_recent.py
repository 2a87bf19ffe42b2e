"""What took long is remembered for a while; what took a moment, and what was erased, is not."""

import time
from collections.abc import Callable

from flask import Flask

from dashboard.recent import Recent, recent
from tests.builders.ledgers import fill
from tests.builders.records import a_record
from tracker.ledger.forgetting import forget
from tracker.ledger.opening import Ledger


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def taking(self, seconds: float, answer: str) -> Callable[[], str]:
        def question() -> str:
            self.now += seconds
            return answer

        return question


def test_what_took_long_is_given_again_for_forty_times_as_long() -> None:
    clock = Clock()
    known = Recent(clock, clock)
    assert known.ask("a", clock.taking(0.1, "old")) == "old"
    clock.now += 3.9
    assert known.ask("a", clock.taking(0.1, "new")) == "old"
    clock.now += 0.2
    assert known.ask("a", clock.taking(0.1, "new")) == "new"


def test_what_has_a_mark_is_given_again_until_the_mark_is_another() -> None:
    clock = Clock()
    known = Recent(clock, clock)
    assert known.ask("a", clock.taking(0, "old"), mark=(1,)) == "old"
    clock.now += 3600
    assert known.ask("a", clock.taking(0, "new"), mark=(1,)) == "old"
    assert known.ask("a", clock.taking(0, "new"), mark=(2,)) == "new"
    assert known.ask("a", clock.taking(0, "newest")) == "newest"


def test_nothing_is_older_than_ten_seconds() -> None:
    clock = Clock()
    known = Recent(clock, clock)
    known.ask("a", clock.taking(60, "old"))
    clock.now += 10.1
    assert known.ask("a", clock.taking(60, "new")) == "new"


def test_what_takes_a_moment_is_always_asked() -> None:
    clock = Clock()
    known = Recent(clock, clock)
    known.ask("a", clock.taking(0.001, "old"))
    assert known.ask("a", clock.taking(0.001, "new")) == "new"


def test_only_so_many_answers_are_kept() -> None:
    clock = Clock()
    known = Recent(clock, clock)
    for number in range(61):
        known.ask(number, clock.taking(0.3, "old"))
        clock.now = 0
    assert known.ask(60, clock.taking(0.3, "new")) == "old"
    assert known.ask(0, clock.taking(0.3, "new")) == "new"


def test_erasing_ends_what_is_remembered(ledger: Ledger, empty_app: Flask) -> None:
    fill(ledger, [a_record()])
    with empty_app.app_context():
        with ledger.reading() as session:
            recent(session).ask("a", laborious("old"))
            assert recent(session).ask("a", laborious("new")) == "old"
        forget(ledger, vendor=None, before=None, everything=True)
        with ledger.reading() as session:
            assert recent(session).ask("a", laborious("new")) == "new"


def laborious(answer: str) -> Callable[[], str]:
    def question() -> str:
        end = time.thread_time() + 0.1
        while time.thread_time() < end:
            pass
        return answer

    return question
