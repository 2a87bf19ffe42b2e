"""What has left in all and today."""

from dashboard.api.resources.overview import Overview
from tests.builders.readers import Reader
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.manners import ways
from tracker.ledger.queries.totals import totals


def test_the_sums_are_the_ledgers(reader: Reader, world: Ledger) -> None:
    found = reader.shaped("/overview", Overview)
    with world.reading() as session:
        ever = totals(session)
        assert {(one.manner, one.party, one.times) for one in found.ways} == {tuple(way) for way in ways(session)}
    assert (found.ever.vendors, found.ever.third_parties, found.ever.sites, found.ever.data) == ever[:4]
    assert (found.ever.first, found.ever.last) == ever[4:]
    assert (found.today.vendors, found.today.first) == (0, None)
    assert found.unseen.times > 0
    assert found.faults == ()


def test_an_empty_ledger_says_unknown_for_what_is_not_known(empty_reader: Reader) -> None:
    found = empty_reader.shaped("/overview", Overview)
    assert (found.ever.vendors, found.ever.first, found.ever.last, found.ways) == (0, None, None, ())
