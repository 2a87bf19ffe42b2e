"""What left unasked, by kind of data."""

from datetime import timedelta

from flask import Flask

from dashboard.leavings import TELLING, leavings
from tests.builders.ledgers import LAST
from tracker.disclosure import Manner
from tracker.ledger.queries.unasked import Unasked
from tracker.taxonomy import Category


def gone(category: Category, slug: str, *, is_early: bool = False, hours: int = 0) -> Unasked:
    return Unasked(category, slug, slug.title(), is_early, LAST - timedelta(hours=hours))


def test_the_most_sensitive_comes_first_and_of_its_companies_those_that_got_it_early(app: Flask) -> None:
    rows = [
        gone(Category.PAGE_VISITED, "a"),
        *(gone(Category.EMAIL_ADDRESS, slug, hours=hours) for hours, slug in enumerate("abcd")),
        gone(Category.EMAIL_ADDRESS, "e", is_early=True, hours=9),
        gone(Category.HEALTH, "a", is_early=True),
    ]
    with app.test_request_context("/"):
        health, mail, page = leavings(rows, period="today")
    assert [one.category for one in (health, mail, page)] == [
        Category.HEALTH,
        Category.EMAIL_ADDRESS,
        Category.PAGE_VISITED,
    ]
    assert [one.slug for one in mail.companies] == ["e", "a", "b"]
    assert (mail.more, mail.manner, page.manner) == (2, Manner.PREMATURE, Manner.RELAYED)
    assert health.address == "/log?category=health&party=third&period=today&manner=premature"
    assert mail.address == "/log?category=email_address&party=third&period=today"


def test_what_every_browser_tells_is_not_worth_a_word() -> None:
    assert Category.USER_AGENT not in TELLING
    assert Category.EMAIL_ADDRESS in TELLING
