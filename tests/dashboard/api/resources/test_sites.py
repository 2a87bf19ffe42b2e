"""The sites."""

from dashboard.api.resources.sites import Sites
from tests.builders.readers import Reader


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
