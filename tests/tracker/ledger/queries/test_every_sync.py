from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.builders.ledgers import fill
from tests.builders.records import NOON, a_disclosure, a_record
from tracker.disclosure import Manner, Record
from tracker.errors import LedgerError
from tracker.ledger.forgetting import forget
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.every_sync import EverySync, syncs
from tracker.ledger.queries.network import firms
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.taxonomy import Category

type Pair = tuple[str, str]


def pairs(session: Session, scope: Scope = EVERYTHING, focus: str = "") -> list[Pair]:
    who = firms(session)
    found = syncs(session, who, scope, [key for key, firm in who.items() if firm.slug == focus])
    return [(who[one.one].slug, who[one.other].slug) for one in found]


def test_companies_of_different_groups_have_an_identifier_in_common(session: Session) -> None:
    assert {frozenset(pair) for pair in pairs(session)} == {frozenset({"adpix", "exchange-nord"})}


@pytest.mark.parametrize(
    ("scope", "is_found"),
    [
        (EVERYTHING, True),
        (Scope(category=Category.ADVERTISING_ID), True),
        (Scope(category=Category.CLIENT_ID), False),
        (Scope(manner=Manner.RELAYED), True),
        (Scope(manner=Manner.SUBMITTED), False),
        (Scope(since=datetime(2026, 3, 1, tzinfo=UTC)), True),
        (Scope(since=datetime(2026, 4, 1, tzinfo=UTC)), False),
        (Scope(until=datetime(2020, 1, 1, tzinfo=UTC)), False),
    ],
)
def test_what_they_have_in_common_obeys_the_scope(scope: Scope, is_found: bool, session: Session) -> None:
    assert bool(pairs(session, scope)) is is_found


def test_of_many_the_first_is_told_with_each_and_who_is_looked_at_with_all(any_ledger: Ledger) -> None:
    same = a_disclosure(Category.CLIENT_ID, "visitor-1", Manner.RELAYED)
    hosts = ("px.adpix.test", "bid.exchange-nord.test", "like.sharebar.test", "rec.replay.test", "x.unknown.test")
    fill(any_ledger, [a_record(same, host=host) for host in hosts])
    with any_ledger.reading() as session:
        assert len(pairs(session)) == 3
        around = {frozenset(pair) for pair in pairs(session, focus="sharebar")}
        assert {frozenset({"sharebar", other}) for other in ("adpix", "exchange-nord", "replay")} <= around
        assert not any("unknown.test" in pair for pair in around)


@pytest.mark.parametrize(
    "hosts",
    [
        ("collect.metrica.test", "tags.tagdepot.test"),  # of one group
        ("x.unknown.test", "y.stranger.test"),  # perhaps the same
        ("px.adpix.test", "www.shop.example"),  # the site itself
    ],
)
def test_nobody_is_said_to_share_who_may_be_the_same_or_is_the_site(hosts: tuple[str, ...], ledger: Ledger) -> None:
    same = a_disclosure(Category.CLIENT_ID, "visitor-1", Manner.RELAYED)
    fill(ledger, [a_record(same, host=host) for host in hosts])
    with ledger.reading() as session:
        assert pairs(session) == []


def test_it_is_remembered_and_only_what_has_changed_is_read(ledger: Ledger, statements: list[str]) -> None:
    same, every = a_disclosure(Category.CLIENT_ID, "visitor-1", Manner.RELAYED), EverySync()
    fill(ledger, [a_record(same, host=host) for host in ("px.adpix.test", "bid.exchange-nord.test")])
    with ledger.reading() as session:
        known = firms(session)
        assert len(every.syncs(session, known, EVERYTHING)) == 1
        statements.clear()
        assert len(every.syncs(session, known, EVERYTHING)) == 1
        assert len(statements) == 1
    fill(ledger, [a_record(same, host="rec.replay.test")])
    with ledger.reading() as session:
        assert len(every.syncs(session, known, EVERYTHING)) == 1  # nothing of whom nobody knows yet
        assert len(every.syncs(session, firms(session), EVERYTHING)) == 2


def test_what_was_forgotten_is_not_told_again(ledger: Ledger) -> None:
    same, every = a_disclosure(Category.CLIENT_ID, "visitor-1", Manner.RELAYED), EverySync()
    fill(ledger, [a_record(same, host=host) for host in ("px.adpix.test", "bid.exchange-nord.test")])
    with ledger.reading() as session:
        assert every.syncs(session, firms(session), EVERYTHING)
    forget(ledger, vendor="adpix")
    with ledger.reading() as session:
        assert every.syncs(session, firms(session), EVERYTHING) == []


_HOSTS = ("px.adpix.test", "bid.exchange-nord.test", "rec.replay.test", "like.sharebar.test", "x.unknown.test")
_SENT = st.builds(
    lambda host, value, days: a_record(
        a_disclosure(Category.CLIENT_ID, value, Manner.RELAYED), host=host, time=NOON + timedelta(days=days)
    ),
    st.sampled_from(_HOSTS),
    st.sampled_from(("one", "two", "three")),
    st.integers(-3, 3),
)


@examples(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(_SENT, max_size=4) | st.sampled_from(("adpix", "replay")), min_size=1, max_size=6))
def test_what_is_remembered_is_what_a_fresh_look_finds(ledger: Ledger, steps: list[list[Record] | str]) -> None:
    forget(ledger, everything=True)
    every = EverySync()
    for step in steps:
        if isinstance(step, str):
            with suppress(LedgerError):  # nothing of it is there
                forget(ledger, vendor=step)
        else:
            fill(ledger, step)
        with ledger.reading() as session:
            known = firms(session)
            assert set(every.syncs(session, known, EVERYTHING)) == set(syncs(session, known, EVERYTHING))
