from datetime import timedelta

import pytest

from tests.builders.ledgers import a_world, fill
from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.reports import MADE, a_count
from tracker.disclosure import BlindSpot, Manner, Party
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.disclosures import disclosures
from tracker.ledger.queries.scope import Scope
from tracker.reporting import gathering
from tracker.reporting.asked import Asked
from tracker.reporting.gathering import Material, gathered
from tracker.taxonomy import Category


@pytest.fixture
def world(ledger: Ledger) -> Ledger:
    return fill(ledger, a_world(days=10))


def asked(ledger: Ledger, asked: Asked) -> Material:
    with ledger.reading() as session:
        return gathered(session, asked)


def test_it_is_made_from_the_rows_that_the_export_gives(world: Ledger) -> None:
    scope = Scope(party=Party.THIRD, manner=Manner.RELAYED)
    found = asked(world, Asked(MADE, "adpix", scope))
    with world.reading() as session:
        rows = disclosures(session, vendor="adpix", until=MADE - timedelta(seconds=10), scope=scope)
        kept = list(rows)
    assert a_count(kept) == found.count
    assert found.count.rows > 5
    assert [one.name for one in found.subjects] == ["Adpix"]


def test_companies_come_by_risk_and_some_are_told_in_full(world: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "DETAILED", 3)
    found = asked(world, Asked(MADE))
    scores = [one.rated.score for one in found.subjects if one.rated]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == len(found.subjects) > 3
    assert [one.subject for one in found.details] == [*found.subjects[:3]]
    assert all(one.assessed for one in found.details)


def test_an_identifier_that_several_got_is_told_with_who_they_are(world: Ledger) -> None:
    (detail,) = asked(world, Asked(MADE, "adpix")).details
    shared = [{one.slug for one in some} for some in detail.sharers.values()]
    assert {"adpix", "exchange-nord"} in shared


def test_what_was_not_read_of_a_company_is_its_own(ledger: Ledger) -> None:
    spot = BlindSpot("oversized", 10)
    fill(ledger, [a_record(), a_record(host="cdn.swiftfiles.test", blind_spots=(spot,)), a_record(blind_spots=(spot,))])
    assert {one.host for one in asked(ledger, Asked(MADE)).spots} == {"cdn.swiftfiles.test", "www.shop.example"}
    assert [one.host for one in asked(ledger, Asked(MADE, "swiftfiles")).spots] == ["cdn.swiftfiles.test"]


def test_a_domain_that_bears_a_companys_slug_is_not_that_company(ledger: Ledger) -> None:
    from tracker.ledger.writing import write
    from tracker.vendors import Catalogue, Vendor
    from tracker.vendors.catalogue import Rule

    same = Catalogue(
        "made up", {"odd.example": Vendor("odd.example", "Odd Company", None, None, None)}, {}, {},
        {"known.test": Rule("odd.example", "made up")},
    )  # fmt: skip
    with ledger.session() as session:
        write(session, [a_record(host="known.test"), a_record(host="odd.example")], same, collapse=True)
    names = {(one.sums.key, one.sums.is_known, one.name) for one in asked(ledger, Asked(MADE)).subjects}
    assert names == {("odd.example", True, "Odd Company"), ("odd.example", False, "odd.example")}


def test_captures_that_rows_came_from_are_told(ledger: Ledger) -> None:
    fill(ledger, [a_record(a_disclosure(Category.CITY, "Lyon"), source="a.har", entry=0)])
    with ledger.session() as session:
        from tracker.ledger.models import Capture

        session.add(Capture(source="a.har", digest="ab" * 32, labels="{}", entries=1, imported=NOON))
        session.add(Capture(source="b.har", digest="cd" * 32, labels="{}", entries=1, imported=NOON))
    assert [one.source for one in asked(ledger, Asked(MADE)).captures] == ["a.har"]


def test_a_report_of_an_empty_record_can_be_made(ledger: Ledger) -> None:
    found = asked(ledger, Asked(MADE))
    assert (found.subjects, found.details, found.of_one, found.spots) == ((), (), None, ())


def test_a_report_asks_a_number_of_questions_that_does_not_grow(ledger: Ledger, statements: list[str]) -> None:
    fill(ledger, a_world(days=3))
    statements.clear()
    asked(ledger, Asked(MADE, "adpix"))
    few = len(statements)
    fill(ledger, a_world(days=20, seed=2))
    statements.clear()
    asked(ledger, Asked(MADE, "adpix"))
    assert len(statements) == few < 40


def test_of_many_rows_no_sum_is_made(world: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_HASHED", 3)
    found = asked(world, Asked(MADE))
    assert (found.count.digest, found.count.rows > 3) == (None, True)
