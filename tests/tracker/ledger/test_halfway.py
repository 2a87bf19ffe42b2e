from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations

import pytest
from sqlalchemy import select

from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.written import assert_sums_are_right, written
from tracker.disclosure import Disclosure, Manner, Record
from tracker.ledger import models as m
from tracker.ledger.forgetting import forget
from tracker.ledger.halfway import OFTEN, mark_halfway
from tracker.ledger.leaps import Twice
from tracker.ledger.opening import Ledger
from tracker.ledger.sums import Counted
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


def all_in(ledger: Ledger, records: Sequence[Record], order: Sequence[int]) -> None:
    """Write each record in a transaction of its own."""
    for number in order:
        written(ledger, records[number])


@pytest.mark.parametrize(
    ("half", "expected"),
    [
        (relayed(HALF, 29), "premature"),
        (relayed(HALF, -90), "premature"),
        (relayed(HALF, 30), "relayed"),
        (relayed(HALF, -91), "relayed"),
        (relayed(HALF, 31), "relayed"),
        (relayed(HALF, 29, host="px.adpix.test"), "relayed"),
        (relayed(HALF, 29, site="news.example"), "relayed"),
        (relayed("Marie", 29, category=Category.FIRST_NAME), "relayed"),
        (relayed("a1b2c3d4e5f6", 29, category=Category.CLIENT_ID), "relayed"),
    ],
    ids=["before", "two minutes", "at once", "long before", "after", "to others", "elsewhere", "another kind", "added"],
)
@pytest.mark.parametrize("order", list(permutations(range(3))), ids=lambda order: "".join(map(str, order)))
def test_what_was_typed_halfway_is_premature_with_the_whole(
    ledger: Ledger, half: Record, expected: str, order: tuple[int, ...]
) -> None:
    records = (half, relayed(WHOLE, 30), submitted())
    all_in(ledger, records, order)
    assert manner_of(ledger, half) == expected
    assert manner_of(ledger, records[1]) == "premature"
    assert_sums_are_right(ledger)


OTHER = a_disclosure(value="contact@shop.example", manner=Manner.RELAYED)


@pytest.mark.parametrize(
    "again",
    [
        a_record(OTHER, a_disclosure(manner=Manner.RELAYED, value=WHOLE), host=RECORDER, time=NOON + 30 * SECOND),
        a_record(OTHER, host=RECORDER, time=NOON + 30 * SECOND),
        a_record(OTHER, host=RECORDER, time=NOON + 3600 * SECOND),
        a_record(OTHER, host=RECORDER, time=NOON - 3600 * SECOND),
        a_record(OTHER, host="px.adpix.test", time=NOON - 3600 * SECOND),
        a_record(a_disclosure(value="contact@shop.example", manner=Manner.AMBIENT), time=NOON + 3600 * SECOND),
        a_record(a_disclosure(value="contact@shop.example"), time=NOON - 3600 * SECOND),
        a_record(a_disclosure(value="contact@shop.example"), time=NOON + 7200 * SECOND),
    ],
    ids=["with it", "at once", "after", "before", "to others", "by itself", "given", "given later"],
)
@pytest.mark.parametrize("order", list(permutations(range(4))), ids=lambda order: "".join(map(str, order)))
def test_what_the_page_sends_each_time_was_not_typed(ledger: Ledger, again: Record, order: tuple[int, ...]) -> None:
    half = a_record(OTHER, host=RECORDER, time=NOON + 29 * SECOND)
    all_in(ledger, (half, again, relayed(WHOLE, 30), submitted()), order)
    assert manner_of(ledger, half) == "relayed"
    assert_sums_are_right(ledger)


def test_the_word_is_taken_back_when_the_value_is_seen_again(any_ledger: Ledger) -> None:
    half = relayed(HALF, 29)
    written(any_ledger, half, relayed(WHOLE, 30), submitted())
    assert manner_of(any_ledger, half) == "premature"
    written(any_ledger, relayed(HALF, 600, host="px.adpix.test"))
    assert manner_of(any_ledger, half) == "relayed"
    assert_sums_are_right(any_ledger)


def test_what_was_halfway_and_is_submitted_long_after_was_no_half(any_ledger: Ledger) -> None:
    half, whole = relayed(HALF, 29), relayed(WHOLE, 30)
    written(any_ledger, half, whole, submitted())
    written(any_ledger, submitted(HALF, 7200))
    assert (manner_of(any_ledger, half), manner_of(any_ledger, whole)) == ("relayed", "premature")
    assert_sums_are_right(any_ledger)


