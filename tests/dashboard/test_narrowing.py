"""What the address narrows pages to, and how links carry it on."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard import addresses
from dashboard.narrowing import Narrowing, carried, narrowing, read
from dashboard.periods import Period, Span
from tracker.disclosure import Manner, Party
from tracker.taxonomy import Category


def asked(app: Flask, query: str) -> Narrowing:
    with app.test_request_context(f"/?{query}"):
        read()
        return narrowing()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", Narrowing()),
        ("period=all", Narrowing()),
        ("period=7&party=third", Narrowing(Period(Span.WEEK), party=Party.THIRD)),
        ("since=2026-01-05", Narrowing(Period(None, date(2026, 1, 5)))),
        ("until=2026-01-05&period=30", Narrowing(Period(None, None, date(2026, 1, 5)))),
        ("since=2026-02-01&until=2026-01-05", Narrowing(Period(None, date(2026, 1, 5), date(2026, 2, 1)))),
        (
            "category=email_address&manner=premature",
            Narrowing(category=Category.EMAIL_ADDRESS, manner=Manner.PREMATURE),
        ),
        ("since=&until=&category=&party=", Narrowing()),
    ],
)
def test_the_address_says_what_pages_are_narrowed_to(query: str, expected: Narrowing, app: Flask) -> None:
    found = asked(app, query)
    assert found == expected
    assert asked(app, "&".join(f"{name}={value}" for name, value in found.arguments().items())) == expected


@pytest.mark.parametrize("query", ["period=8", "party=fourth", "since=tomorrow", "manner=x", "category=x"])
@pytest.mark.parametrize("path", ["/", "/vendors", "/passwords"])
def test_what_makes_no_sense_is_said(path: str, query: str, client: FlaskClient) -> None:
    answer = client.get(f"{path}?{query}")
    assert answer.status_code == 400
    assert query.partition("=")[0] in answer.text


def test_links_carry_it_and_may_replace_or_drop_it(app: Flask) -> None:
    with app.test_request_context("/?period=7&party=third"):
        read()
        assert addresses.vendor_address("a") == "/vendors/a?period=7&party=third"
        assert addresses.log_address(since="2026-01-05") == "/log?party=third&since=2026-01-05"
        assert addresses.vendors_address(party=None, sort="name") == "/vendors?period=7&sort=name"
        assert carried(narrowing(), {"period": None}) == {"party": "third", "period": None}


def test_nothing_is_carried_outside_of_a_page() -> None:
    assert narrowing() == Narrowing()
    assert carried(narrowing(), {"q": "x"}) == {"q": "x"}


def test_a_scope_is_as_far_as_the_address_says(app: Flask) -> None:
    assert asked(app, "").scope().is_open
    scope = asked(app, "period=today&party=first").scope()
    assert scope.has_period
    assert (scope.party, scope.until) == (Party.FIRST, None)
