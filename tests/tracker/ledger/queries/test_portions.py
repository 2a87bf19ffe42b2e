from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import LAST, vendor_of
from tracker.disclosure import Manner, Party, Record
from tracker.ledger.opening import Ledger
from tracker.ledger.queries import portions as question
from tracker.ledger.queries.held import held
from tracker.ledger.queries.portions import days_within, passed, proofs_of_rows
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.sources import sites_of
from tracker.taxonomy import Category

SINCE, UNTIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 11, tzinfo=UTC)
TIME = Scope(SINCE, UNTIL)
EVER = Scope(datetime(2020, 1, 1, tzinfo=UTC))
SCOPES = {
    "ten days": TIME,
    "relayed": Scope(manner=Manner.RELAYED),
    "third party, pages": Scope(party=Party.THIRD, category=Category.PAGE_VISITED),
    "ten days, relayed pages": TIME._replace(manner=Manner.RELAYED, category=Category.PAGE_VISITED),
}


def expected(records: list[Record], slug: str, scope: Scope) -> list[tuple[str, str, str]]:
    """Site, category and fingerprint of each disclosure in the scope."""
    return [
        (record.site or "", one.category.value, one.fingerprint)
        for record in records
        if vendor_of(record.host) == slug
        and (scope.since is None or record.time >= scope.since)
        and (scope.until is None or record.time < scope.until)
        for one in record.disclosures
        if (scope.category in {None, one.category}) and (scope.manner in {None, one.manner})
    ]


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_what_a_company_received_is_what_left(
    scope: Scope, session: Session, records: list[Record], asked: list[str]
) -> None:
    told = passed(session, "adpix", scope, each=1000)
    assert len(asked) == 1
    found, ways = told.portions, told.ways
    left = expected(records, "adpix", scope)
    assert sum(one.held.times for one in found) == len(left)
    assert len(found) == len({(category, fingerprint) for _, category, fingerprint in left})
    assert all((one.row is not None) == scope.has_period for one in found)
    sites = {one.name: one.times for one in told.sites}
    assert sites == {name: sum(site == name for site, *_ in left) for name in {site for site, *_ in left}}
    assert (ways.times, ways.is_cut) == (len(left), False)
    assert {way.category for way in ways.ways} == {category for _, category, _ in left}


def test_of_each_kind_the_latest_are_told_with_how_many_there_are(session: Session) -> None:
    pages = [one.held for one in passed(session, "adpix", EVER, each=2).portions if one.held.category == "page_visited"]
    assert len(pages) == 2
    assert pages[0].last >= pages[1].last
    assert pages[0].total == 45


def test_all_of_time_is_what_the_sums_tell(session: Session) -> None:
    found = passed(session, "boutique", EVER, each=1000)
    by_rows = {one.held.id: one.held for one in found.portions}
    for one in held(session, "boutique", each=1000):
        told = by_rows[one.id]
        assert (told.times, told.first, told.last, told.total) == (one.times, one.first, one.last, one.total)
    sums = sites_of(session, "boutique")
    assert [(one.name, one.data, one.times) for one in found.sites] == [(one.name, one.data, one.times) for one in sums]


def test_proofs_are_of_the_time_asked_for(session: Session, statements: list[str]) -> None:
    found = passed(session, "adpix", TIME).portions
    rows = [one.row for one in found if one.row]
    statements.clear()
    proven = proofs_of_rows(session, rows)
    assert len(statements) == 1
    assert set(proven) == {one.held.id for one in found}
    assert all(SINCE <= proof.time < UNTIL for proof in proven.values())


def test_only_the_latest_rows_count_where_there_are_too_many(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question, "MOST", 10)
    found = passed(session, "adpix", EVER)
    assert found.ways.is_cut
    assert not passed(session, "adpix", Scope(manner=Manner.RELAYED)).ways.is_cut
    assert all(one.held.last > LAST - timedelta(days=2) for one in found.portions)


def test_days_are_told_within_filters(session: Session) -> None:
    end = LAST.date()
    start = end - timedelta(days=5)
    days = days_within(session, "adpix", start, end, Scope())
    pages = days_within(session, "adpix", start, end, Scope(category=Category.PAGE_VISITED))
    assert [day.day for day in days] == [start + timedelta(days=number) for number in range(6)]
    assert 0 < sum(day.third for day in pages) < sum(day.third for day in days)


def test_nobody_received_nothing(session: Session) -> None:
    assert passed(session, "nobody", TIME) == ([], [], ((), 0, False))


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_both_databases_tell_the_same(scope: Scope, any_world: Ledger, records: list[Record]) -> None:
    with any_world.reading() as session:
        found = passed(session, "adpix", scope, each=2, limit=3)
    assert [one.held.category for one in found.portions] == sorted(one.held.category for one in found.portions)
    assert [-one.data for one in found.sites] == sorted(-one.data for one in found.sites)
    assert found.ways.times == len(expected(records, "adpix", scope))
