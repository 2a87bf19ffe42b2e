from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import fill
from tests.builders.records import a_disclosure, a_record
from tracker.disclosure import Manner
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.hearings import EveryHearing
from tracker.ledger.queries.network import Directory, domains, firms, syncs
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.taxonomy import Category

type Pair = tuple[str, str]


def pairs(session: Session, scope: Scope = EVERYTHING, focus: str = "") -> list[Pair]:
    who = firms(session)
    found = syncs(session, who, scope, [key for key, firm in who.items() if firm.slug == focus])
    return [(who[one.one].slug, who[one.other].slug) for one in found]


def test_companies_are_told_with_the_topmost_one_above_them(session: Session, asked: list[str]) -> None:
    found = {firm.slug: firm for firm in firms(session).values()}
    assert len(asked) == 1
    assert found["adpix"] == ("adpix", "Adpix", "advertising", "pixel-holding", True)
    assert found["metrica"].root == found["tagdepot"].root == "northwind-data"
    assert found["letters.test"] == ("letters.test", "letters.test", "", "letters.test", False)


def test_sites_are_told_by_their_ids(session: Session, asked: list[str]) -> None:
    assert {"boutique.example", "meteo.example"} <= set(domains(session).values())
    assert len(asked) == 1


def test_who_is_who_is_remembered_until_somebody_new_is_heard_of(ledger: Ledger, statements: list[str]) -> None:
    directory, hearing = Directory(), EveryHearing()
    fill(ledger, [a_record()])
    with ledger.reading() as session:
        heard = hearing.heard(session)
        assert [firm.slug for firm in directory.who(session, heard)[0].values()] == ["shop.example"]
        statements.clear()
        directory.who(session, heard)
        assert len(statements) == 1
    fill(ledger, [a_record(host="px.adpix.test", site="other.example")])
    with ledger.reading() as session:
        who, where = directory.who(session, hearing.heard(session))
        assert {firm.slug for firm in who.values()} == {"shop.example", "adpix"}
        assert {"shop.example", "other.example"} <= set(where.values())


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
