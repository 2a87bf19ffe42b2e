from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import a_catalogue, fill, vendor_of
from tests.builders.records import NOON, a_disclosure, a_record
from tracker.aliases import Aliases
from tracker.disclosure import BlindSpot, Manner, Party, Record
from tracker.ledger.aliases import note_aliases
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.queries.site import days_of, disguises, given, got, identifiers, place, unseen_of
from tracker.taxonomy import Category
from tracker.vendors import shipped

SHOP = "boutique.example"
MARCH = datetime(2026, 3, 1, tzinfo=UTC)


def key_of(session: Session, domain: str = SHOP) -> int:
    found = place(session, domain)
    assert found
    return found.id


def test_a_site_is_found_by_its_domain(session: Session, asked: list[str], records: list[Record]) -> None:
    found = place(session, SHOP)
    assert found
    assert len(asked) == 1
    own = [record.time for record in records if record.site == SHOP]
    assert (found.domain, found.first, found.last) == (SHOP, min(own), max(own))
    assert place(session, "nobody.example") is None


@pytest.mark.parametrize("since", [None, MARCH])
def test_each_vendor_is_told_with_what_it_got(
    since: datetime | None, session: Session, statements: list[str], records: list[Record]
) -> None:
    key = key_of(session)
    statements.clear()
    rows = got(session, key, Scope(since=since))
    assert len(statements) == (2 if since is None else 1)
    own = [record for record in records if record.site == SHOP and (since is None or record.time >= since)]
    for row in rows:
        passages = [
            (one, record)
            for record in own
            for one in record.disclosures
            if vendor_of(record.host) == row.vendor_slug and one.category is row.category
        ]
        assert row.times == len(passages)
        assert row.data == len({one.fingerprint for one, _ in passages})
        assert (row.first, row.last) == (min(r.time for _, r in passages), max(r.time for _, r in passages))
    assert {row.vendor_slug for row in rows} == {vendor_of(record.host) for record in own}


def test_how_it_left_is_told(session: Session) -> None:
    rows = {(row.vendor_slug, row.category): row for row in got(session, key_of(session), EVERYTHING)}
    early = rows["replay", Category.EMAIL_ADDRESS]
    assert Manner.PREMATURE in early.how.manners
    assert early.how.is_third_party
    assert rows["boutique", Category.PASSWORD].how.manners == (Manner.SUBMITTED,)
    assert rows["boutique", Category.PASSWORD].how.is_first_party


@pytest.mark.parametrize("period", [{}, {"since": MARCH}])
@pytest.mark.parametrize(
    ("narrowed", "vendors"),
    [
        ({"category": Category.CARD_NUMBER}, {"boutique"}),
        ({"party": Party.THIRD, "category": Category.EMAIL_ADDRESS}, {"adpix", "replay"}),
        ({"manner": Manner.SUBMITTED}, {"boutique"}),
    ],
)
def test_what_each_got_obeys_the_scope(
    period: dict[str, datetime], narrowed: dict[str, Category], vendors: set[str], session: Session
) -> None:
    rows = got(session, key_of(session), Scope(**period, **narrowed))  # type: ignore[arg-type]
    assert {row.vendor_slug for row in rows} == vendors


def test_what_was_given_to_the_site_is_told(session: Session) -> None:
    rows = given(session, key_of(session), EVERYTHING)
    assert {row.category for row in rows} >= {Category.PASSWORD, Category.EMAIL_ADDRESS, Category.CITY}
    assert {row.times for row in rows} == {3}
    assert {row.times for row in given(session, key_of(session), Scope(since=MARCH))} == {2}
    assert given(session, key_of(session, "meteo.example"), EVERYTHING) == []


def test_identifiers_are_told_with_who_got_them(session: Session) -> None:
    rows = identifiers(session, key_of(session, "nouvelles.example"), EVERYTHING)
    assert {row.category for row in rows} == {Category.CLIENT_ID, Category.ADVERTISING_ID}
    shared = {row.vendor_slug for row in rows if row.category is Category.ADVERTISING_ID}
    assert shared == {"adpix", "exchange-nord"}
    assert {row.party for row in rows if row.vendor_slug == "adpix"} == {Party.THIRD}


def test_who_hides_behind_the_sites_name_is_told(ledger: Ledger) -> None:
    leads = (
        Aliases("metrics.shop.example", NOON, ("shop.eulerian.net",)),
        Aliases("static.shop.example", NOON, ("shop.adobedtm.com.edgekey.net",)),
    )
    fill(ledger, [a_record(host=lead.host) for lead in leads])
    with ledger.session() as session:
        note_aliases(session, leads, shipped())
    with ledger.reading() as session:
        (one,) = disguises(session, key_of(session, "shop.example"), shipped)
        assert (one.host, one.behind, one.vendor_name) == ("metrics.shop.example", "shop.eulerian.net", "Eulerian")
        assert one.hops == leads[0].hops


def test_a_site_without_other_names_hides_nobody(session: Session) -> None:
    assert disguises(session, key_of(session), a_catalogue) == []


def test_what_was_not_seen_of_the_sites_own_hosts_is_told(any_ledger: Ledger) -> None:
    spots = (BlindSpot("oversized", 500),)
    fill(any_ledger, [a_record(host="video.shop.example", blind_spots=spots), a_record(host="px.adpix.test")])
    with any_ledger.reading() as session:
        (spot,) = unseen_of(session, "shop.example")
        assert (spot.host, spot.reason, spot.size) == ("video.shop.example", "oversized", 500)
        assert unseen_of(session, "other.example") == []


def test_each_day_is_counted_of_that_site_alone(any_ledger: Ledger) -> None:
    fill(
        any_ledger,
        [
            a_record(),
            a_record(a_disclosure(Category.CITY, "Lyon"), host="px.adpix.test", time=NOON + timedelta(days=1)),
            a_record(site="other.example"),
        ],
    )
    with any_ledger.reading() as session:
        rows = days_of(session, key_of(session, "shop.example"), date(2026, 3, 1), date(2026, 3, 4), EVERYTHING)
        assert [(row.first, row.third) for row in rows] == [(0, 0), (1, 0), (0, 1), (0, 0)]
        scope = Scope(category=Category.CITY)
        rows = days_of(session, key_of(session, "shop.example"), date(2026, 3, 1), date(2026, 3, 4), scope)
        assert [row.total for row in rows] == [0, 0, 1, 0]


@pytest.mark.parametrize("scope", [EVERYTHING, Scope(since=NOON - timedelta(days=1))])
def test_it_is_told_the_same_in_each_database(scope: Scope, any_ledger: Ledger) -> None:
    same = a_disclosure(Category.CLIENT_ID, "visitor-1", Manner.RELAYED)
    fill(any_ledger, [a_record(), a_record(same, host="px.adpix.test"), a_record(same, host="x.test", scheme="http")])
    with any_ledger.reading() as session:
        key = key_of(session, "shop.example")
        assert [row.vendor_slug for row in got(session, key, scope)] == ["adpix", "shop.example", "x.test"]
        assert len(given(session, key, scope)) == 1
        assert [row.vendor_slug for row in identifiers(session, key, scope)] == ["adpix", "x.test"]
