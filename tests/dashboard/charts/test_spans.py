import itertools
from datetime import date, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from dashboard import languages
from dashboard.charts.spans import Span, Unit, named, spans, ticks, unit_of
from tracker.ledger.queries.timeline import Day

FIRST = date(2026, 2, 26)  # a Thursday
DAYS = [Day(FIRST + timedelta(days=number), number, 1, 2) for number in range(40)]


@pytest.mark.parametrize(
    ("days", "unit"), [(1, Unit.DAY), (45, Unit.DAY), (46, Unit.WEEK), (420, Unit.WEEK), (421, Unit.MONTH)]
)
def test_a_bar_stands_for_what_makes_some_dozens_of_them(days: int, unit: Unit) -> None:
    assert unit_of(days) is unit


def test_weeks_begin_on_monday_and_the_ends_are_cut() -> None:
    weeks = spans(DAYS, Unit.WEEK)
    assert [(week.since, week.until) for week in weeks[:2]] == [
        (FIRST, date(2026, 3, 2)),
        (date(2026, 3, 2), date(2026, 3, 9)),
    ]
    assert weeks[-1].until == DAYS[-1].day + timedelta(days=1)


def test_months_hold_their_days() -> None:
    february, march, april = spans(DAYS, Unit.MONTH)
    assert (february.since, february.until, february.third) == (FIRST, date(2026, 3, 1), 3)
    assert (march.third, march.unknown) == (31, 62)
    assert april.since == date(2026, 4, 1)


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=900), st.sampled_from(Unit))
def test_no_disclosure_is_lost_by_gathering(counts: list[tuple[int, int, int]], unit: Unit) -> None:
    days = [Day(FIRST + timedelta(days=place), *count) for place, count in enumerate(counts)]
    found = spans(days, unit)
    assert sum(span.total for span in found) == sum(day.total for day in days)
    assert [span.since for span in found] == sorted({span.since for span in found})
    assert all(before.until == after.since for before, after in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("until", "unit", "name"),
    [
        (FIRST + timedelta(days=1), Unit.DAY, "26 February 2026"),
        (FIRST + timedelta(days=1), Unit.WEEK, "26 February 2026"),
        (FIRST + timedelta(days=4), Unit.WEEK, "26 February to 1 March 2026"),
        (date(2026, 3, 1), Unit.MONTH, "February 2026"),
    ],
)
def test_a_span_is_named_as_people_do(until: date, unit: Unit, name: str) -> None:
    assert named(Span(FIRST, until, 0, 0, 0), unit) == name


@pytest.mark.parametrize(
    ("accepted", "week", "years"),
    [
        ("en-GB", "2 February to 8 February 2026", "29 December 2025 to 4 January 2026"),
        ("en-US", "February 2 to February 8, 2026", "December 29, 2025 to January 4, 2026"),
        ("fr-FR", "2 février \N{EN DASH} 8 février 2026", "29 décembre 2025 \N{EN DASH} 4 janvier 2026"),
    ],
)
def test_both_ends_of_a_week_are_written_in_one_manner(app: Flask, accepted: str, week: str, years: str) -> None:
    with app.test_request_context(headers={"Accept-Language": accepted}):
        languages._speak()
        assert named(Span(date(2026, 2, 2), date(2026, 2, 9), 0, 0, 0), Unit.WEEK) == week
        assert named(Span(date(2025, 12, 29), date(2026, 1, 5), 0, 0, 0), Unit.WEEK) == years


@pytest.mark.parametrize("count", [1, 2, 6, 7, 40])
def test_an_axis_has_a_handful_of_names(count: int) -> None:
    marks = ticks(spans(DAYS[:count], Unit.DAY))
    assert 1 <= len(marks["tickvals"]) <= 6
    assert len(marks["ticktext"]) == len(marks["tickvals"])


def test_a_long_axis_names_the_year() -> None:
    long = [Day(FIRST + timedelta(days=number), 1, 1, 1) for number in range(500)]
    assert ticks(spans(long, Unit.MONTH))["ticktext"][0] == "26 Feb<br>2026"
