from datetime import timedelta

import pytest

from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.written import rows, written
from tracker.disclosure import Manner
from tracker.leaps import Leap
from tracker.ledger import models as m
from tracker.ledger.leaps import Twice, keep_leaps
from tracker.ledger.moments import MINUTE, micros
from tracker.ledger.opening import Ledger
from tracker.ledger.spans import Span, Trail, is_early, spans_of, trail_of
from tracker.ledger.sums import Counted

AT_NOON = micros(NOON)


def counted(datum: int, site: int = 1) -> Counted:
    return Counted(1, datum, site, "email_address", "third", "relayed", "https", 0)


def test_a_span_is_over_all_hosts_and_manners(any_ledger: Ledger) -> None:
    for minutes, manner, host in (
        (-50, Manner.RELAYED, "px.adpix.test"),
        (-10, Manner.RELAYED, "px.adpix.test"),
        (-5, Manner.RELAYED, "rec.replay.test"),
        (0, Manner.SUBMITTED, "www.shop.example"),
        (7, Manner.AMBIENT, "www.shop.example"),
    ):
        written(any_ledger, a_record(a_disclosure(manner=manner), host=host, time=NOON + timedelta(minutes=minutes)))
    written(any_ledger, a_record(a_disclosure(value="else@mail.example"), site="news.example"))
    ((mail, shop), *_) = rows(any_ledger, m.Exposure.datum_id, m.Exposure.site_id)
    with any_ledger.reading() as session:
        spans = spans_of(session, [counted(mail, shop), counted(mail, shop), counted(mail, shop + 1)])
    first, early, latest, last = (AT_NOON + minutes * MINUTE for minutes in (-50, -10, -5, 7))
    assert spans == {Trail(mail, shop): Span(first, last, 5, AT_NOON, early, latest)}


def test_what_was_only_relayed_was_never_given_nor_early(any_ledger: Ledger) -> None:
    written(any_ledger, a_record(a_disclosure(manner=Manner.RELAYED)))
    with any_ledger.reading() as session:
        (span,) = spans_of(session, [counted(1)]).values()
    assert span == Span(AT_NOON, AT_NOON, 1, None, None, None)


def test_of_nothing_nothing_is_asked(ledger: Ledger, statements: list[str]) -> None:
    with ledger.reading() as session:
        statements.clear()
        assert spans_of(session, []) == {}
        assert not statements


@pytest.mark.parametrize(("minutes", "expected"), [(-31, False), (-30, True), (-1, True), (0, False), (1, False)])
def test_early_is_half_an_hour_before(ledger: Ledger, minutes: int, expected: bool) -> None:
    with ledger.reading() as session:
        assert is_early(AT_NOON + minutes * MINUTE, AT_NOON, Twice(session)) is expected


def test_nothing_is_early_by_times_that_the_clock_told_twice(ledger: Ledger) -> None:
    with ledger.session() as session:
        keep_leaps(session, [Leap(NOON - timedelta(minutes=10), NOON)])
        twice = Twice(session)
        assert not is_early(AT_NOON - 10 * MINUTE, AT_NOON, twice)
        assert is_early(AT_NOON - 11 * MINUTE, AT_NOON, twice)
        assert is_early(AT_NOON - 10 * MINUTE, AT_NOON + 1, twice)


def test_a_trail_is_a_datum_on_a_site() -> None:
    assert trail_of(counted(3, 4)) == Trail(3, 4)


def test_the_data_are_looked_up_and_not_all_of_a_site(ledger: Ledger, statements: list[str]) -> None:
    with ledger.reading() as session:
        statements.clear()
        spans_of(session, [counted(1)])
        (asked,) = statements
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", (*["relayed"] * 3, 0, 1, 1))
        assert "(datum_id=?)" in str(plan.all())
