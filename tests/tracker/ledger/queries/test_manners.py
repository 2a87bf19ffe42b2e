from sqlalchemy.orm import Session

from tests.builders.ledgers import vendor_of
from tracker.disclosure import Manner, Party, Record
from tracker.ledger.queries.manners import ways


def test_nothing_is_lost_or_counted_twice(session: Session, records: list[Record], asked: list[str]) -> None:
    assert sum(way.times for way in ways(session)) == sum(len(record.disclosures) for record in records)
    assert len(asked) == 1


def test_keys_read_while_typing_are_told_apart(session: Session) -> None:
    """Only those of the first purchase: from then on the shop had the address."""
    (way,) = [way for way in ways(session) if way.manner is Manner.PREMATURE]
    assert (way.party, way.times) == (Party.THIRD, 1)


def test_one_vendor_alone_can_be_asked_for(session: Session, records: list[Record]) -> None:
    own = sum(len(record.disclosures) for record in records if vendor_of(record.host) == "adpix")
    assert sum(way.times for way in ways(session, "adpix")) == own
    assert ways(session, "nobody") == []
