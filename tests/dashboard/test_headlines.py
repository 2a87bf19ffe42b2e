from datetime import UTC, datetime

import pytest

from dashboard import headlines
from dashboard.periods import Period, Span
from tracker.ledger.queries.totals import Totals

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = NOON.date()


def some(vendors: int, third: int, sites: int = 2, data: int = 5) -> Totals:
    return Totals(vendors, third, sites, data, NOON, NOON)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (some(0, 0), ""),
        (some(1, 0, data=1), "Today, 1 company received 1 piece of your data."),
        (some(1, 1), "Today, 1 company (a third party) received 5 pieces of your data."),
        (some(3, 3), "Today, 3 companies (all third parties) received 5 pieces of your data."),
        (some(3, 1), "Today, 3 companies (1 of them a third party) received 5 pieces of your data."),
        (some(3, 2), "Today, 3 companies (2 of them third parties) received 5 pieces of your data."),
    ],
)
def test_today_is_summed_up_in_a_sentence(today: Totals, words: str) -> None:
    assert headlines.of_today(today) == words


def test_everything_is_summed_up_in_a_sentence() -> None:
    assert headlines.of_all(some(3, 0)) == (
        "Since 2 March 2026, 3 companies received 5 pieces of your data from 2 sites."
    )
    assert "site" not in headlines.of_all(some(3, 0, sites=0))
    assert headlines.of_all(Totals(0, 0, 0, 0, None, None)) == "Nothing recorded yet."


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(Span.TODAY), "Today, 3 companies (1 of them a third party) received 5 pieces of your data."),
        (
            Period(Span.WEEK),
            "In the last 7 days, 3 companies (1 of them a third party) received 5 pieces of your data.",
        ),
        (Period(Span.ALL), headlines.of_all(some(3, 1))),
        (
            Period(None, DAY, DAY),
            "From 2 March 2026 to 2 March 2026, 3 companies (1 of them a third party) received 5 pieces of your data.",
        ),
        (
            Period(None, DAY),
            "Since 2 March 2026, 3 companies (1 of them a third party) received 5 pieces of your data.",
        ),
        (
            Period(None, None, DAY),
            "Until 2 March 2026, 3 companies (1 of them a third party) received 5 pieces of your data.",
        ),
    ],
)
def test_a_period_is_summed_up_in_a_sentence(period: Period, words: str) -> None:
    assert headlines.of_period(some(3, 1), period) == words


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(Span.TODAY), "Nothing was seen leaving today."),
        (Period(Span.MONTH), "Nothing was seen leaving in this time."),
        (Period(None, DAY), "Nothing was seen leaving in this time."),
        (Period(Span.ALL), "Nothing like that was seen leaving."),
    ],
)
def test_that_nothing_left_is_said_of_the_period(period: Period, words: str) -> None:
    assert headlines.of_period(some(0, 0), period) == words
