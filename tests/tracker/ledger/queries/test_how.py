from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.disclosure import Manner
from tracker.ledger.queries.how import FACTS, How, how


def test_a_fact_is_true_when_it_is_true_of_one() -> None:
    assert how([1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1]) == How(
        (Manner.SUBMITTED, Manner.AMBIENT), False, True, False, (Manner.AMBIENT,)
    )


def test_all_facts_of_the_world_are_read_back(session: Session) -> None:
    elsewhere = (Manner.RELAYED, Manner.PREMATURE, Manner.AMBIENT)
    assert how(session.execute(select(*FACTS)).one()) == How(tuple(Manner), True, True, True, elsewhere)
