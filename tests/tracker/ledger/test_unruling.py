"""Forgetting what rules did."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import delete

from tests.builders.records import NOON, a_record
from tests.builders.rulings import a_ruled, a_ruling, noted, ruling_sums
from tests.builders.written import CATALOGUE, assert_sums_are_right, rows, written
from tests.tracker.ledger.test_rulings import TOLD
from tracker.ledger import models as m
from tracker.ledger.forgetting import forget
from tracker.ledger.opening import Ledger
from tracker.ledger.retention import erase_old, keep_days
from tracker.ledger.rulings import note_rulings
from tracker.ledger.unruling import erase_rulings, recount_rulings
from tracker.rulings import Ruled

DAY = timedelta(days=1)
TABLES = (m.Ruling, m.RuledRequest, m.RuleTally, m.RulingTally, m.RulingSite, m.RulingDay)


def fill(ledger: Ledger) -> None:
    """Two companies and a shop, on two days; the shop alone is in the log, too."""
    written(ledger, a_record(time=NOON - DAY), a_record(time=NOON))
    for host in ("www.shop.example", "px.adpix.test", "c.metrica.test"):
        noted(ledger, *(a_ruled(host=host, site=f"{host[-8:]}.example", time=time) for time in (NOON - DAY, NOON)))


def hosts(ledger: Ledger) -> list[str]:
    return [name for (name,) in rows(ledger, m.Host.name)]


def left(ledger: Ledger) -> list[int]:
    return [len(rows(ledger, table.__table__.columns[0])) for table in TABLES]


def test_what_was_kept_from_a_company_is_forgotten_with_it(any_ledger: Ledger) -> None:
    fill(any_ledger)
    forget(any_ledger, vendor="adpix")
    assert hosts(any_ledger) == ["c.metrica.test", "www.shop.example"]
    assert left(any_ledger) == [4, 4, 1, 2, 2, 4]
    assert rows(any_ledger, m.RuleTally.requests) == [(4,)]
    assert len(rows(any_ledger, m.Site.domain)) == 3
    assert_sums_are_right(any_ledger)


def test_what_is_older_than_a_time_is_forgotten(any_ledger: Ledger) -> None:
    fill(any_ledger)
    forget(any_ledger, before=NOON)
    assert left(any_ledger) == [3, 3, 1, 3, 3, 3]
    assert {first for (first,) in rows(any_ledger, m.RulingTally.first)} == {NOON}


def test_what_is_alike_on_one_day_goes_with_the_first_of_it(ledger: Ledger) -> None:
    noted(ledger, a_ruled(time=NOON), a_ruled(time=NOON + timedelta(hours=2)))
    forget(ledger, before=NOON + timedelta(hours=1))
    assert (rows(ledger, m.Ruling.times), rows(ledger, m.RuleTally.requests)) == ([], [(1,)])
    assert hosts(ledger) == ["px.adpix.test"]


def test_everything_means_everything(any_ledger: Ledger) -> None:
    fill(any_ledger)
    forget(any_ledger, everything=True)
    assert [*left(any_ledger), *hosts(any_ledger), *rows(any_ledger, m.Site.id)] == [0] * 6


@pytest.mark.parametrize(("days", "is_left"), [(1, False), (30, True)])
def test_what_is_kept_no_longer_is_erased_though_nothing_else_is_too_old(
    ledger: Ledger, days: int, is_left: bool
) -> None:
    noted(ledger, a_ruled(time=NOON))
    with ledger.session() as session:
        keep_days(session, days)
    erase_old(ledger, NOON + 2 * DAY)
    assert bool(rows(ledger, m.Ruling.times)) is is_left


def test_it_is_counted_anew_where_sums_are_wrong(any_ledger: Ledger) -> None:
    noted(any_ledger, a_ruled(), a_ruled(a_ruling(rule_id="other"), host="c.metrica.test"))
    with any_ledger.session() as session:
        expected = ruling_sums(session)
        for table in TABLES[2:]:
            session.execute(delete(table))
        recount_rulings(session)
        assert ruling_sums(session) == expected


@given(TOLD, st.integers(0, 90), st.booleans())
@examples(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sums_are_those_of_what_is_left(ledger: Ledger, told: list[Ruled], hours: int, is_by_host: bool) -> None:
    def among(host: Any, time: Any) -> list[Any]:
        return [host == 1] if is_by_host else [time < NOON + timedelta(hours=hours)]

    with ledger.session() as session:
        note_rulings(session, told, CATALOGUE)
        erase_rulings(session, among)
        kept = ruling_sums(session)
        recount_rulings(session)
        assert kept == ruling_sums(session)
        session.rollback()
