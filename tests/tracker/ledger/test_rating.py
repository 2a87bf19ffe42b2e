from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders.ledgers import a_world, a_world_ledger, fill
from tests.builders.ratings import a_rating
from tests.builders.records import NOON, a_disclosure, a_record
from tracker.disclosure import Manner, Party
from tracker.ledger.opening import Ledger
from tracker.ledger.opinions import Opinion
from tracker.ledger.queries.vendors import holders
from tracker.ledger.rating import exposure_of, rated
from tracker.risk import Company, Level, doubt
from tracker.taxonomy import Category


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with a_world_ledger(tmp_path_factory.mktemp("world"), a_world()) as ledger:
        yield ledger


def test_vendors_are_rated_with_their_reasons(world: Ledger) -> None:
    with world.reading() as session:
        rows = {row.slug: row for row in rated(holders(session), {})}
    adpix, shop = rows["adpix"], rows["boutique"]
    assert adpix.score > rows["letters.test"].score
    assert adpix.level is Level.of(adpix.score)
    assert adpix.depth.score > rows["letters.test"].depth.score
    assert any("passed this on" in reason for reason in adpix.reasons)
    assert any("Its trade is advertising" in reason for reason in adpix.reasons)
    assert any("Its seat is in US" in reason for reason in adpix.reasons)
    assert (adpix.is_third_party, adpix.is_first_party) == (True, False)
    assert (shop.is_third_party, shop.is_first_party) == (False, True)
    assert shop.categories[:2] == (Category.CARD_NUMBER, Category.PASSWORD)


def test_sums_are_over_all_that_a_vendor_holds(world: Ledger) -> None:
    with world.reading() as session:
        (holder,) = holders(session, ["adpix"])
    (row,) = rated([holder], {})
    assert row.data == sum(one.data for one in holder.holdings)
    assert row.times == sum(one.times for one in holder.holdings)
    assert row.first == min(one.first for one in holder.holdings)
    assert row.last == max(one.last for one in holder.holdings)


def test_what_a_company_took_on_its_own_site_is_not_said_to_be_passed_on_by_others(ledger: Ledger) -> None:
    own = a_disclosure(Category.CLIENT_ID, "7f3c", Manner.RELAYED)
    given = a_disclosure(Category.CLIENT_ID, "7f3c", Manner.SUBMITTED)
    sent = a_disclosure(Category.CLIENT_ID, "7f3c", Manner.AMBIENT)
    at_home = a_record(own, given, host="www.sharebar.test", site="sharebar.test", party=Party.FIRST)
    fill(ledger, [at_home, a_record(sent, host="like.sharebar.test", site="boutique.example")])
    with ledger.reading() as session:
        (row,) = rated(holders(session, ["sharebar"]), {})
    assert row.is_third_party
    assert not any("passed this on" in reason or "another company's site" in reason for reason in row.reasons)


def test_risk_depth_and_interest_stand_side_by_side(world: Ledger) -> None:
    with world.reading() as session:
        found = holders(session, ["adpix", "metrica"])
    adpix, metrica = rated(found, {"adpix": Opinion(2, "annoying", NOON)})
    assert (adpix.interest, adpix.note, metrica.interest, metrica.note) == (2, "annoying", None, "")
    assert adpix.doubt == doubt(adpix.score, 2)
    assert metrica.doubt == doubt(metrica.score, None)


def test_the_assessment_gets_what_is_known_of_the_company(world: Ledger, tmp_path: Path) -> None:
    with world.reading() as session:
        (tagdepot,) = holders(session, ["tagdepot"])
    exposure = exposure_of(tagdepot, tmp_path)
    assert exposure.company == Company("tag-manager", "IE", None, None)
    assert exposure.group_sites > exposure.sites > 0


def test_where_no_page_is_known_the_relation_is_not_guessed() -> None:
    assert a_rating("updates.test", "Updates", 1, 0, True).party is Party.THIRD
    unknown = a_rating("updates.test", "Updates", 1, 0, False)._replace(is_first_party=False)
    assert unknown.party is Party.UNKNOWN
