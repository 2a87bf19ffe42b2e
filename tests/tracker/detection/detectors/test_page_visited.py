import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.page_visited import verdicts
from tracker.taxonomy import Category
from tracker.traffic import Location


@pytest.mark.parametrize(
    "value",
    [
        "https://shop.test/cart?item=3",
        "http://shop.test",
        "https://shop.test:8443/a",
        "https://bücher.example/",
        "https://shop.test?x=1",
        "https://shop.test#top",
        " https://shop.test/a.html",
    ],
)
def test_addresses_of_pages_are_found(value: str) -> None:
    assert verdicts(a_field(value, location=Location.QUERY), None, None)


@pytest.mark.parametrize(
    "value",
    [
        "https://cdn.test/logo.png",
        "https://u:p@shop.test/",
        "https://5f7c8ec7c33c@errors.test/1",
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
    assert not verdicts(a_field(value, location=Location.QUERY), None, None)


def test_a_telling_name_makes_it_surer() -> None:
    named, open_ = (
        verdicts(a_field("https://shop.test/", location=Location.JSON), hint, None)[0]
        for hint in (Category.PAGE_VISITED, None)
    )
    assert named.confidence > open_.confidence


def test_an_address_in_a_form_needs_a_telling_name() -> None:
    assert not verdicts(a_field("https://shop.test/"), None, None)
    assert verdicts(a_field("https://shop.test/"), Category.PAGE_VISITED, None)


@pytest.mark.parametrize("name", ["u", "loc"])
def test_what_beacons_call_their_page_is_telling_in_a_form(name: str) -> None:
    assert verdicts(a_field("https://shop.test/", name=name), None, None)
