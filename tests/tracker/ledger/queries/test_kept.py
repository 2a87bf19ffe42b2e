"""How much rules kept from companies."""

from datetime import timedelta

import pytest

from tests.builders.records import NOON
from tests.builders.rulings import a_ruled, a_ruling, noted
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.kept import Kept, kept
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.rulings import Outcome

DAY = timedelta(days=1)


@pytest.fixture
def filled(any_ledger: Ledger) -> Ledger:
    """Three data of two companies on two days, and one that was only told of."""
    noted(any_ledger, a_ruled(a_ruling(), a_ruling(path="b")), a_ruled(host="c.metrica.test", time=NOON + 2 * DAY))
    noted(any_ledger, a_ruled(a_ruling(outcome=Outcome.WARNED), host="www.shop.example"))
    return any_ledger


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (EVERYTHING, Kept(3, 2)),
        (Scope(since=NOON + timedelta(hours=5)), Kept(3, 2)),
        (Scope(since=NOON + DAY), Kept(1, 1)),
        (Scope(until=NOON + DAY), Kept(2, 1)),
        (Scope(until=NOON - DAY), Kept(0, 0)),
        (Scope(NOON + DAY, NOON + DAY), Kept(0, 0)),
    ],
    ids=range(6),
)
def test_what_was_kept_is_counted_by_days(filled: Ledger, statements: list[str], scope: Scope, expected: Kept) -> None:
    with filled.reading() as session:
        statements.clear()
        assert kept(session, scope) == expected
    assert len(statements) == 1
