"""The pictures of the start page: over which days they go, and what is drawn where there is little or too much."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from dashboard.formats import day
from dashboard.periods import ALWAYS, Period, Span
from dashboard.pictures import calendars, timeline, treemaps
from dashboard.recent import Recent
from tests.builders.ledgers import fill
from tests.builders.records import NOON, a_disclosure, a_record, a_user_agent
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.queries.shares import Shares, shares
from tracker.taxonomy import Category

ENDS = (NOON, NOON + timedelta(days=9))  # of an old record: long before any day on which this runs
OPEN = Period(None)


def moment(year: int, month: int, of_month: int) -> datetime:
    return datetime(year, month, of_month, tzinfo=UTC)


@pytest.mark.parametrize(
    ("period", "scope", "first", "last"),
    [
        (ALWAYS, EVERYTHING, date(2026, 3, 2), date(2026, 3, 11)),
        (Period(Span.TODAY), Scope(moment(2026, 3, 11)), date(2026, 2, 10), date(2026, 3, 11)),
        (OPEN, Scope(moment(2026, 3, 4), moment(2026, 3, 7)), date(2026, 3, 4), date(2026, 3, 6)),
        (OPEN, Scope(moment(2026, 3, 4)), date(2026, 3, 4), date(2026, 3, 11)),
        (OPEN, Scope(until=moment(2026, 3, 7)), date(2026, 3, 2), date(2026, 3, 6)),
        (OPEN, Scope(moment(1970, 1, 1)), date(2025, 3, 3), date(2026, 3, 11)),
        (OPEN, Scope(until=moment(1970, 1, 1)), date(2025, 3, 3), date(2025, 3, 3)),
        (OPEN, Scope(moment(2026, 3, 9), moment(2026, 3, 5)), date(2026, 3, 4), date(2026, 3, 4)),
    ],
    ids=["all", "today", "both", "since", "until", "ages-before", "all-before", "turned-round"],
)
def test_the_course_goes_over_the_days_asked_for_within_reach_of_the_record(
    period: Period, scope: Scope, first: date, last: date, ledger: Ledger, empty_app: Flask
) -> None:
    with empty_app.test_request_context("/"), ledger.reading() as session:
        note = timeline(session, Recent(), (period, scope), ENDS).note
        assert f"from {day(first)} to {day(last)}" in note


def test_no_course_goes_far_beyond_today(ledger: Ledger, empty_app: Flask) -> None:
    asked = (OPEN, Scope(moment(2026, 3, 4), moment(9000, 1, 1)))
    with empty_app.test_request_context("/"), ledger.reading() as session:
        note = timeline(session, Recent(), asked, ENDS).note
        assert "9000" not in note
        assert "8999" not in note


def test_the_calendar_is_of_the_last_year_whatever_the_period(ledger: Ledger, empty_app: Flask) -> None:
    fill(ledger, [a_record(), a_record(a_user_agent(), time=NOON + timedelta(days=9))])
    ends, long = (NOON - timedelta(days=5), ENDS[1]), (NOON - timedelta(days=3000), ENDS[1])
    with empty_app.test_request_context("/"), ledger.reading() as session:
        (one,) = calendars(session, Recent(), Scope(since=ENDS[1]), ends)
        (narrowed,) = calendars(session, Recent(), Scope(category=Category.USER_AGENT), ends)
        (wide,) = calendars(session, Recent(), EVERYTHING, long)
        assert f"from {day(date(2026, 2, 25))} to {day(date(2026, 3, 11))}" in one.note
        assert [row[0].text for row in one.table.rows] == [day(date(2026, 3, 11)), day(date(2026, 3, 2))]
        assert [row[0].text for row in narrowed.table.rows] == [day(date(2026, 3, 11))]
        assert day(date(2025, 3, 12)) in wide.note


def test_a_few_days_make_no_calendar(ledger: Ledger, empty_app: Flask) -> None:
    with empty_app.test_request_context("/"), ledger.reading() as session:
        assert list(calendars(session, Recent(), EVERYTHING, ENDS)) == []


@pytest.mark.parametrize(
    ("scope", "kinds"),
    [
        (EVERYTHING, {"E-mail address", "Browser version"}),
        (Scope(category=Category.USER_AGENT), {"Browser version"}),
        (Scope(category=Category.CARD_NUMBER), None),
        (Scope(since=NOON + timedelta(days=1)), None),
    ],
    ids=["all", "one-kind", "a-kind-that-never-left", "a-time-after"],
)
def test_the_treemap_is_of_what_left_and_none_where_nothing_did(
    scope: Scope, kinds: set[str] | None, ledger: Ledger, empty_app: Flask
) -> None:
    fill(ledger, [a_record(a_disclosure(), a_user_agent())])
    with empty_app.test_request_context("/"), ledger.reading() as session:
        charts = list(treemaps(session, Recent(), scope))
        told = [{cell.text for row in one.table.rows for cell in row} for one in charts]
        assert [words & {"E-mail address", "Browser version"} for words in told] == ([] if kinds is None else [kinds])
        assert not any("largest" in one.note for one in charts)


def test_a_treemap_of_a_part_says_so(ledger: Ledger, empty_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(ledger)

    def some(session: Session, scope: Scope) -> Shares:
        return shares(session, scope, limit=3)

    monkeypatch.setattr("dashboard.pictures.shares", some)
    with empty_app.test_request_context("/"), ledger.reading() as session:
        (chart,) = treemaps(session, Recent(), EVERYTHING)
        assert chart.note.endswith("A click goes in. Only the 3 largest are drawn.")
        assert len(chart.table.rows) == 3
