"""A clock that leaps erases nothing; one that goes on does."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders.records import NOON, a_record
from tests.builders.written import rows, written
from tracker.ledger import models as m
from tracker.ledger import retention as module
from tracker.ledger.leaps import Present, believed, newest
from tracker.ledger.opening import Ledger
from tracker.ledger.retention import erase_old, keep_days

DAY = timedelta(days=1)
TEN_YEARS = 3653 * DAY
MIDNIGHT = NOON.replace(hour=0, minute=0)


def fill(ledger: Ledger, *days: int) -> None:
    """One disclosure on each of those days, counted from a first one."""
    written(ledger, *(a_record(id=f"day {day}", time=NOON + day * DAY) for day in days))


def present(ledger: Ledger, now: datetime) -> Present:
    with ledger.reading() as session:
        return believed(session, now)


@pytest.mark.parametrize(
    ("days", "now", "expected"),
    [
        ((), 0, None),
        ((0,), 7, None),
        ((0,), 8, 1),
        ((0, 1, 2, 3), 3653, 4),
        ((0, 1, 2, 3), 3, None),
        ((0, 1, 2, 3), 1, None),
        ((0, 7, 14, 21), 28, None),
        ((0, 1, 30), 30, 2),
        ((0, 1, 30, 31), 31, 2),
        ((0, 1, 30, 31, 33), 33, None),
        ((0, 1, 30, 31, 33), 60, 34),
        ((0, 1, 2, 3653), 3, None),
        ((0, 30, 60), 60, 31),
    ],
    ids=[
        "nothing was ever recorded",
        "a week without use",
        "more than a week without use",
        "a leap ahead",
        "day after day",
        "set back by two days",
        "once a week",
        "the first day after a leap",
        "the second day after it",
        "the third day after it",
        "another leap",
        "a leap of once, and back",
        "once a month",
    ],
)
def test_ages_are_told_by_the_last_day_before_a_leap_until_the_clock_has_proved_right(
    any_ledger: Ledger, days: tuple[int, ...], now: int, expected: int | None
) -> None:
    fill(any_ledger, *days)
    found = present(any_ledger, NOON + now * DAY)
    if expected is None:
        assert found == Present(NOON + now * DAY, is_believed=True)
    else:
        assert found == Present(MIDNIGHT + expected * DAY, is_believed=False)


def test_the_newest_disclosure_may_be_yet_to_come(any_ledger: Ledger) -> None:
    with any_ledger.reading() as session:
        assert newest(session) is None
    fill(any_ledger, 0, 3653)
    with any_ledger.reading() as session:
        assert newest(session) == NOON + 3653 * DAY


class _Clock(datetime):
    """A clock of the system that can be set."""

    told = NOON

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        assert tz is UTC
        return cls.told


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[_Clock]:
    monkeypatch.setattr(module, "datetime", _Clock)
    return _Clock


def test_a_clock_ten_years_ahead_erases_nothing_and_the_right_one_goes_on(ledger: Ledger, clock: type[_Clock]) -> None:
    fill(ledger, *range(31))
    with ledger.session() as session:
        keep_days(session, 31)
    clock.told = NOON + 30 * DAY + TEN_YEARS
    assert erase_old(ledger) == 0
    written(ledger, a_record(id="in ten years", time=clock.told))
    assert erase_old(ledger) == 0
    clock.told = NOON + 32 * DAY
    fill(ledger, 31, 32)
    assert erase_old(ledger) == 1
    assert len(rows(ledger, m.Request.uid)) == 33
    assert ("day 0",) not in rows(ledger, m.Request.uid)


def test_who_says_that_the_clock_is_right_is_believed(ledger: Ledger) -> None:
    fill(ledger, 0, 1, 2)
    with ledger.session() as session:
        keep_days(session, 30)
    assert erase_old(ledger, NOON + TEN_YEARS) == 3


def test_who_comes_back_after_a_year_has_it_erased_on_the_third_day(ledger: Ledger, clock: type[_Clock]) -> None:
    fill(ledger, 0, 1, 2)
    with ledger.session() as session:
        keep_days(session, 30)
    erased = []
    for day in (365, 366, 367):
        clock.told = NOON + day * DAY
        fill(ledger, day)
        erased.append(erase_old(ledger))
    assert erased == [0, 0, 3]
