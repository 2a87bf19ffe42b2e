from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from tests.builders.ledgers import LAST, vendor_of
from tracker.disclosure import Party, Record
from tracker.ledger.queries.timeline import Day, day_number, days


def test_every_day_is_there_with_its_disclosures(session: Session, records: list[Record], asked: list[str]) -> None:
    found = days(session, LAST.date() - timedelta(days=9), LAST.date())
    assert len(asked) == 1
    assert [row.day for row in found] == [LAST.date() - timedelta(days=age) for age in range(9, -1, -1)]
    for row in found:
        own = [record for record in records if record.time.date() == row.day]
        assert row.total == sum(len(record.disclosures) for record in own)
        assert row.third == sum(len(record.disclosures) for record in own if record.party is Party.THIRD)


def test_a_day_without_disclosures_has_none(session: Session) -> None:
    day = LAST.date() + timedelta(days=3)
    assert days(session, day, day) == [Day(day, 0, 0, 0)]


def test_one_vendor_alone_can_be_asked_for(session: Session, records: list[Record]) -> None:
    (row,) = days(session, LAST.date(), LAST.date(), "adpix")
    own = [r for r in records if r.time.date() == LAST.date() and vendor_of(r.host) == "adpix"]
    assert row.total == sum(len(record.disclosures) for record in own)


def test_days_are_counted_from_1970() -> None:
    assert day_number(date(1970, 1, 2)) == 1
    assert day_number(LAST.date()) == (LAST - datetime(1970, 1, 1, tzinfo=UTC)).days
