"""The sites."""

from dashboard.api.resources.sites import Sites
from tests.builders.ledgers import fill
from tests.builders.readers import Reader
from tests.builders.records import NOON, a_record
from tracker.aliases import Aliases
from tracker.ledger.aliases import note_aliases
from tracker.ledger.opening import Ledger
from tracker.vendors import shipped


def test_the_one_where_most_listen_is_first(reader: Reader) -> None:
    found = reader.shaped("/sites", Sites).items
    assert "boutique.example" in {one.site for one in found}
    assert [one.vendors for one in found] == sorted((one.vendors for one in found), reverse=True)
    assert reader.shaped("/sites?limit=1", Sites).items == found[:1]


def test_of_each_it_is_told_what_left_there(reader: Reader) -> None:
    for one in reader.shaped("/sites", Sites).items:
        address = one.links["log"] + f"&limit=1&category={one.categories[0]}"
        assert reader.read(address)["items"][0]["category"] == one.categories[0]


def test_each_leads_to_what_left_there(reader: Reader) -> None:
    for one in reader.shaped("/sites", Sites).items:
        (row, *_) = reader.read(one.links["log"] + "&limit=1")["items"]
        assert row["site"] == one.site


def test_an_empty_ledger_has_none(empty_reader: Reader) -> None:
    assert empty_reader.read("/sites") == {"items": []}


def test_a_period_and_filters_narrow_them(reader: Reader) -> None:
    asked = "since=2026-03-01&until=2026-03-10&category=email_address"
    found = reader.shaped(f"/sites?{asked}", Sites).items
    assert 0 < len(found) < len(reader.shaped("/sites", Sites).items)
    for one in found:
        rows = reader.read(f"{one.links['log']}&{asked}&limit=500")["items"]
        assert one.categories == ("email_address",)
        assert one.vendors == len({row["vendor"] or row["recipient"] for row in rows})
    assert reader.read("/sites?since=2030-01-01") == {"items": []}


def test_who_hides_behind_a_sites_name_counts_as_a_third_party(ledger: Ledger, empty_reader: Reader) -> None:
    fill(ledger, [a_record(), a_record(host="metrics.shop.example")])
    with ledger.session() as session:
        note_aliases(session, [Aliases("metrics.shop.example", NOON, ("shop.eulerian.net",))], shipped())
    (one,) = empty_reader.shaped("/sites", Sites).items
    assert (one.vendors, one.third_parties) == (2, 1)
