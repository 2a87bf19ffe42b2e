"""What left within a period."""

from dashboard.api.resources.received import Received
from tests.builders.readers import Reader
from tracker.disclosure import Party
from tracker.taxonomy import Category


def test_flows_and_companies_have_the_same_sum(reader: Reader) -> None:
    for query in ("?period=all", "?since=2026-03-01&until=2026-03-09", "?period=all&category=health&party=third"):
        found = reader.shaped(f"/received{query}", Received)
        assert sum(one.times for one in found.flows) == sum(one.times for one in found.vendors) > 0
        assert all(one.first <= one.last for one in found.vendors)


def test_filters_leave_what_matches(reader: Reader) -> None:
    found = reader.shaped("/received?period=all&category=email_address&party=third", Received)
    assert {(one.category, one.party) for one in found.flows} == {(Category.EMAIL_ADDRESS, Party.THIRD)}
    assert "adpix" in {one.vendor for one in found.vendors}
    assert all(one.categories == (Category.EMAIL_ADDRESS,) for one in found.vendors)


def test_before_the_first_day_nothing_left(reader: Reader) -> None:
    assert reader.read("/received?until=2020-01-01") == {
        "headline": "Nothing was seen leaving in this time.",
        "sums": {"vendors": 0, "third_parties": 0, "sites": 0, "data": 0, "first": None, "last": None},
        "flows": [],
        "total": 0,
        "vendors": [],
    }


def test_it_is_summed_up_in_a_sentence_and_in_numbers(reader: Reader) -> None:
    found = reader.shaped("/received?since=2026-03-01&until=2026-03-09", Received)
    assert found.headline.startswith("From 1 March 2026 to 9 March 2026, ")
    assert f" {found.sums.vendors} companies (" in found.headline
    assert found.sums.vendors == found.total


def test_those_that_got_most_are_told_first(reader: Reader) -> None:
    found = reader.shaped("/received?period=all", Received)
    times = [one.times for one in found.vendors]
    assert times == sorted(times, reverse=True)
    cut = reader.shaped("/received?period=all&limit=2", Received)
    assert (cut.vendors, cut.total) == (found.vendors[:2], len(found.vendors))


def test_without_a_period_it_is_the_last_month(reader: Reader) -> None:
    assert reader.read("/received") == reader.read("/received?period=30")
    assert reader.read("/received?since=2026-03-01") == reader.read("/received?since=2026-03-01&period=7")
