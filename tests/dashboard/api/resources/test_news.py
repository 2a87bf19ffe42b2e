"""What is new."""

from datetime import UTC, datetime, timedelta

from dashboard.api.resources.news import NewCategory, News, NewSite, NewVendor
from tests.builders.ledgers import fill
from tests.builders.readers import Reader
from tests.builders.records import a_disclosure, a_record
from tracker.ledger.opening import Ledger
from tracker.ledger.visits import note_visit


def test_it_is_what_first_left_since_then(reader: Reader) -> None:
    found = reader.shaped("/news?since=2026-03-01", News)
    assert found.since is not None
    assert (found.vendor_count, found.site_count) == (len(found.vendors), len(found.sites))
    every: list[NewVendor | NewSite | NewCategory] = [*found.vendors, *found.sites, *found.categories]
    assert all(one.first >= found.since for one in every)
    for one in every:
        assert all(reader.ask(address).status_code == 200 for address in one.links.values())


def test_from_the_beginning_all_is_new(reader: Reader) -> None:
    found = reader.shaped("/news?since=1990-01-01", News)
    assert found.vendor_count == reader.read("/vendors")["total"]
    assert {one.site for one in found.sites} >= {"boutique.example"}
    assert {one.category for one in found.categories} == {
        one["category"] for one in reader.read("/categories")["items"]
    }


def test_without_a_visit_nothing_is_told_and_asking_is_none(empty_reader: Reader) -> None:
    nothing: dict[str, object] = {
        "since": None, "vendors": [], "vendor_count": 0, "sites": [], "site_count": 0, "categories": [],
    }  # fmt: skip
    assert empty_reader.read("/news") == nothing
    assert empty_reader.read("/news") == nothing


def test_it_is_since_the_last_visit(ledger: Ledger, empty_reader: Reader) -> None:
    now = datetime.now(UTC)
    fill(ledger, [a_record(a_disclosure(), time=now)])
    with ledger.session() as session:
        note_visit(session, now - timedelta(days=2))
    found = empty_reader.shaped("/news", News)
    assert found.since == now - timedelta(days=2)
    assert found.vendor_count == 1
