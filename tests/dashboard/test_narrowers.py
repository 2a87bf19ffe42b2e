"""What the log offers to narrow by: what is there, most ahead, and nothing that is asked for already."""

from collections.abc import Callable

import pytest
from flask import Flask

from dashboard.narrowers import Facet, narrowers
from tests.builders.ledgers import fill
from tests.builders.records import NOON, a_disclosure, a_record, a_user_agent
from tracker.disclosure import Manner, Method, Party
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.filters import Filters
from tracker.ledger.queries.log import entries
from tracker.taxonomy import Category

ALL = ["Kind of data", "Company", "Site", "Recipient", "How it left", "Found because"]
type Offer = Callable[..., dict[str, Facet]]


@pytest.fixture
def offer(ledger: Ledger, empty_app: Flask) -> Offer:
    """Asks what is offered; with `is_counted`, of all entries that the page has."""

    def asked(filters: Filters, given: dict[str, str] | None = None, is_counted: bool = False) -> dict[str, Facet]:
        with empty_app.test_request_context("/log"), ledger.reading() as session:
            every = entries(session, filters, limit=1000) if is_counted else None
            return {facet.title: facet for facet in narrowers(session, filters, given or {}, every)}

    return asked


@pytest.fixture
def some(ledger: Ledger) -> Ledger:
    """An address given to a shop twice, what its browser says, and an address at a page that is not known."""
    records = [
        a_record(a_disclosure(), a_user_agent()),
        a_record(a_disclosure()),
        a_record(a_disclosure(value="m@other.example"), host="px.adpix.test", site=None),
    ]
    return fill(ledger, records)


def ways(facet: Facet) -> list[tuple[str, int | None]]:
    return [(way.words, way.times) for way in facet.ways]


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("is_counted", [False, True], ids=["by-the-ledger", "by-the-page"])
def test_what_is_there_is_offered_with_how_often_most_ahead(is_counted: bool, offer: Offer) -> None:
    found = offer(Filters(), is_counted=is_counted)
    assert list(found) == ALL
    assert ways(found["Kind of data"]) == [("E-mail address", 3), ("Browser version", 1)]
    assert ways(found["Company"]) == [("shop.example", 3), ("Adpix", 1)]
    assert ways(found["Site"]) == [("shop.example", 3), ("page unknown", 1)]
    assert [way.address for way in found["Company"].ways] == ["/log?vendor=shop.example", "/log?vendor=adpix"]
    assert not any(facet.is_least or facet.more for facet in found.values() if facet.title != "Found because")


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("filters", "missing"),
    [
        (Filters(category=Category.EMAIL_ADDRESS), "Kind of data"),
        (Filters(vendor="shop.example"), "Company"),
        (Filters(site="shop.example"), "Site"),
        (Filters(party=Party.FIRST), "Recipient"),
        (Filters(manner=Manner.SUBMITTED), "How it left"),
        (Filters(method=Method.NAME), "Found because"),
    ],
    ids=["category", "vendor", "site", "party", "manner", "method"],
)
def test_what_is_asked_for_is_not_offered_again(filters: Filters, missing: str, offer: Offer) -> None:
    for is_counted in (False, True):
        assert list(offer(filters, is_counted=is_counted)) == [title for title in ALL if title != missing]


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("filters", "companies"),
    [
        (Filters(site="shop.example"), [("shop.example", 3)]),
        (Filters(site=""), [("Adpix", 1)]),
        (Filters(category=Category.USER_AGENT), [("shop.example", 1)]),
        (Filters(since=NOON), [("shop.example", 3), ("Adpix", 1)]),
        (Filters(text="adpix"), [("Adpix", 1)]),
    ],
    ids=["site", "unknown-site", "kind", "time", "text"],
)
def test_companies_are_those_of_what_is_asked_for(
    filters: Filters, companies: list[tuple[str, int]], offer: Offer
) -> None:
    assert ways(offer(filters)["Company"]) == companies


@pytest.mark.usefixtures("some")
def test_links_keep_what_was_given(offer: Offer) -> None:
    found = offer(Filters(party=Party.FIRST), {"party": "first"})
    assert {"party=first" in way.address for facet in found.values() for way in facet.ways} == {True}


@pytest.mark.usefixtures("some")
def test_sums_that_do_not_tell_how_it_was_found_offer_all_ways_without_numbers(offer: Offer) -> None:
    assert {way.times for way in offer(Filters())["Found because"].ways} == {None}
    assert len(offer(Filters())["Found because"].ways) == len(Method)
    assert [way.times for way in offer(Filters(), is_counted=True)["Found because"].ways] == [4]


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("filters", [Filters(vendor="nobody"), Filters(text="nowhere"), Filters(datum=99)], ids=str)
def test_where_there_is_nothing_nothing_is_offered(filters: Filters, offer: Offer) -> None:
    assert offer(filters) == offer(filters, is_counted=True) == {}


def test_of_many_eight_are_offered_and_the_rest_is_counted(ledger: Ledger, offer: Offer) -> None:
    fill(ledger, [a_record(host=f"h.firm{number}.test", site=f"site{number}.example") for number in range(11)])
    found = offer(Filters())
    assert [(len(found[title].ways), found[title].more) for title in ("Company", "Site")] == [(8, 3), (8, 3)]
