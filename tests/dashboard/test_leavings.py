"""What left unasked, by kind of data."""

from datetime import timedelta

from flask import Flask

from dashboard.leavings import TELLING, kinds_beyond, leavings
from tests.builders.ledgers import LAST
from tracker.disclosure import Manner
from tracker.ledger.queries.unasked import Unasked
from tracker.taxonomy import Category


def gone(category: Category, slug: str, *, is_early: bool = False, hours: int = 0) -> Unasked:
    return Unasked(category, slug, slug.title(), is_early, LAST - timedelta(hours=hours))


def test_the_most_sensitive_comes_first_and_who_took_it_early_before_those_it_was_passed_on_to(app: Flask) -> None:
    rows = [
        gone(Category.PAGE_VISITED, "a"),
        *(gone(Category.EMAIL_ADDRESS, slug, hours=hours) for hours, slug in enumerate("abcd")),
        gone(Category.EMAIL_ADDRESS, "e", is_early=True, hours=9),
        gone(Category.HEALTH, "a", is_early=True),
    ]
    with app.test_request_context("/"):
        found = list(leavings(rows, period="today"))
    assert [(one.category, one.manner, [company.slug for company in one.companies], one.more) for one in found] == [
        (Category.HEALTH, Manner.PREMATURE, ["a"], 0),
        (Category.EMAIL_ADDRESS, Manner.PREMATURE, ["e"], 0),
        (Category.EMAIL_ADDRESS, Manner.RELAYED, ["a", "b", "c"], 1),
        (Category.PAGE_VISITED, Manner.RELAYED, ["a"], 0),
    ]
    assert found[0].address == "/log?category=health&party=third&period=today&manner=premature"
    assert found[2].address == "/log?category=email_address&party=third&period=today&manner=relayed"
    assert (kinds_beyond(found[:2], found[2:]), kinds_beyond(found, ())) == (1, 0)


def test_what_every_browser_tells_is_not_worth_a_word() -> None:
    assert Category.USER_AGENT not in TELLING
    assert Category.EMAIL_ADDRESS in TELLING
