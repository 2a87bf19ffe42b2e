"""What the start page says of a period."""

from datetime import UTC, datetime, timedelta

import pytest

from dashboard import today
from dashboard.narrowing import Narrowing
from dashboard.periods import Period, Span
from dashboard.today import Today
from tests.builders.ledgers import LAST
from tracker.attention import Item, Kind
from tracker.disclosure import Party
from tracker.ledger.queries.totals import Totals

SOME = Totals(3, 1, 2, 5, LAST, LAST)


def a_look(asked: Narrowing) -> Today:
    return Today(asked, asked.scope(), SOME, SOME)


@pytest.mark.parametrize(
    ("days", "span"), [(0, Span.TODAY), (3, Span.WEEK), (20, Span.MONTH), (80, Span.QUARTER), (300, Span.ALL)]
)
def test_the_usual_period_is_the_shortest_that_has_something(days: int, span: Span) -> None:
    assert today.usual_span(datetime.now(UTC) - timedelta(days=days)) is span


@pytest.mark.parametrize(
    ("asked", "note"),
    [
        (Narrowing(Period(Span.TODAY)), "Of the last 30 days; what happened today comes first."),
        (Narrowing(), "Of all time, the weightiest first."),
        (Narrowing(Period(Span.WEEK)), "Of this period up to now, the weightiest first."),
        (Narrowing(party=Party.THIRD), "Of all time, the weightiest first. The filters do not apply to it."),
    ],
)
def test_what_the_cards_are_of_is_said(asked: Narrowing, note: str) -> None:
    assert a_look(asked).attention_note() == note


def test_attention_looks_back_a_month_on_the_page_of_today() -> None:
    look = a_look(Narrowing(Period(Span.TODAY)))
    since, midnight = look.attention_since(), look.fresh_since
    assert since is not None
    assert midnight is not None
    assert midnight - since == timedelta(days=29)
    assert look.attention_times() == {"period": "30"}
    assert a_look(Narrowing(Period(None, LAST.date()))).attention_times() == {"since": "2026-03-20"}
    assert a_look(Narrowing(Period(Span.WEEK))).fresh_since is None


def test_links_name_the_period_where_the_address_does_not() -> None:
    assert a_look(Narrowing(Period(Span.TODAY), unsaid=Span.TODAY)).times == {"period": "today"}
    assert a_look(Narrowing(Period(Span.TODAY), unsaid=None)).times == {}
    assert a_look(Narrowing(Period(None, LAST.date()), unsaid=None)).times == {}
    assert a_look(Narrowing(Period(None, LAST.date()))).span_name == "dates"


def test_a_period_in_which_the_record_begins_is_held_against_nothing() -> None:
    asked, present = Narrowing(Period(Span.TODAY), unsaid=Span.TODAY), datetime.now(UTC)
    began = Totals(1, 1, 1, 2, present, present)
    first = Today(asked, asked.scope(), began, began)
    assert (first.is_whole, first.lead()) == (True, "")
    assert [(tile.number, tile.words, tile.notes) for tile in today.tiles(first, None)] == [
        (1, "company", ()),
        (1, "third party", ()),
        (2, "pieces of your data", ()),
        (1, "site", ()),
    ]
    behind = [tile.notes for tile in today.tiles(first, None, hidden=2)]
    assert behind == [(), ("and 2 behind sites' own names",), (), ()]
    later = Today(asked, asked.scope(), SOME, began)
    assert not later.is_first
    assert later.lead().startswith("Since 20 March 2026, 3 companies")
    assert next(tile.notes for tile in today.tiles(later, began)) == ("1 yesterday", "3 in all")
    assert not any("behind" in note for tile in today.tiles(later, began, hidden=2) for note in tile.notes)


@pytest.mark.parametrize(
    ("same", "weak", "words"),
    [
        (0, 0, ""),
        (2, 0, "2 sites have a password that another one has, too."),
        (0, 1, "1 site has a weak password."),
        (3, 2, "3 sites have a password that another one has, too; 2 have a weak one."),
    ],
)
def test_passwords_are_told_in_one_line(same: int, weak: int, words: str) -> None:
    items = [
        Item(kind, 1.0, 1, site_count=n) for kind, n in ((Kind.SAME_PASSWORD, same), (Kind.WEAK_PASSWORD, weak)) if n
    ]
    assert today.of_passwords(items) == words
