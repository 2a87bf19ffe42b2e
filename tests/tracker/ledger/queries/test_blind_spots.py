from datetime import timedelta

from sqlalchemy.orm import Session

from tests.builders.ledgers import fill
from tests.builders.records import a_record
from tracker.disclosure import BlindSpot, Record
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.blind_spots import (
    Cause,
    Order,
    Unseen,
    causes,
    hosts_of,
    sorted_spots,
    spots,
    unseen,
    unseen_of,
)
from tracker.ledger.queries.scope import EVERYTHING, Scope


def test_what_was_not_seen_is_summed(session: Session, records: list[Record], asked: list[str]) -> None:
    hidden = [spot for record in records for spot in record.blind_spots]
    assert unseen(session) == Unseen(len(hidden), 1, sum(spot.size or 0 for spot in hidden))
    assert len(asked) == 1


def test_what_was_not_seen_of_one_company_is_summed(session: Session, records: list[Record], asked: list[str]) -> None:
    assert unseen_of(session, "nouvelles.example") == unseen(session)
    assert unseen_of(session, "unknown.example") == Unseen(0, 0, 0)
    assert len(asked) == 3


def test_each_host_tells_why(session: Session, records: list[Record], asked: list[str]) -> None:
    (spot,) = spots(session)
    assert len(asked) == 1
    assert (spot.host, spot.vendor_slug, spot.reason) == ("video.nouvelles.example", "nouvelles.example", "oversized")
    assert spot.times == sum(len(record.blind_spots) for record in records)
    assert spot.first <= spot.last


def test_an_empty_ledger_has_none(ledger: Ledger) -> None:
    with ledger.reading() as session:
        assert unseen(session) == Unseen(0, 0, 0)
        assert spots(session) == []


def test_reasons_are_summed_within_a_period(session: Session, asked: list[str]) -> None:
    (spot,) = spots(session)
    asked.clear()
    expected = Cause(spot.reason, spot.times, 1, spot.size, spot.first, spot.last)
    assert causes(session, EVERYTHING) == [expected]
    assert len(asked) == 1
    assert causes(session, Scope(since=spot.last)) == [expected]
    assert causes(session, Scope(since=spot.last + timedelta(seconds=1))) == []
    assert causes(session, Scope(until=spot.first)) == []


def test_a_list_in_any_order_is_a_list_of_the_same(any_ledger: Ledger) -> None:
    records = [a_record(host=f"h{number}.test", blind_spots=(BlindSpot("file", number),)) for number in range(5)]
    fill(any_ledger, records)
    with any_ledger.reading() as session:
        for order in Order:
            found = sorted_spots(session, EVERYTHING, order)
            assert sorted(found) == sorted(spots(session))
            assert sorted_spots(session, EVERYTHING, order, skip=3, limit=9) == found[3:]
        assert sorted_spots(session, EVERYTHING, Order.SIZE)[0].size == 4
        assert sorted_spots(session, EVERYTHING, Order.HOST, reason="pinned") == []


def test_the_hosts_of_a_reason_are_those_that_a_list_by_the_last_time_has(session: Session, asked: list[str]) -> None:
    found = sorted_spots(session, EVERYTHING, Order.LAST, reason="oversized")
    assert hosts_of(session, "oversized", 9) == [one.host for one in found] == ["video.nouvelles.example"]
    assert hosts_of(session, "oversized", 0) == hosts_of(session, "pinned", 9) == []
    assert len(asked) == 4
