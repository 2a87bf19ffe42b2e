"""A clock that goes back is noticed, and nothing else is."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from addons.clocks import MARGIN, ClockWatch, newest_file
from tests.builders.clocks import Clock
from tracker.leaps import Leap
from tracker.ledger.moments import MINUTE
from tracker.ledger.spans import WINDOW

NOON, HOUR = 1_800_000_000.0, 3600.0
YEAR = 365 * 24 * HOUR


class Clocks:
    """The machine's clock, which can be set, beside one that cannot."""

    def __init__(self, newest: float = 0.0) -> None:
        self.wall, self.steady = Clock(NOON), Clock()
        self.watch = ClockWatch(newest, self.wall, self.steady)

    def go_on(self, seconds: float, leap: float = 0.0) -> tuple[Leap, ...]:
        """Time passes, and somebody sets the clock; what is told twice by that."""
        self.steady.now += seconds
        self.wall.now += seconds + leap
        return self.watch.look()


def a_leap(since: float, until: float) -> Leap:
    """Between two moments, in seconds from noon."""
    return Leap(datetime.fromtimestamp(NOON + since, UTC), datetime.fromtimestamp(NOON + until, UTC))


def test_what_is_told_with_a_time_is_what_the_ledger_compares() -> None:
    assert MARGIN * MINUTE / 60 == WINDOW


@pytest.mark.parametrize(
    ("leap", "expected"),
    [
        (-600.0, (a_leap(-500, 100.5),)),
        (-50.0, (a_leap(50, 100.5),)),
        (-10 * HOUR, (a_leap(-1800, 100.5),)),
        (-0.25, (a_leap(99.75, 100.5),)),
        (-0.01, ()),
        (0.0, ()),
        (0.01, ()),
        (HOUR, ()),
    ],
    ids=["ten minutes", "less than it ran", "ten hours", "a little", "slewed", "none", "quicker", "ahead"],
)
def test_what_a_clock_tells_twice_is_what_it_told_since_the_time_it_goes_back_to(
    leap: float, expected: tuple[Leap, ...]
) -> None:
    clocks = Clocks()
    assert clocks.go_on(100) == ()
    assert clocks.go_on(0.5, leap) == expected
    assert clocks.go_on(0.5) == ()


def test_a_clock_that_was_years_ahead_for_a_minute_told_that_minute_and_not_the_years_between() -> None:
    clocks = Clocks()
    clocks.go_on(100)
    assert clocks.go_on(0, 10 * YEAR) == ()
    clocks.go_on(60)
    there = 10 * YEAR + 100
    assert clocks.go_on(0, -10 * YEAR) == (a_leap(there - MARGIN, there + 60),)
    clocks.go_on(10)
    assert clocks.go_on(0, -1) == (a_leap(169, 170),)


def test_what_ran_before_a_leap_ahead_is_told_twice_as_well_where_the_clock_goes_back_beyond_it() -> None:
    clocks = Clocks()
    clocks.go_on(HOUR)
    clocks.go_on(0, HOUR)
    clocks.go_on(60)
    expected = a_leap(HOUR - 60, HOUR), a_leap(2 * HOUR - MARGIN, 2 * HOUR + 60)
    assert clocks.go_on(0, -HOUR - 120) == expected


def test_a_clock_that_goes_back_again_and_again_is_told_each_time() -> None:
    clocks = Clocks()
    clocks.go_on(HOUR)
    assert clocks.go_on(0, -600) == (a_leap(HOUR - 600, HOUR),)
    clocks.go_on(300)
    assert clocks.go_on(0, -600) == (a_leap(HOUR - 900, HOUR), a_leap(HOUR - 900, HOUR - 300))


def test_sleeping_is_no_going_back() -> None:
    clocks = Clocks()
    for _ in range(40):  # the other clock stands still meanwhile
        assert clocks.go_on(60, 8 * HOUR) == ()
    assert len(clocks.watch._runs) < 20
    assert len(clocks.go_on(0, -61)) == 1


def test_a_pause_between_the_two_questions_is_none_either() -> None:
    clocks = Clocks()
    slow = iter((NOON - 5,))
    clocks.watch._wall = lambda: next(slow, clocks.wall.now)
    assert clocks.go_on(1) == ()


@pytest.mark.parametrize(
    ("newest", "expected"),
    [
        (0.0, ()),
        (NOON - HOUR, ()),
        (NOON, ()),
        (NOON + HOUR, (a_leap(0, HOUR),)),
        (NOON + YEAR, (a_leap(YEAR - 24 * HOUR - MARGIN, YEAR),)),
        (1e30, (Leap(datetime(9999, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)),)),
    ],
    ids=["nothing", "an hour ago", "now", "set back by an hour", "by a year", "a file system's nonsense"],
)
def test_a_clock_that_was_set_back_before_the_start_is_known_by_what_is_newer_than_now(
    newest: float, expected: tuple[Leap, ...]
) -> None:
    clocks = Clocks(newest)
    assert clocks.go_on(0.1) == expected
    assert clocks.go_on(0.1) == ()


def test_what_another_wrote_before_the_start_is_told_twice_where_the_clock_goes_back_beyond_the_start() -> None:
    clocks = Clocks(NOON - 120)
    clocks.go_on(60)
    assert clocks.go_on(0, -600) == (a_leap(-540, -120), a_leap(-540, 60))


def test_the_newest_file_is_that_of_all_the_folders_and_of_themselves(tmp_path: Path) -> None:
    home, journal = tmp_path / "home", tmp_path / "home" / "journal"
    assert newest_file(home, journal) == 0
    journal.mkdir(parents=True)
    (journal / "a-0.journal").touch()
    (home / "ledger.db").touch()
    for place, when in ((journal / "a-0.journal", 300), (home / "ledger.db", 200), (journal, 100), (home, 50)):
        os.utime(place, (when, when))
    assert newest_file(home, journal) == 300
    os.utime(home, (900, 900))
    assert newest_file(home, journal) == 900
