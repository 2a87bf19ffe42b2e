"""Categories may have an end of their own: the shorter holds, the sums stay exact, and the rest stays."""

from collections.abc import Mapping
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tests.builders.records import NOON, a_disclosure, a_record, a_user_agent
from tests.builders.rulings import a_ruled, a_ruling, noted, ruling_sums
from tests.builders.written import assert_sums_are_right, rows, written
from tests.tracker.ledger.test_retention import DAY, MINUTE, NOW, fill
from tests.tracker.ledger.test_sums import Steps, batches
from tracker.disclosure import BlindSpot
from tracker.ledger import models as m
from tracker.ledger.forgetting import forget, forget_aged
from tracker.ledger.opening import Ledger
from tracker.ledger.remembered import remember
from tracker.ledger.retention import (
    Ages,
    Doomed,
    Limits,
    ages,
    doomed,
    erase_old,
    keep_categories,
    keep_days,
    limits_of,
)
from tracker.ledger.unruling import recount_rulings
from tracker.taxonomy import Category

EMAIL, AGENT = Category.EMAIL_ADDRESS, Category.USER_AGENT
KINDS = (EMAIL, Category.FULL_NAME, Category.CLIENT_ID)


def choose(ledger: Ledger, days: int | None, categories: Mapping[Category, int]) -> None:
    with ledger.session() as session:
        keep_days(session, days)
        for category, number in categories.items():
            keep_categories(session, [category], number)


def kept(ledger: Ledger) -> dict[str, int]:
    found: dict[str, int] = {}
    for category, count in rows(ledger, m.Disclosure.category, m.Disclosure.count):
        found[category] = found.get(category, 0) + count
    return found


@pytest.mark.parametrize(
    ("days", "categories", "expected"),
    [
        (None, {AGENT: 3}, {"email_address": 10, "user_agent": 3}),
        (7, {AGENT: 3}, {"email_address": 7, "user_agent": 3}),
        (7, {AGENT: 9}, {"email_address": 7, "user_agent": 7}),
        (None, {AGENT: 3, EMAIL: 5}, {"email_address": 5, "user_agent": 3}),
        (None, {AGENT: 4, EMAIL: 4}, {"email_address": 4, "user_agent": 4}),
        (None, {AGENT: 99}, {"email_address": 10, "user_agent": 10}),
    ],
    ids=["alone", "shorter", "longer", "two", "two alike", "nothing old"],
)
def test_the_shorter_age_holds_and_is_counted_before(
    any_ledger: Ledger, days: int | None, categories: dict[Category, int], expected: dict[str, int]
) -> None:
    fill(any_ledger)
    choose(any_ledger, days, categories)
    with any_ledger.reading() as session:
        found = doomed(session, limits_of(ages(session), NOW))
    gone = 20 - sum(expected.values())
    assert found == Doomed(gone, NOON if gone else None, 20)
    assert erase_old(any_ledger, NOW) == gone
    assert kept(any_ledger) == expected
    assert_sums_are_right(any_ledger)
    assert erase_old(any_ledger, NOW) == 0


def test_what_disclosed_nothing_else_goes_with_it_and_blind_spots_stay(any_ledger: Ledger) -> None:
    written(
        any_ledger, a_record(a_user_agent(), time=NOON, host="px.adpix.test", blind_spots=(BlindSpot("binary", 5),))
    )
    written(any_ledger, a_record(a_user_agent(), time=NOON, host="c.metrica.test"))
    written(any_ledger, a_record(a_disclosure(), a_user_agent(), time=NOON))
    assert forget_aged(any_ledger, None, {AGENT: NOW}).requests == 2
    assert rows(any_ledger, m.Host.name) == [("px.adpix.test",), ("www.shop.example",)]
    assert [category for (category,) in rows(any_ledger, m.Datum.category)] == ["email_address"]
    assert len(rows(any_ledger, m.BlindSpot.host_id)) == 1
    assert_sums_are_right(any_ledger)


