import contextlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders.ledgers import a_catalogue, fill, vendor_of
from tests.builders.records import MAIL, NOON, a_disclosure, a_record
from tests.tracker.ledger.test_sums import Steps, batches
from tracker.disclosure import Manner, Party, Record
from tracker.errors import LedgerError
from tracker.ledger import models as m
from tracker.ledger.forgetting import forget
from tracker.ledger.moments import micros
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.hearings import EveryHearing, Heard
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.writing import write
from tracker.taxonomy import Category

HOUR = timedelta(hours=1)
SINCE, UNTIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 11, tzinfo=UTC)
SCOPES = {
    "everything": EVERYTHING,
    "a category": Scope(category=Category.EMAIL_ADDRESS),
    "third parties": Scope(party=Party.THIRD),
    "ambient": Scope(manner=Manner.AMBIENT),
    "since": Scope(since=SINCE),
    "until": Scope(until=UNTIL),
    "all of it": Scope(SINCE, UNTIL, Category.PAGE_VISITED, Party.THIRD, Manner.RELAYED),
    "nothing": Scope(until=datetime(2020, 1, 1, tzinfo=UTC)),
}
type Told = dict[tuple[str, str], tuple[frozenset[Category], int]]


def expected(records: Iterable[Record], scope: Scope) -> Told:
    found: dict[tuple[str, str], list[Category]] = {}
    for record in records:
        if (scope.since and record.time < scope.since) or (scope.until and record.time >= scope.until):
            continue
        for one in record.disclosures:
            wanted = ((one.category, scope.category), (record.party, scope.party), (one.manner, scope.manner))
            if all(given is None or value is given for value, given in wanted):
                found.setdefault((record.site or "", vendor_of(record.host)), []).append(one.category)
    return {pair: (frozenset(some), len(some)) for pair, some in found.items()}


def told(session: Session, heard: Iterable[Heard]) -> Told:
    sites = dict(session.execute(select(m.Site.id, m.Site.domain)).all())
    vendors = dict(session.execute(select(m.Vendor.id, m.Vendor.slug)).all())
    return {(sites[one.site], vendors[one.vendor]): (frozenset(one.categories), one.times) for one in heard}


@pytest.mark.parametrize("name", SCOPES)
def test_what_was_heard_within_a_scope_is_what_left(name: str, session: Session, records: list[Record]) -> None:
    hearing = EveryHearing().heard(session, SCOPES[name])
    assert told(session, hearing) == expected(records, SCOPES[name])
    assert (not hearing) is (name == "nothing")


def test_the_most_sensitive_is_first_and_the_last_time_told(session: Session, records: list[Record]) -> None:
    scope = Scope(party=Party.FIRST)
    (shop,) = (one for one in EveryHearing().heard(session, scope) if Category.CARD_NUMBER in one.categories)
    assert shop.categories[0] in {Category.CARD_NUMBER, Category.PASSWORD}
    assert shop.last == micros(max(r.time for r in records if r.host == "www.boutique.example"))
    assert shop.party is Party.FIRST


def test_kinds_leave_out_what_does_not_count(session: Session) -> None:
    found = EveryHearing().heard(session, EVERYTHING, {Category.HEALTH})
    assert {one.categories for one in found} == {(Category.HEALTH,)}
    within = EveryHearing().heard(session, Scope(since=SINCE), {Category.HEALTH})
    assert {one.categories for one in within} == {(Category.HEALTH,)}


def test_asked_again_it_is_told_at_the_price_of_what_has_changed(session: Session, statements: list[str]) -> None:
    every = EveryHearing()
    every.heard(session)
    statements.clear()
    every.heard(session)
    every.heard(session, Scope(party=Party.THIRD))
    assert len(statements) == 2


@pytest.mark.parametrize("name", SCOPES)
def test_what_each_company_heard_is_all_that_was_heard(name: str, session: Session) -> None:
    every = EveryHearing()
    found = every.of_vendors(session, SCOPES[name])
    assert all({one.vendor for one in some} == {vendor} for vendor, some in found.items())
    assert {one for some in found.values() for one in some} == {*every.heard(session, SCOPES[name])}


def test_what_a_company_heard_is_put_together_anew_only_where_it_has_changed(ledger: Ledger) -> None:
    fill(ledger, [a_record(host="px.adpix.test"), a_record(host="a.other.test")])
    every = EveryHearing()
    with ledger.reading() as session:
        before = every.of_vendors(session)
    fill(ledger, [a_record(host="px.adpix.test", site="new.example")])
    with ledger.reading() as session:
        after = every.of_vendors(session)
    assert [after[key] is some for key, some in before.items()].count(True) == 1
    assert sorted(map(len, after.values())) == [1, 2]


