"""What is new since a moment."""

from datetime import timedelta

from sqlalchemy.orm import Session

from tests.builders.ledgers import LAST
from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.written import written
from tracker.disclosure import BlindSpot
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.news import NewCategory, News, NewSite, NewVendor, news_since
from tracker.taxonomy import Category

LATER = NOON + timedelta(hours=1)
BETWEEN = NOON + timedelta(minutes=30)


def of(ledger: Ledger) -> News:
    with ledger.reading() as session:
        return news_since(session, BETWEEN)


def test_what_came_for_the_first_time_is_new(any_ledger: Ledger) -> None:
    found = a_disclosure(Category.HEALTH, "migraine")
    written(
        any_ledger,
        a_record(),
        a_record(time=LATER),
        a_record(host="px.adpix.test", time=LATER),
        a_record(found, host="px.adpix.test", site="news.example", time=LATER),
        a_record(host="video.shop.example", site=None, blind_spots=(BlindSpot("binary"),), time=LATER),
    )
    assert of(any_ledger) == News(
        (NewVendor("adpix", "AdPix", True, LATER),),
        1,
        (NewSite("news.example", LATER),),
        1,
        (NewCategory(Category.HEALTH, 1, LATER),),
    )


def test_what_was_there_before_is_not_new_whatever_order_it_came_in(any_ledger: Ledger) -> None:
    written(any_ledger, a_record(host="px.adpix.test", time=LATER), a_record(time=LATER))
    written(any_ledger, a_record(host="b.adpix.test"), a_record())
    assert not of(any_ledger)


def test_of_much_the_first_few_are_named_and_all_are_counted(any_ledger: Ledger) -> None:
    records = [a_record(host=f"px.v{number}.test", site=f"s{number}.example", time=LATER) for number in range(7)]
    written(any_ledger, *records)
    with any_ledger.reading() as session:
        found = news_since(session, BETWEEN, limit=3)
    assert (len(found.vendors), found.vendor_count, len(found.sites), found.site_count) == (3, 7, 3, 7)
    assert found


def test_three_statements_whatever_is_new(session: Session, asked: list[str]) -> None:
    assert news_since(session, LAST - timedelta(days=5)).categories[0].category is Category.HEALTH
    assert len(asked) == 3
    asked.clear()
    assert not news_since(session, LAST)
    assert len(asked) == 3
