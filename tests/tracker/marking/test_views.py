"""What third parties got since a page was opened."""

import pytest

from tests.builders.clocks import Clock
from tests.builders.ledgers import a_catalogue
from tests.builders.marking import a_view, got
from tests.builders.records import a_disclosure, a_record
from tracker.disclosure import Record
from tracker.marking import views as module
from tracker.marking.views import MOST_COMPANIES, MOST_VIEWS, Views, got_by
from tracker.taxonomy import Category

CATALOGUE = a_catalogue()
SITE = "boutique.example"


def to(host: str, *categories: Category, site: str | None = SITE) -> Record:
    return a_record(*(a_disclosure(kind, "x") for kind in categories or (Category.CLIENT_ID,)), host=host, site=site)


def names(views: Views, key: str) -> set[str]:
    view = views.of(key)
    assert view
    return set(view.got)


def test_a_page_says_what_left_since_it_was_opened() -> None:
    views = Views()
    views.note(to("px.adpix.test"), CATALOGUE, None)
    views.open("one", SITE)
    views.note(to("rec.replay.test"), CATALOGUE, None)
    views.open("two", SITE)
    views.note(to("t.oldcounter.test"), CATALOGUE, None)
    views.note(to("px.adpix.test", site="meteo.example"), CATALOGUE, None)
    assert names(views, "one") == {"replay", "oldcounter.test"}
    assert names(views, "two") == {"oldcounter.test"}
    assert views.of("three") is None


def test_what_one_company_gets_is_put_together() -> None:
    views = Views()
    view = views.open("one", SITE)
    for host, kind in (("px.adpix.test", Category.CLIENT_ID), ("sync.adpix.test", Category.LANGUAGE)):
        views.note(to(host, kind), CATALOGUE, None)
        views.note(to(host, kind), CATALOGUE, None)
    assert view.got["adpix"] == ("adpix", "Adpix", frozenset({Category.CLIENT_ID, Category.LANGUAGE}))


@pytest.mark.parametrize(
    ("record", "hops", "expected"),
    [
        (to("px.adpix.test"), None, "adpix"),
        (to("www.boutique.example"), None, None),
        (to("m.boutique.example"), ("x.adpix.test",), "adpix"),
        (to("m.boutique.example"), ("x.swiftfiles.test",), None),
        (to("px.adpix.test", site=None), None, None),
        (to("px.adpix.test", site="www.adpix.test"), None, None),
        (to("a.stranger.test"), None, "stranger.test"),
    ],
)
def test_third_parties_are_those_that_the_ledger_calls_so(
    record: Record, hops: tuple[str, ...] | None, expected: str | None
) -> None:
    found = got_by(record, CATALOGUE, hops)
    assert (found.slug if found else None) == expected


def test_a_page_out_of_the_cache_begins_with_what_just_left() -> None:
    clock = Clock(100.0)
    views = Views(clock)
    views.open("other", SITE)
    views.note(to("px.adpix.test"), CATALOGUE, None)
    clock.now += 60
    views.note(to("rec.replay.test"), CATALOGUE, None)
    clock.now += 1
    views.shown("one", SITE)
    assert names(views, "one") == {"replay"}
    views.note(to("t.oldcounter.test"), CATALOGUE, None)
    assert names(views, "one") == {"replay", "oldcounter.test"}


def test_no_page_makes_its_mark_forget_by_loading_it_again() -> None:
    clock = Clock(100.0)
    views = Views(clock)
    opened = views.open("one", SITE)
    views.note(to("px.adpix.test"), CATALOGUE, None)
    clock.now += 60
    views.shown("one", SITE)
    assert views.of("one") is opened
    assert names(views, "one") == {"adpix"}


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    views = Views()
    for number in range(MOST_VIEWS + 10):
        views.open(str(number), f"site{number % 70}.test")
    assert views.of("9") is None
    assert views.of("10")
    view = a_view(*(got(f"{number}.test") for number in range(MOST_COMPANIES + 5)))
    assert len(view.got) == MOST_COMPANIES
    monkeypatch.setattr(module, "MOST_VIEWS", 1)
    views.clear()
    views.note(to("px.adpix.test"), CATALOGUE, None)
    views.open("a", SITE)
    views.open("b", SITE)
    assert views.of("a") is None


def test_what_says_nothing_is_nothing() -> None:
    views = Views()
    view = views.open("one", SITE)
    views.note(to("www.boutique.example"), CATALOGUE, None)
    assert view.got == {}
