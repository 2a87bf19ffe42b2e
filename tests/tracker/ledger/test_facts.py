import pytest
from sqlalchemy import select

from tests.builders.records import a_record
from tests.builders.written import written
from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.ledger.facts import ELSEWHERE, FIRST, MANNERS, PLAIN, THIRD, facts_in, facts_of
from tracker.ledger.opening import Ledger


@pytest.mark.parametrize(
    ("manner", "party", "is_plain", "facts"),
    [
        (Manner.SUBMITTED, Party.FIRST, False, MANNERS[Manner.SUBMITTED] | FIRST),
        (Manner.RELAYED, Party.THIRD, True, MANNERS[Manner.RELAYED] | THIRD | PLAIN | ELSEWHERE[Manner.RELAYED]),
        (Manner.AMBIENT, Party.UNKNOWN, False, MANNERS[Manner.AMBIENT]),
    ],
)
def test_facts_say_how_something_left(manner: Manner, party: Party, is_plain: bool, facts: int) -> None:
    assert facts_of(manner.value, party.value, is_plain) == facts


def test_the_database_says_the_same_of_a_group(any_ledger: Ledger) -> None:
    written(any_ledger, a_record(), a_record(host="px.adpix.test", scheme="http"))
    expected = facts_of("submitted", "first", False) | facts_of("submitted", "third", True)
    with any_ledger.reading() as session:
        assert session.scalar(select(facts_in(m.Exposure))) == expected
