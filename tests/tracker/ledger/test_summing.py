from datetime import timedelta

from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.written import assert_sums_are_right, rows, sums_kept, written
from tracker.disclosure import Manner
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.ledger.recounting import recount
from tracker.ledger.summing import sum_again

HOUR = timedelta(hours=1)


def test_sums_come_anew_from_the_rows_that_are_left(any_ledger: Ledger) -> None:
    for hours in (-30, -1, 0, 1, 30):
        written(any_ledger, a_record(a_disclosure(manner=Manner.RELAYED), time=NOON + hours * HOUR))
    with any_ledger.session() as session:
        session.query(m.Disclosure).where(m.Disclosure.time < NOON).delete()
        sum_again(session, NOON, lambda host, time=None: [] if time is None else [time < NOON])
        recount(session)
    assert_sums_are_right(any_ledger)
    assert rows(any_ledger, m.Exposure.first, m.Exposure.count) == [(NOON, 3)]
    assert len(rows(any_ledger, m.Daily.day)) == 2


def test_what_does_not_reach_over_the_time_is_left_alone(ledger: Ledger) -> None:
    written(ledger, a_record(time=NOON + 48 * HOUR))
    with ledger.reading() as session:
        before = sums_kept(session)
    with ledger.session() as session:
        sum_again(session, NOON, lambda host, time=None: [] if time is None else [time < NOON])
        assert sums_kept(session) == before