def test_of_two_whole_values_one_is_enough(any_ledger: Ledger) -> None:
    half, other = relayed(HALF, 29), "marie@work.example"
    written(any_ledger, half, relayed(WHOLE, 30), relayed(other, 31), submitted(), submitted(other))
    written(any_ledger, submitted(seconds=0))
    assert manner_of(any_ledger, half) == "premature"
    written(any_ledger, submitted(other, 0))
    assert manner_of(any_ledger, half) == "relayed"
    assert_sums_are_right(any_ledger)


@pytest.mark.parametrize(("times", "expected"), [(OFTEN, "premature"), (OFTEN + 1, "relayed")])
@pytest.mark.parametrize("at_once", [True, False], ids=["one batch", "one later"])
def test_what_is_seen_too_often_was_not_typed(ledger: Ledger, times: int, expected: str, at_once: bool) -> None:
    often = [relayed(HALF, 1 + number / OFTEN) for number in range(times)]
    last = 0 if at_once else 1
    written(ledger, *often[last:], relayed(WHOLE, 30), submitted())
    written(ledger, *often[:last])
    assert {manner_of(ledger, one) for one in often} == {expected}
    assert_sums_are_right(ledger)


def test_in_one_batch_it_is_the_same(any_ledger: Ledger) -> None:
    half = relayed(HALF, 29)
    written(any_ledger, half, relayed("marie@", 28), relayed(WHOLE, 30), submitted())
    assert manner_of(any_ledger, half) == "premature"
    assert_sums_are_right(any_ledger)


def test_an_earlier_submission_takes_the_word_back_of_what_was_halfway(any_ledger: Ledger) -> None:
    half, whole = relayed(HALF, 29), relayed(WHOLE, 30)
    written(any_ledger, half, whole, submitted())
    written(any_ledger, submitted(seconds=0))
    assert {manner_of(any_ledger, half), manner_of(any_ledger, whole)} == {"relayed"}
    assert_sums_are_right(any_ledger)


def test_what_was_premature_stays_so_when_its_submission_is_forgotten(ledger: Ledger) -> None:
    whole = relayed(WHOLE, 30)
    written(ledger, whole, submitted())
    forget(ledger, vendor="shop.example")
    written(ledger, relayed(WHOLE, 600))
    assert manner_of(ledger, whole) == "premature"
    assert_sums_are_right(ledger)


@pytest.mark.parametrize(
    "found",
    [
        a_disclosure(Category.CLIENT_ID, "a1b2c3d4e5f6", Manner.RELAYED),
        a_disclosure(Category.CARD_NUMBER, "4242424242424242", Manner.RELAYED),
        a_disclosure(Category.USER_AGENT, "Mozilla/5.0", Manner.AMBIENT),
    ],
    ids=["added", "secret", "ambient"],
)
def test_nothing_typed_asks_nothing(ledger: Ledger, statements: list[str], found: Disclosure) -> None:
    one = Counted(1, 1, 1, found.category.value, "third", found.manner.value, "https", 0)
    with ledger.session() as session:
        statements.clear()
        assert mark_halfway(session, [one], [one], [one], Twice(session)) == 0
        assert not statements


def test_what_is_typed_costs_two_questions_however_much_there_is(ledger: Ledger, statements: list[str]) -> None:
    written(ledger, *(relayed(f"a{number}@mail.example", number) for number in range(50)))
    statements.clear()
    written(ledger, *(relayed(f"b{number}@mail.example", number) for number in range(50)))
    assert len([sql for sql in statements if "FROM disclosure" in sql and "manner" in sql]) == 1
    assert len([sql for sql in statements if "min(exposure.first)" in sql]) == 2  # the other is `prematurity`'s


def test_places_are_asked_for_by_the_fifty(ledger: Ledger, statements: list[str]) -> None:
    written(ledger, *(relayed(f"a{number}@mail.example", 300 * number) for number in range(120)))
    assert len([sql for sql in statements if "FROM disclosure" in sql and "manner" in sql]) == 3


def test_many_hosts_at_one_time_are_asked_for_at_once(ledger: Ledger, statements: list[str]) -> None:
    written(ledger, *(relayed(HALF, number / 100, host=f"{number}.adpix.test") for number in range(OFTEN)))
    assert len([sql for sql in statements if "FROM disclosure" in sql and "manner" in sql]) == 1
