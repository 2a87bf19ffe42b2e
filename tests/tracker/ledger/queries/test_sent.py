"""Where what was sent within a scope is read from."""

import pytest

from tests.builders.ledgers import LAST
from tracker.disclosure import Party
from tracker.ledger import models as m
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.queries.sent import sent


@pytest.mark.parametrize(
    ("scope", "table", "conditions"),
    [
        (EVERYTHING, m.Exposure, 0),
        (Scope(party=Party.THIRD), m.Exposure, 1),
        (Scope(LAST), m.Disclosure, 1),
        (Scope(LAST, LAST), m.Disclosure, 2),
        (Scope(until=LAST, party=Party.THIRD), m.Disclosure, 2),
    ],
    ids=["all", "all of a party", "since", "from to", "until"],
)
def test_a_period_is_read_from_the_rows_and_all_time_from_the_sums(scope: Scope, table: type, conditions: int) -> None:
    found = sent(scope)
    assert found.table is table
    assert len(found.conditions) == conditions
