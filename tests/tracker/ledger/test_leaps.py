"""A clock that leaps erases nothing; one that goes on does."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders.records import NOON, a_record
from tests.builders.written import rows, written
from tracker.leaps import Leap
from tracker.ledger import models as m
from tracker.ledger import retention as module
from tracker.ledger.leaps import MOST, Present, Twice, believed, keep_leaps, newest
from tracker.ledger.moments import MINUTE, micros
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


def told(*between: tuple[float, float]) -> list[Leap]:
    return [Leap(NOON + since * timedelta(minutes=1), NOON + until * timedelta(minutes=1)) for since, until in between]


def stretches(*between: tuple[int, int]) -> list[tuple[int, int]]:
    return [(micros(NOON) + since * MINUTE, micros(NOON) + until * MINUTE) for since, until in between]


@pytest.mark.parametrize(
    ("before", "new", "after", "changed"),
    [
        ([], [(0, 5)], [(0, 5)], [(0, 5)]),
        ([(0, 5)], [(0, 5)], [(0, 5)], []),
        ([(0, 5)], [(1, 4)], [(0, 5)], []),
        ([(0, 5)], [(5, 9)], [(0, 9)], [(0, 9)]),
        ([(0, 5)], [(6, 9)], [(0, 5), (6, 9)], [(6, 9)]),
        ([(0, 5), (7, 9)], [(4, 8)], [(0, 9)], [(0, 9)]),
        ([(0, 5)], [], [(0, 5)], []),
    ],
    ids=["the first", "the same", "within", "it goes on", "another", "between two", "nothing"],
)
def test_stretches_that_were_told_twice_are_kept_and_those_that_overlap_are_one(
    any_ledger: Ledger,
    before: list[tuple[int, int]],
    new: list[tuple[int, int]],
    after: list[tuple[int, int]],
    changed: list[tuple[int, int]],
) -> None:
    with any_ledger.session() as session:
        keep_leaps(session, told(*before))
    with any_ledger.session() as session:
        assert keep_leaps(session, told(*new)) == stretches(*changed)
    with any_ledger.reading() as session:
        assert list(Twice(session).stretches) == stretches(*after)


def test_of_too_many_stretches_the_earliest_are_forgotten(ledger: Ledger) -> None:
    with ledger.session() as session:
        keep_leaps(session, told(*((minute, minute + 0.5) for minute in range(MOST + 5))))
        kept = Twice(session).stretches
    assert len(kept) == MOST
    assert kept[0][0] == micros(NOON) + 5 * MINUTE


@pytest.mark.parametrize(
    ("times", "expected"),
    [((0,), True), ((5,), True), ((6,), False), ((1, 4), True), ((4, 1), True), ((1, 6), False), ((4, 8), False)],
    ids=["begin", "end", "after", "both", "the other way round", "one", "each in one of its own"],
)
def test_only_what_lies_in_one_stretch_has_no_order(ledger: Ledger, times: tuple[int, ...], expected: bool) -> None:
    with ledger.session() as session:
        keep_leaps(session, told((0, 5), (7, 9)))
        assert Twice(session).has(*(micros(NOON) + time * MINUTE for time in times)) is expected


def test_where_the_clock_never_went_back_everything_has_its_order(ledger: Ledger, statements: list[str]) -> None:
    with ledger.reading() as session:
        twice = Twice(session)
        statements.clear()
        assert not twice.has(0)
        assert not twice.has(1, 2)
        assert len(statements) == 1
