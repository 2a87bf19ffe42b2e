from datetime import timedelta
from itertools import permutations

import pytest
from sqlalchemy import select

from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.written import assert_sums_are_right, written
from tracker.disclosure import Manner, Record
from tracker.ledger import models as m
from tracker.ledger.halfway import mark_halfway
from tracker.ledger.opening import Ledger
from tracker.taxonomy import Category

RECORDER, SECOND = "rec.replay.test", timedelta(seconds=1)
WHOLE, HALF = "marie@mail.example", "marie@mail.ex"


def relayed(
    value: str, seconds: float, host: str = RECORDER, site: str = "shop.example",
    category: Category = Category.EMAIL_ADDRESS,
) -> Record:  # fmt: skip
    found = a_disclosure(category, value, Manner.RELAYED)
    return a_record(found, host=host, site=site, time=NOON + seconds * SECOND)


def submitted(value: str = WHOLE, seconds: float = 60) -> Record:
    return a_record(a_disclosure(value=value), time=NOON + seconds * SECOND)


def manner_of(ledger: Ledger, record: Record) -> str:
    """The manner of a record's one disclosure."""
    asked = select(m.Disclosure.manner).join(m.Request, m.Request.id == m.Disclosure.request_id)
    with ledger.reading() as session:
        (found,) = session.scalars(asked.where(m.Request.uid == record.id))
    return str(found)


@pytest.mark.parametrize(
    ("half", "expected"),
    [
        (relayed(HALF, 29), "premature"),
        (relayed(HALF, 30), "premature"),
        (relayed(HALF, -91), "relayed"),
        (relayed(HALF, 31), "relayed"),
        (relayed(HALF, 29, host="px.adpix.test"), "relayed"),
        (relayed(HALF, 29, site="news.example"), "relayed"),
        (relayed("Marie", 29, category=Category.FIRST_NAME), "relayed"),
        (relayed("a1b2c3d4e5f6", 29, category=Category.CLIENT_ID), "relayed"),
    ],
    ids=["before", "at once", "long before", "after", "to others", "elsewhere", "another kind", "not typed"],
)
@pytest.mark.parametrize("order", list(permutations(range(3))), ids=lambda order: "".join(map(str, order)))
def test_what_was_typed_halfway_is_premature_with_the_whole(
    ledger: Ledger, half: Record, expected: str, order: tuple[int, ...]
) -> None:
    records = (half, relayed(WHOLE, 30), submitted())
    for number in order:
        written(ledger, records[number])
    assert manner_of(ledger, half) == expected
    assert manner_of(ledger, records[1]) == "premature"
    assert_sums_are_right(ledger)


def test_in_one_batch_it_is_the_same(any_ledger: Ledger) -> None:
    half = relayed(HALF, 29)
    written(any_ledger, half, relayed("marie@", 28), relayed(WHOLE, 30), submitted())
    assert manner_of(any_ledger, half) == "premature"
    assert_sums_are_right(any_ledger)


def test_what_was_submitted_itself_is_judged_by_that(ledger: Ledger) -> None:
    other = relayed("else@mail.example", 29)
    written(ledger, submitted("else@mail.example", 0), other, relayed(WHOLE, 30), submitted())
    assert manner_of(ledger, other) == "relayed"


def test_an_earlier_submission_takes_the_word_back_of_what_was_halfway(any_ledger: Ledger) -> None:
    half, whole = relayed(HALF, 29), relayed(WHOLE, 30)
    written(any_ledger, half, whole, submitted())
    written(any_ledger, submitted(seconds=0))
    assert {manner_of(any_ledger, half), manner_of(any_ledger, whole)} == {"relayed"}
    assert_sums_are_right(any_ledger)


def test_nothing_typed_asks_nothing(ledger: Ledger, statements: list[str]) -> None:
    with ledger.session() as session:
        statements.clear()
        assert mark_halfway(session, [], [], []) == 0
        assert not statements
