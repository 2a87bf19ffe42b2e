import pytest

from tracker.disclosure import Manner
from tracker.ledger.facts import facts_of
from tracker.ledger.queries.how import How, how


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (0, How((), False, False, False)),
        (facts_of("submitted", "first", False), How((Manner.SUBMITTED,), True, False, False)),
        (
            facts_of("ambient", "first", False) | facts_of("relayed", "third", True),
            How((Manner.RELAYED, Manner.AMBIENT), True, True, True, (Manner.RELAYED,)),
        ),
    ],
)
def test_facts_are_true_when_they_are_true_of_one(facts: int, expected: How) -> None:
    assert how(facts) == expected
