"""What a scope says of itself."""

from datetime import UTC, datetime

import pytest

from tracker.disclosure import Manner, Party
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.taxonomy import Category

MOMENT = datetime(2026, 3, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("scope", "is_open", "has_period"),
    [
        (EVERYTHING, True, False),
        (Scope(), True, False),
        (Scope(since=MOMENT), False, True),
        (Scope(until=MOMENT), False, True),
        (Scope(category=Category.EMAIL_ADDRESS), False, False),
        (Scope(party=Party.THIRD, manner=Manner.RELAYED), False, False),
    ],
)
def test_a_scope_knows_how_far_it_reaches(scope: Scope, is_open: bool, has_period: bool) -> None:
    assert (scope.is_open, scope.has_period) == (is_open, has_period)
