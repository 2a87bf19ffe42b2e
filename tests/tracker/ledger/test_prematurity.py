from datetime import timedelta

import pytest

from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.written import assert_sums_are_right, rows, written
from tracker.disclosure import Manner, Record
from tracker.leaps import Leap
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.ledger.prematurity import mark_premature, note_leaps
from tracker.ledger.tallying import settle
from tracker.taxonomy import Category

MINUTE = timedelta(minutes=1)
RECORDER = "rec.replay.test"


def relayed(minutes: float, host: str = RECORDER, value: str = "", site: str = "shop.example") -> Record:
    found = a_disclosure(value=value or "marie@mail.example", manner=Manner.RELAYED)
    return a_record(found, host=host, site=site, time=NOON + minutes * MINUTE)


def submitted(minutes: float) -> Record:
    return a_record(a_disclosure(value="marie@mail.example"), time=NOON + minutes * MINUTE)


@pytest.mark.parametrize(
    ("early", "later", "expected"),
    [
        (relayed(0), submitted(1), "premature"),
        (relayed(0), submitted(30), "premature"),
        (relayed(0), submitted(30.1), "relayed"),
        (relayed(0), submitted(0), "relayed"),
        (relayed(1), submitted(0), "relayed"),
        (relayed(0, site="other.example"), submitted(1), "relayed"),
        (relayed(0, value="else@mail.example"), submitted(1), "relayed"),
        (relayed(0, host="www.shop.example"), submitted(1), "premature"),
    ],
    ids=["before", "half an hour", "longer", "same moment", "after", "another site", "another value", "to the site"],
)
@pytest.mark.parametrize("order", ["one batch", "as it happened", "late"])
def test_what_left_before_it_was_submitted_is_premature(
    ledger: Ledger, early: Record, later: Record, expected: str, order: str
) -> None:
    if order == "one batch":
        written(ledger, early, later)
    else:
        for record in (early, later) if order == "as it happened" else (later, early):
            written(ledger, record)
    for column in (m.Disclosure.manner, m.Exposure.manner, m.Daily.manner):
        assert {manner for (manner,) in rows(ledger, column)} == {"submitted", expected}


def test_only_what_came_before_moves_and_the_sums_keep_the_rest(any_ledger: Ledger) -> None:
    written(any_ledger, relayed(-100), relayed(-50), relayed(-10), relayed(5), submitted(0))
    assert rows(any_ledger, m.Disclosure.time, m.Disclosure.manner) == [
        (NOON - 100 * MINUTE, "relayed"),
        (NOON - 50 * MINUTE, "relayed"),
        (NOON - 10 * MINUTE, "premature"),
        (NOON, "submitted"),
        (NOON + 5 * MINUTE, "relayed"),
    ]
    assert_sums_are_right(any_ledger)


def test_nothing_new_marks_nothing(ledger: Ledger) -> None:
    with ledger.session() as session:
        assert mark_premature(session, []) == 0


def test_rows_far_from_what_is_new_are_not_looked_at(ledger: Ledger, statements: list[str]) -> None:
    written(ledger, submitted(0))
    statements.clear()
    written(ledger, relayed(60), relayed(61))
    assert not [sql for sql in statements if "FROM disclosure" in sql and "manner" in sql]


def test_once_given_to_a_site_passing_it_on_is_not_premature(any_ledger: Ledger) -> None:
    written(any_ledger, submitted(0), relayed(5), submitted(10), relayed(12), submitted(20))
    assert {manner for (manner,) in rows(any_ledger, m.Disclosure.manner)} == {"submitted", "relayed"}
    assert_sums_are_right(any_ledger)


def test_an_earlier_submission_that_comes_in_late_takes_the_word_back(any_ledger: Ledger) -> None:
    written(any_ledger, relayed(5), submitted(10))
    assert ("premature",) in rows(any_ledger, m.Disclosure.manner)
    written(any_ledger, submitted(0))
    assert {manner for (manner,) in rows(any_ledger, m.Disclosure.manner)} == {"submitted", "relayed"}
    assert_sums_are_right(any_ledger)


def a_secret(
    value: str, host: str, minutes: float, manner: Manner, category: Category = Category.CARD_NUMBER
) -> Record:
    """Its fingerprint tells the recipient and the kind alone."""
    found = a_disclosure(category, value, manner, recipient=host)
    return a_record(found, host=host, site="shop.example", time=NOON + minutes * MINUTE)


