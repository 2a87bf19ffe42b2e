import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.page_visited import verdicts
from tracker.taxonomy import Category


@pytest.mark.parametrize(
    "value",
    [
        "https://shop.test/cart?item=3",
        "http://shop.test",
        "https://shop.test:8443/a",
        "https://bücher.example/",
        "https://u:p@shop.test/",
        "https://shop.test?x=1",
        "https://shop.test#top",
        " https://shop.test/a.html",
    ],
)
def test_addresses_of_pages_are_found(value: str) -> None:
    assert verdicts(a_field(value), None, None)


@pytest.mark.parametrize(
    "value",
    [
        "https://cdn.test/logo.png",
        "https://cdn.test/app.js?v=3",
        "https://localhost/",
        "https://",
        "ftp://shop.test/",
        "/cart",
        "shop.test",
        "http://www.w3.org/2000/svg",
        "https://schema.org/Product",
        "see https://shop.test/",
        "https://shop.test,https://b.test",
    ],
)
def test_other_addresses_are_no_pages(value: str) -> None:
    assert not verdicts(a_field(value), None, None)


def test_a_telling_name_makes_it_surer() -> None:
    named, open_ = (verdicts(a_field("https://shop.test/"), hint, None)[0] for hint in (Category.PAGE_VISITED, None))
    assert named.confidence > open_.confidence