def test_what_rules_did_with_such_data_goes_too(any_ledger: Ledger) -> None:
    noted(any_ledger, a_ruled(a_ruling(category=AGENT), a_ruling(category=EMAIL), time=NOON))
    choose(any_ledger, None, {AGENT: 5})
    assert erase_old(any_ledger, NOW) == 0
    assert rows(any_ledger, m.Ruling.category) == [("email_address",)]
    with any_ledger.session() as session:
        before = ruling_sums(session)
        recount_rulings(session)
        assert ruling_sums(session) == before


def test_of_passwords_their_traces_go_too(ledger: Ledger) -> None:
    written(ledger, a_record(a_disclosure(Category.PASSWORD, "not-a-secret-1"), time=NOON))
    with ledger.session() as session:
        site = session.query(m.Site.id).scalar()
        use = m.PasswordUse(digest="d", site_id=site, strength=3, first=NOON, last=NOON, count=1)
        session.add(use)
    choose(ledger, None, {EMAIL: 5})
    erase_old(ledger, NOW)
    assert len(rows(ledger, m.PasswordUse.digest)) == 1
    choose(ledger, None, {Category.PASSWORD: 5})
    assert erase_old(ledger, NOW) == 1
    assert rows(ledger, m.PasswordUse.digest) == []


def test_a_choice_is_taken_back_and_what_a_later_version_knows_stays(ledger: Ledger) -> None:
    with ledger.session() as session:
        remember(session, "retention_of_categories", '{"aura": 5, "city": 9}')
        keep_categories(session, [EMAIL, AGENT], 30)
        assert ages(session) == Ages(None, {Category.CITY: 9, EMAIL: 30, AGENT: 30})
        keep_categories(session, [EMAIL, AGENT, Category.CITY], None)
        assert ages(session) == Ages()
        assert session.query(m.Setting.value).scalar() == '{"aura":5}'


def test_only_what_goes_beyond_the_age_of_all_is_a_limit_of_its_own() -> None:
    assert limits_of(Ages(7, {EMAIL: 9, AGENT: 3}), NOW) == Limits(NOW - 7 * DAY, {AGENT: NOW - 3 * DAY})
    assert limits_of(Ages(None, {EMAIL: 9}), NOW) == Limits(None, {EMAIL: NOW - 9 * DAY})
    assert Ages().is_endless
    assert not Ages(None, {EMAIL: 9}).is_endless


@examples(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    batches,
    st.sampled_from((None, 1, 29, 720)),
    st.dictionaries(st.sampled_from(KINDS), st.sampled_from((0, 2, 41, 720, 1500)), max_size=3),
)
def test_whatever_is_erased_the_sums_are_those_of_the_rest(
    ledger: Ledger, steps: Steps, minutes: int | None, of_kinds: dict[Category, int]
) -> None:
    for batch, collapse in steps:
        written(ledger, *batch, collapse=collapse)
    limits = Limits(
        None if minutes is None else NOON + minutes * MINUTE,
        {category: NOON + its * MINUTE for category, its in of_kinds.items() if minutes is None or its > minutes},
    )
    all_ = rows(ledger, m.Disclosure.id, m.Disclosure.category, m.Disclosure.time, m.Disclosure.count)
    with ledger.reading() as session:
        counted = doomed(session, limits).disclosures
    erased = forget_aged(ledger, *limits)
    old = {row[0] for row in all_ if row[2] < _limit(limits, row[1])}
    assert [key for (key,) in rows(ledger, m.Disclosure.id)] == [row[0] for row in all_ if row[0] not in old]
    assert erased.disclosures == counted == sum(row[3] for row in all_ if row[0] in old)
    assert_sums_are_right(ledger)
    forget(ledger, everything=True)


def _limit(limits: Limits, category: str) -> datetime:
    return limits.categories.get(Category(category), limits.before or NOON - 99 * DAY)
