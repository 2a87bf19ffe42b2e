from datetime import UTC, datetime

import pytest

from dashboard import headlines
from tracker.ledger.queries.categories import Spread
from tracker.ledger.queries.totals import Totals
from tracker.taxonomy import Category

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def some(vendors: int, third: int, sites: int = 2, data: int = 5) -> Totals:
    return Totals(vendors, third, sites, data, NOON, NOON)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (some(0, 0), ""),
        (some(1, 0, data=1), "Today, 1 company received 1 piece of your data."),
        (some(1, 1), "Today, 1 company received 5 pieces of your data, as a third party."),
        (some(3, 3), "Today, 3 companies received 5 pieces of your data, all as third parties."),
        (some(3, 1), "Today, 3 companies received 5 pieces of your data, 1 of them as third party."),
        (some(3, 2), "Today, 3 companies received 5 pieces of your data, 2 of them as third parties."),
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


def spread(category: Category, third_parties: int) -> Spread:
    return Spread(category, 1, 3, third_parties, NOON, NOON)


def test_what_third_parties_have_is_named_the_most_sensitive_first() -> None:
    rows = [spread(Category.LANGUAGE, 9), spread(Category.EMAIL_ADDRESS, 2), spread(Category.HEALTH, 1)]
    assert headlines.of_third_parties(rows) == "Third parties have data about your health and your e-mail address."


def test_what_says_little_or_stayed_with_the_site_is_not_named() -> None:
    assert headlines.of_third_parties([spread(Category.LANGUAGE, 9), spread(Category.EMAIL_ADDRESS, 0)]) == ""