@pytest.mark.parametrize("order", ["one batch", "as it happened", "late"])
@pytest.mark.parametrize(
    ("value", "minutes", "expected"),
    [
        ("4242 4242 4242 4242", 0, "premature"),
        ("4242 4242 4242 4242", 2, "relayed"),
        ("4242 42", 0, "premature"),
    ],
    ids=["before", "after", "halfway"],
)
def test_a_secret_that_left_before_it_was_submitted_is_premature(
    ledger: Ledger, value: str, minutes: float, expected: str, order: str
) -> None:
    taken = a_secret(value, RECORDER, minutes, Manner.RELAYED)
    given = a_secret("4242424242424242", "www.shop.example", 1, Manner.SUBMITTED)
    if order == "one batch":
        written(ledger, taken, given)
    else:
        for record in (taken, given) if order == "as it happened" else (given, taken):
            written(ledger, record)
    assert {manner for (manner,) in rows(ledger, m.Disclosure.manner)} == {"submitted", expected}
    assert_sums_are_right(ledger)


def leapt(ledger: Ledger, *between: tuple[float, float]) -> int:
    """The clock told the times between these twice, in minutes from noon."""
    with ledger.session() as session:
        changed = note_leaps(session, [Leap(NOON + since * MINUTE, NOON + until * MINUTE) for since, until in between])
        settle(session)
        return changed


@pytest.mark.parametrize(
    ("early", "later", "expected"),
    [
        (relayed(-10), submitted(-1), "relayed"),
        (relayed(-20), submitted(0), "relayed"),
        (relayed(-21), submitted(-1), "premature"),
        (relayed(-1), submitted(1), "premature"),
        (relayed(-25), submitted(-22), "premature"),
        (relayed(1), submitted(5), "premature"),
    ],
    ids=["within", "from end to end", "from before", "until after", "before", "after"],
)
@pytest.mark.parametrize("order", ["as it happens", "one after the other", "noticed late"])
def test_nothing_is_premature_by_the_order_of_times_that_the_clock_told_twice(
    any_ledger: Ledger, early: Record, later: Record, expected: str, order: str
) -> None:
    if order != "noticed late":
        leapt(any_ledger, (-20, 0))
    if order == "one after the other":
        written(any_ledger, later)
        written(any_ledger, early)
    else:
        written(any_ledger, early, later)
    if order == "noticed late":
        assert leapt(any_ledger, (-20, 0)) == (expected == "relayed")
    for column in (m.Disclosure.manner, m.Exposure.manner, m.Daily.manner):
        assert {manner for (manner,) in rows(any_ledger, column)} == {"submitted", expected}
    assert leapt(any_ledger, (-20, 0)) == 0
    assert_sums_are_right(any_ledger)


@pytest.mark.parametrize("is_late", [True, False])
def test_what_was_typed_halfway_is_not_told_by_such_times_either(any_ledger: Ledger, is_late: bool) -> None:
    whole, half = relayed(-1), relayed(-1.5, value="marie@mail.ex")
    if not is_late:
        leapt(any_ledger, (-1.75, -1.25))
    written(any_ledger, half, whole, submitted(1))
    if is_late:
        assert leapt(any_ledger, (-1.75, -1.25)) == 1
    assert sorted(manner for (manner,) in rows(any_ledger, m.Disclosure.manner)) == [
        *("premature", "relayed", "submitted"),
    ]
    assert_sums_are_right(any_ledger)


def test_what_was_typed_halfway_to_what_is_premature_no_more_is_not_either(any_ledger: Ledger) -> None:
    written(any_ledger, relayed(-21, value="marie@mail.ex"), relayed(-20), submitted(-1))
    assert leapt(any_ledger, (-20, 0)) == 2
    assert {manner for (manner,) in rows(any_ledger, m.Disclosure.manner)} == {"submitted", "relayed"}
    assert_sums_are_right(any_ledger)


def test_secrets_that_count_as_one_have_no_order_there_either(ledger: Ledger) -> None:
    taken = a_secret("4242 4242 4242 4242", RECORDER, -10, Manner.RELAYED)
    written(ledger, taken, a_secret("4242424242424242", "www.shop.example", -1, Manner.SUBMITTED))
    assert leapt(ledger, (-20, 0)) == 1
    assert {manner for (manner,) in rows(ledger, m.Disclosure.manner)} == {"submitted", "relayed"}


def test_a_leap_where_nothing_was_premature_changes_nothing(ledger: Ledger) -> None:
    written(ledger, relayed(-50), submitted(-1))
    assert leapt(ledger, (-60, 0)) == 0
