from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from tests.builders.ledgers import LAST, fill, vendor_of
from tests.builders.records import a_record, a_user_agent
from tracker.disclosure import Party, Record
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.totals import Totals, day_of, totals, totals_since


def test_all_that_left_is_counted_once(session: Session, records: list[Record], asked: list[str]) -> None:
    told = [record for record in records if record.disclosures]
    found = totals(session)
    assert found == Totals(
        vendors=len({vendor_of(record.host) for record in told}),
        third_parties=len({vendor_of(record.host) for record in told if record.party is Party.THIRD}),
        sites=len({record.site for record in told}),
        data=len({(one.category, one.fingerprint) for record in told for one in record.disclosures}),
        first=min(record.time for record in told),
        last=max(record.time for record in told),
    )
    assert len(asked) == 1


def test_what_left_since_a_moment_leaves_out_what_was_before(session: Session, records: list[Record]) -> None:
    since = LAST - timedelta(minutes=10)
    late = [record for record in records if record.disclosures and record.time >= since]
    found = totals_since(session, since)
    assert found.vendors == len({vendor_of(record.host) for record in late})
    assert found.data == len({(one.category, one.fingerprint) for record in late for one in record.disclosures})


def test_a_repeat_counts_for_the_day_it_reaches_into(ledger: Ledger) -> None:
    morning, evening = datetime(2026, 3, 2, 1, tzinfo=UTC), datetime(2026, 3, 2, 20, tzinfo=UTC)
    fill(ledger, [a_record(a_user_agent(), time=time) for time in (morning, evening)])
    with ledger.reading() as session:
        assert totals_since(session, morning + timedelta(hours=8)).data == 1
        assert totals_since(session, evening + timedelta(minutes=1)).data == 0


def test_an_unknown_site_is_no_site(ledger: Ledger) -> None:
    fill(ledger, [a_record(site=None)])
    with ledger.reading() as session:
        assert totals(session).sites == 0


def test_an_empty_ledger_holds_nothing(ledger: Ledger) -> None:
    with ledger.reading() as session:
        assert totals(session) == Totals(0, 0, 0, 0, None, None)


def test_a_day_begins_at_midnight_in_utc() -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC).astimezone()
    assert day_of(late) == datetime(2026, 3, 2, tzinfo=UTC)
