from sqlalchemy.orm import Session

from tracker.disclosure import Record
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.blind_spots import Unseen, spots, unseen


def test_what_was_not_seen_is_summed(session: Session, records: list[Record], asked: list[str]) -> None:
    hidden = [spot for record in records for spot in record.blind_spots]
    assert unseen(session) == Unseen(len(hidden), 1, sum(spot.size or 0 for spot in hidden))
    assert len(asked) == 1


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
