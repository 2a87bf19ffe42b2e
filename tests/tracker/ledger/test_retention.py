"""How long disclosures are kept: as the person chose, and not a row less."""

from datetime import timedelta

import pytest

from tests.builders.records import NOON, a_disclosure, a_record, a_user_agent
from tests.builders.written import CATALOGUE, assert_sums_are_right, rows, written
from tracker.disclosure import BlindSpot
from tracker.errors import ConfigurationError
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.ledger.retention import (
    Done,
    Doomed,
    Limits,
    checked_days,
    doomed,
    erase_old,
    keep_days,
    kept_days,
    last_done,
)
from tracker.ledger.writing import write

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
NOW = NOON + 10 * DAY


def fill(ledger: Ledger) -> None:
    """Two disclosures on each of ten days."""
    for days in range(10):
        written(ledger, a_record(a_disclosure(), a_user_agent(), time=NOON + days * DAY))


def choose(ledger: Ledger, days: int | None) -> None:
    with ledger.session() as session:
        keep_days(session, days)


def times(ledger: Ledger) -> int:
    return sum(count for (count,) in rows(ledger, m.Disclosure.count))


def done(ledger: Ledger) -> Done | None:
    with ledger.reading() as session:
        return last_done(session)


def test_all_is_kept_until_the_person_chooses_otherwise(ledger: Ledger) -> None:
    fill(ledger)
    assert erase_old(ledger, NOW) == 0
    assert times(ledger) == 20
    assert done(ledger) is None
    with ledger.reading() as session:
        assert kept_days(session) is None


def test_what_would_be_erased_is_counted_and_stays(any_ledger: Ledger) -> None:
    fill(any_ledger)
    with any_ledger.reading() as session:
        assert doomed(session, Limits(NOON + 3 * DAY)) == Doomed(6, NOON, 20)
        assert doomed(session, Limits(NOON)) == Doomed(0, None, 20)
        assert doomed(session, Limits(NOON + 3 * DAY + MINUTE)).disclosures == 8
        assert doomed(session, Limits(NOON + 99 * DAY)).disclosures == 20
    assert times(any_ledger) == 20


@pytest.mark.parametrize("days", range(12))
def test_it_is_counted_alike_from_either_end_and_before_the_tallies_have_all(any_ledger: Ledger, days: int) -> None:
    fill(any_ledger)
    late = [a_record(a_disclosure(value="another"), a_user_agent(), time=NOON + 4 * DAY)]
    with any_ledger.session() as session:
        write(session, late, CATALOGUE, collapse=False, settled=False)
    with any_ledger.reading() as session:
        found = doomed(session, Limits(NOON + days * DAY))
    assert found == Doomed(2 * min(days, 10) + 2 * (days > 4), NOON if days else None, 22)


def test_what_is_too_old_is_erased_as_was_counted(any_ledger: Ledger) -> None:
    fill(any_ledger)
    choose(any_ledger, 7)
    with any_ledger.reading() as session:
        expected = doomed(session, Limits(NOW - 7 * DAY)).disclosures
        assert kept_days(session) == 7
    assert erase_old(any_ledger, NOW) == expected == 6
    assert times(any_ledger) == 14
    assert done(any_ledger) == Done(NOW, 6)
    assert_sums_are_right(any_ledger)


def test_where_nothing_is_too_old_nothing_is_rewritten(ledger: Ledger, statements: list[str]) -> None:
    fill(ledger)
    choose(ledger, 30)
    statements.clear()
    assert erase_old(ledger, NOW) == 0
    assert not any("VACUUM" in statement for statement in statements)
    assert done(ledger) == Done(NOW, 0)


def test_what_could_not_be_read_long_ago_goes_too(ledger: Ledger) -> None:
    written(ledger, a_record(time=NOON, blind_spots=(BlindSpot("oversized", 9),)))
    choose(ledger, 5)
    assert erase_old(ledger, NOW) == 0
    assert rows(ledger, m.BlindSpot.host_id) == []


def test_the_choice_is_taken_back(ledger: Ledger) -> None:
    fill(ledger)
    choose(ledger, 7)
    choose(ledger, None)
    assert erase_old(ledger, NOW) == 0
    assert times(ledger) == 20


@pytest.mark.parametrize("days", ["", "0", "-3", "1.5", "x", "36501", "١٢", "9" * 40, None])
def test_what_is_no_number_of_days_is_refused(days: object) -> None:
    with pytest.raises(ConfigurationError, match="whole number"):
        checked_days(days)


@pytest.mark.parametrize(("days", "number"), [("1", 1), (90, 90), ("36500", 36500)])
def test_a_number_of_days_is_taken(days: object, number: int) -> None:
    assert checked_days(days) == number