@pytest.mark.parametrize(
    "scope",
    [EVERYTHING, Scope(since=NOON - 24 * HOUR), Scope(NOON - 24 * HOUR, NOON + 24 * HOUR), Scope(party=Party.FIRST)],
)
def test_what_is_recorded_meanwhile_is_heard_at_once(scope: Scope, any_ledger: Ledger) -> None:
    every = EveryHearing()
    fill(any_ledger, [a_record(), a_record(site="other.example", host="px.adpix.test")])
    with any_ledger.reading() as session:
        assert told(session, every.heard(session, scope))["shop.example", "shop.example"][1] == 1
    with any_ledger.session() as session:
        more = a_record(a_disclosure(Category.CITY, "Lyon"), time=NOON + timedelta(hours=1))
        write(session, [more, a_record(site="third.example", host="www.third.example")], a_catalogue(), collapse=True)
    with any_ledger.reading() as session:
        found = told(session, every.heard(session, scope))
        assert found["shop.example", "shop.example"] == (frozenset({Category.CITY, Category.EMAIL_ADDRESS}), 2)
        assert ("third.example", "third.example") in found
        assert found == told(session, EveryHearing().heard(session, scope))


def test_days_that_nothing_came_to_are_not_read_again(ledger: Ledger, statements: list[str]) -> None:
    every, past = EveryHearing(), Scope(NOON - 24 * HOUR, NOON + 24 * HOUR)
    fill(ledger, [a_record()])
    with ledger.reading() as session:
        assert len(every.heard(session, past)) == 1
    fill(ledger, [a_record(time=NOON + 72 * HOUR)])
    statements.clear()
    with ledger.reading() as session:
        assert len(every.heard(session, past)) == 1
    assert not [one for one in statements if "FROM disclosure" in one]
    fill(ledger, [a_record(site="other.example")])
    with ledger.reading() as session:
        assert len(every.heard(session, past)) == 2


def test_what_turns_out_to_have_been_early_is_told_anew(ledger: Ledger) -> None:
    every, early = EveryHearing(), Scope(manner=Manner.PREMATURE)
    taken = a_disclosure(value=MAIL, manner=Manner.RELAYED)
    fill(ledger, [a_record(taken, host="px.adpix.test")])
    with ledger.reading() as session:
        assert every.heard(session, early) == []
    with ledger.session() as session:
        write(session, [a_record(time=NOON + timedelta(seconds=40))], a_catalogue(), collapse=True)
    with ledger.reading() as session:
        assert told(session, every.heard(session, early)) == told(session, EveryHearing().heard(session, early))


def test_what_was_forgotten_is_not_heard_any_more(ledger: Ledger) -> None:
    every = EveryHearing()
    fill(ledger, [a_record(), a_record(host="px.adpix.test")])
    with ledger.reading() as session:
        assert len(every.heard(session)) == 2
    forget(ledger, vendor="adpix")
    with ledger.reading() as session:
        assert list(told(session, every.heard(session))) == [("shop.example", "shop.example")]


def test_few_scopes_are_remembered(session: Session, statements: list[str]) -> None:
    every = EveryHearing()
    for day in range(1, 12):
        every.heard(session, Scope(since=datetime(2026, 3, day, tzinfo=UTC)))
    statements.clear()
    every.heard(session, Scope(since=datetime(2026, 3, 11, tzinfo=UTC)))
    assert len(statements) == 1
    statements.clear()
    every.heard(session, Scope(since=datetime(2026, 3, 1, tzinfo=UTC)))
    assert len(statements) > 1


def remembered(every: EveryHearing, session: Session) -> dict[str, list[object]]:
    """All that is told of a few scopes, in an order that does not depend on when it was learnt."""
    scopes = [EVERYTHING, Scope(party=Party.THIRD), Scope(manner=Manner.PREMATURE), Scope(since=NOON + HOUR)]
    scopes.append(Scope(NOON - HOUR, NOON + 2 * HOUR))
    found: dict[str, list[object]] = {}
    for scope in scopes:
        numbers = every.numbers(session, scope)
        found[repr(scope)] = [
            sorted(every.heard(session, scope)),
            sorted(every.attended(session, scope), key=lambda one: one.site),
            (dict(numbers.vendors), dict(numbers.sites)),
            sorted(every.streams(session, scope)),
            sorted(every.ways(session)),
        ]
    return found


@examples(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches, st.integers(0, 4))
def test_what_is_remembered_is_what_is_read_anew_whatever_is_written(ledger: Ledger, told: Steps, when: int) -> None:
    forget(ledger, everything=True)
    every = EveryHearing()
    for number, (records, collapse) in enumerate(told):
        with ledger.session() as session:
            write(session, records, a_catalogue(), collapse=collapse)
        if number == when:
            with contextlib.suppress(LedgerError):
                forget(ledger, vendor="adpix")
        with ledger.reading() as session:
            assert remembered(every, session) == remembered(EveryHearing(), session)
