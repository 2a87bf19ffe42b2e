"""What is new, with links."""

from flask import Flask

from dashboard.narrowing import read
from dashboard.novelties import novelties
from tests.builders.ledgers import LAST
from tracker.ledger.queries.news import NewCategory, News, NewSite, NewVendor
from tracker.taxonomy import Category


def test_what_is_new_is_named_and_leads_to_its_page_whatever_this_page_is_narrowed_to(app: Flask) -> None:
    news = News(
        tuple(NewVendor(f"v{number}", f"V{number}", True, LAST) for number in range(5)),
        7,
        (NewSite("a.example", LAST),),
        1,
        (NewCategory(Category.HEALTH, 1, LAST),),
    )
    with app.test_request_context("/?period=7&party=third"):
        read()
        vendors, kinds, sites = novelties(news)
    assert vendors.words == "7 new companies"
    assert [name.address for name in vendors.names] == ["/vendors/v0", "/vendors/v1", "/vendors/v2", "/vendors/v3"]
    assert vendors.rest == "and 3 more"
    assert (kinds.words, kinds.rest) == ("1 new kind of data", "")
    assert kinds.names == (("Health", "/data?category=health"),)
    assert sites.names == (("a.example", "/sites/a.example"),)


def test_nothing_new_is_nothing(app: Flask) -> None:
    with app.test_request_context("/"):
        assert list(novelties(News())) == []
