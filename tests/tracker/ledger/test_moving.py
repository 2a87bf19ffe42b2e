from datetime import timedelta

import pytest

from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.written import assert_sums_are_right, rows, written
from tracker.disclosure import Manner
from tracker.ledger import models as m
from tracker.ledger.moving import move
from tracker.ledger.opening import Ledger

MINUTE = timedelta(minutes=1)


def test_moving_nothing_asks_nothing(ledger: Ledger, statements: list[str]) -> None:
    with ledger.session() as session:
        statements.clear()
        move(session, [], Manner.PREMATURE)
    assert statements == []


@pytest.mark.parametrize(
    "schemes", [("http", "https", "https"), ("https", "https", "http"), ("https", "http", "https"), ("http",) * 3]
)
@pytest.mark.parametrize("submitted", [-55, -20, 5, 40])
def test_what_is_left_of_a_sum_is_the_sum_of_what_is_left(
    any_ledger: Ledger, schemes: tuple[str, ...], submitted: int
) -> None:
    """Three relays an hour, or an hour and a half, before noon; the submission takes one of them, at an edge or not."""
    found = a_disclosure(manner=Manner.RELAYED)
    for minutes, scheme in zip((-60, -30, 0), schemes, strict=True):
        written(any_ledger, a_record(found, host="px.adpix.test", scheme=scheme, time=NOON + minutes * MINUTE))
    written(any_ledger, a_record(time=NOON + submitted * MINUTE))
    assert len(rows(any_ledger, m.Exposure.manner)) >= 2
    assert_sums_are_right(any_ledger)
