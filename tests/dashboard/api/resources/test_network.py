"""The network."""

from dashboard.api.resources.network import Network
from tests.builders.readers import Reader
from tracker.taxonomy import Category


def test_every_company_of_a_connection_is_told(reader: Reader) -> None:
    found = reader.shaped("/network", Network)
    ends = {one.vendor for one in found.feeds} | {end for one in found.exchanges for end in (one.one, one.other)}
    assert {one.vendor for one in found.companies} == ends
    assert found.total == len(found.feeds) + len(found.exchanges) > 10
    assert found.exchanges
    assert [one.times for one in found.feeds] == sorted((one.times for one in found.feeds), reverse=True)


def test_one_site_or_one_company_can_be_looked_at(reader: Reader) -> None:
    assert {one.site for one in reader.shaped("/network?site=meteo.example", Network).feeds} == {"meteo.example"}
    of_one = reader.shaped("/network?vendor=adpix", Network)
    assert {one.vendor for one in of_one.feeds} == {"adpix"}
    assert all("adpix" in (one.one, one.other) for one in of_one.exchanges)
    assert reader.shaped("/network?vendor=nobody.example", Network).total == 0
    assert reader.shaped("/network?site=unknown", Network).exchanges == ()


def test_filters_and_limits_narrow_it(reader: Reader) -> None:
    health = reader.shaped("/network?category=health", Network)
    assert {one.categories for one in health.feeds} == {(Category.HEALTH,)}
    assert reader.shaped("/network?until=2020-01-01", Network).feeds == ()
    cut = reader.shaped("/network?limit=1", Network)
    assert (len(cut.feeds), len(cut.exchanges)) == (1, 1)
    assert cut.total > 2


def test_an_empty_ledger_has_none(empty_reader: Reader) -> None:
    assert empty_reader.read("/network") == {"total": 0, "feeds": [], "exchanges": [], "companies": []}
