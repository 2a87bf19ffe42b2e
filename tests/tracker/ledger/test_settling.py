from datetime import timedelta
from itertools import batched

import pytest

from tests.builders.ledgers import a_world
from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.written import CATALOGUE, assert_sums_are_right, rows, tallies_kept, written
from tracker.disclosure import Manner, Party, Record
from tracker.ledger import models as m
from tracker.ledger.forgetting import forget
from tracker.ledger.opening import Ledger
from tracker.ledger.settling import settle_pending
from tracker.ledger.writing import write


def _left_pending(ledger: Ledger, *records: Record) -> None:
    with ledger.session() as session:
        write(session, records, CATALOGUE, collapse=True, settled=False)


def test_tallies_follow_when_they_are_settled_and_not_before(any_ledger: Ledger) -> None:
    _left_pending(any_ledger, a_record())
    assert rows(any_ledger, m.Possession.datum_id) == []
    assert settle_pending(any_ledger) == 1
    assert_sums_are_right(any_ledger)
    assert rows(any_ledger, m.Pending.host_id) == []


def test_nothing_is_written_where_nothing_is_pending(ledger: Ledger, statements: list[str]) -> None:
    written(ledger, a_record())
    statements.clear()
    assert settle_pending(ledger) == 0
    assert not any(word in sql for sql in statements for word in ("INSERT", "DELETE", "UPDATE"))


def test_what_many_transactions_left_pending_is_counted_as_if_each_had_settled(any_ledger: Ledger) -> None:
    for number in range(12):
        one = a_record(
            a_disclosure(value=f"mail{number % 3}@a.test"),
            host=f"{'ab'[number % 2]}.adpix.test",
            site=("x.test", None, "y.test", "z.test")[number % 4],
            time=NOON + timedelta(minutes=number),
        )
        _left_pending(any_ledger, one, one)
    assert settle_pending(any_ledger) > 0
    assert_sums_are_right(any_ledger)


@pytest.mark.parametrize("between", [False, True], ids=["pending", "settled between"])
def test_what_was_premature_after_all_is_settled_as_what_it_is(any_ledger: Ledger, between: bool) -> None:
    relayed = a_record(a_disclosure(manner=Manner.RELAYED), host="px.adpix.test", time=NOON - timedelta(minutes=3))
    _left_pending(any_ledger, relayed)
    if between:
        settle_pending(any_ledger)
    _left_pending(any_ledger, a_record(a_disclosure(manner=Manner.SUBMITTED)))
    assert (Manner.PREMATURE.value,) in rows(any_ledger, m.Exposure.manner)
    settle_pending(any_ledger)
    assert_sums_are_right(any_ledger)


def test_much_is_settled_in_small_transactions(any_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.ledger.settling.AT_ONCE", 2)
    _left_pending(any_ledger, *(a_record(host=f"{name}.adpix.test", site="x.test") for name in "abcd"))
    assert settle_pending(any_ledger) == 4
    assert_sums_are_right(any_ledger)


def test_what_has_moved_is_settled_when_nothing_else_is_pending(
    any_ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exposures, which are asked then, have what is pending: it was counted as known before it was counted."""
    monkeypatch.setattr("tracker.ledger.settling.AT_ONCE", 1)
    relayed, early = a_disclosure(manner=Manner.RELAYED), NOON - timedelta(minutes=3)
    written(any_ledger, a_record(relayed, host="a.adpix.test", site="adpix.test", party=Party.FIRST, time=early))
    _left_pending(any_ledger, a_record(a_disclosure(manner=Manner.SUBMITTED), host="a.adpix.test", site="adpix.test"))
    _left_pending(any_ledger, a_record(relayed, host="b.adpix.test", site="x.test", party=Party.THIRD))
    settle_pending(any_ledger)
    assert_sums_are_right(any_ledger)


def test_what_is_pending_is_forgotten_with_all_else(any_ledger: Ledger) -> None:
    _left_pending(any_ledger, a_record(), a_record(host="px.adpix.test", site="x.test"))
    forget(any_ledger, vendor="adpix.test")
    assert rows(any_ledger, m.Pending.host_id) == []
    assert_sums_are_right(any_ledger)


def test_what_a_killed_process_left_pending_is_settled_by_the_next(any_ledger: Ledger) -> None:
    _left_pending(any_ledger, a_record())
    any_ledger._shared.clear()  # another process remembers nothing
    written(any_ledger, a_record(host="b.other.test"))
    assert rows(any_ledger, m.Pending.host_id) == []
    assert_sums_are_right(any_ledger)


def _fail_after_writing(ledger: Ledger) -> None:
    with ledger.session() as session:
        write(session, [a_record()], CATALOGUE, collapse=True, settled=False)
        _ = 1 / 0


def test_a_write_that_fails_leaves_nothing_pending(ledger: Ledger) -> None:
    with pytest.raises(ZeroDivisionError):
        _fail_after_writing(ledger)
    _left_pending(ledger, a_record())
    settle_pending(ledger)
    assert_sums_are_right(ledger)


def test_a_world_is_counted_alike_whenever_it_is_settled(ledger: Ledger) -> None:
    for some in batched(a_world(4), 40):
        _left_pending(ledger, *some)
    settle_pending(ledger)
    with ledger.reading() as session:
        assert tallies_kept(session)
    assert_sums_are_right(ledger)
