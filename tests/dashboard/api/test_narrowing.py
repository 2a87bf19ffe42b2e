"""The period and the filters that pages share."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from dashboard import narrowing as of_pages
from dashboard.api.narrowing import BEGINNING, SHARED, period_of, scope_of, since_of
from dashboard.api.parameters import asked
from dashboard.periods import ALWAYS, Period, Span
from tracker.disclosure import Manner, Party
from tracker.taxonomy import Category


def test_they_have_the_names_that_pages_have() -> None:
    assert tuple(one.name for one in SHARED) == of_pages.NAMES


@pytest.mark.parametrize(
    ("query", "period"),
    [
        ({}, ALWAYS),
        ({"period": "7"}, Period(Span.WEEK)),
        ({"since": "2026-03-01"}, Period(None, date(2026, 3, 1))),
        ({"until": "2026-03-01", "period": "7"}, Period(None, None, date(2026, 3, 1))),
        ({"since": "2026-03-09", "until": "2026-03-01"}, Period(None, date(2026, 3, 1), date(2026, 3, 9))),
        ({"since": "0001-01-01"}, Period(None, date(1970, 1, 2))),
        ({"until": "9999-12-31"}, Period(None, None, date(9998, 12, 30))),
    ],
)
def test_a_period_is_read_as_pages_read_it(query: dict[str, str], period: Period) -> None:
    assert period_of(asked(SHARED, {}, MultiDict(query))) == period


def test_a_scope_has_all_of_it() -> None:
    query = {"period": "30", "category": "health", "party": "third", "manner": "relayed"}
    scope = scope_of(asked(SHARED, {}, MultiDict(query)))
    assert scope.since is not None
    assert (scope.category, scope.party, scope.manner) == (Category.HEALTH, Party.THIRD, Manner.RELAYED)
    assert scope_of(asked(SHARED, {}, MultiDict())).is_open


@pytest.mark.parametrize(
    ("query", "day"),
    [({}, None), ({"period": "all"}, None), ({"since": "2026-03-01", "period": "7"}, date(2026, 3, 1))],
)
def test_a_beginning_is_the_first_moment_of_its_day(query: dict[str, str], day: date | None) -> None:
    moment = since_of(asked(BEGINNING, {}, MultiDict(query)))
    assert (moment and moment.date()) == day
    assert since_of(asked(BEGINNING, {}, MultiDict({"period": "7"}))) is not None
