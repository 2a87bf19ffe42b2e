from dashboard.rating import Level, rated
from tests.builders.ratings import a_rating
from tracker.disclosure import Party
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.vendors import holders
from tracker.taxonomy import Category


def test_vendors_are_rated_with_their_reasons(world: Ledger) -> None:
    with world.reading() as session:
        rows = {row.slug: row for row in rated(holders(session))}
    adpix, shop = rows["adpix"], rows["boutique"]
    assert adpix.score > rows["letters.test"].score
    assert adpix.level is Level.of(adpix.score)
    assert any("passed it on" in reason for reason in adpix.reasons)
    assert (adpix.is_third_party, adpix.is_first_party) == (True, False)
    assert (shop.is_third_party, shop.is_first_party) == (False, True)
    assert shop.categories[:2] == (Category.CARD_NUMBER, Category.PASSWORD)


def test_sums_are_over_all_that_a_vendor_holds(world: Ledger) -> None:
    with world.reading() as session:
        (holder,) = holders(session, ["adpix"])
    (row,) = rated([holder])
    assert row.data == sum(one.data for one in holder.holdings)
    assert row.times == sum(one.times for one in holder.holdings)
    assert row.first == min(one.first for one in holder.holdings)
    assert row.last == max(one.last for one in holder.holdings)


def test_where_no_page_is_known_the_relation_is_not_guessed() -> None:
    assert a_rating("updates.test", "Updates", 1, 0, True).party is Party.THIRD
    unknown = a_rating("updates.test", "Updates", 1, 0, False)._replace(is_first_party=False)
    assert unknown.party is Party.UNKNOWN
